/** Reads a list of holidays as authorities publish it: data.gov.sg's `Date,Day,Holiday`, `date,name`, Japan's syukujitsu.csv, or iCalendar. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDate } from '../contract/values.ts';
import { SlaError } from '../errors.ts';
import { expandICalendar, parseICalendar } from './icalendar.ts';
import { addDays } from './wallClock.ts';

const DATE_COLUMNS = ['date', '国民の祝日・休日月日'];
const NAME_COLUMNS = ['holiday', 'name', '国民の祝日・休日名称'];

/**
 * Name by local date. Dates are 2026-10-31 or, as in syukujitsu.csv, 2026/10/1. Files are UTF-8 or Windows-31J
 * (CP932). A row that cannot be read is an error: half a list would make holidays working days.
 */
export function readHolidayFile(workspaceDir: string, file: string): Map<string, string> {
  if (/\.ics$/i.test(file)) return readHolidayCalendar(readBytes(workspaceDir, file), file);
  const [header = [], ...rows] = decode(readBytes(workspaceDir, file), file).split(/\r?\n/).map(cells);
  const columns = header.map((name) => name.toLowerCase());
  const dateColumn = columns.findIndex((name) => DATE_COLUMNS.includes(name));
  const nameColumn = columns.findIndex((name) => NAME_COLUMNS.includes(name));
  if (dateColumn < 0 || nameColumn < 0) throw unreadable(file, 1, `its first row is "${header.join(',')}"`);

  const holidays = new Map<string, string>();
  rows.forEach((row, index) => {
    if (row.every((cell) => cell === '')) return;
    const date = isoDate(row[dateColumn] ?? '');
    const name = row[nameColumn] ?? '';
    if (!date) throw unreadable(file, index + 2, `"${row[dateColumn] ?? ''}" is no date`);
    if (name === '') throw unreadable(file, index + 2, 'the name of the holiday is missing');
    holidays.set(date, name);
  });
  if (holidays.size === 0) throw unreadable(file, 2, 'it lists no holiday');
  return holidays;
}

/**
 * The whole days of a calendar. Where some days are listed one by one, a rule without end stops with the last year that
 * is listed: it must not make years look known of which nobody published the list.
 */
function readHolidayCalendar(bytes: Uint8Array, file: string): Map<string, string> {
  const calendar = parseICalendar(bytes, file);
  const listed = calendar.events.filter(({ rrule }) => rrule === null).map(({ start }) => start.date.slice(0, 4));
  const lastYear = listed.sort().at(-1) ?? '9999';
  const holidays = new Map<string, string>();
  for (const { event, dates } of expandICalendar(calendar, file).occurrences) {
    if (!dates) continue;
    for (let date = dates.from; date <= dates.to; date = addDays(date, 1)) {
      if (date.slice(0, 4) <= lastYear) holidays.set(date, event.summary);
    }
  }
  if (holidays.size === 0) throw unreadable(file, 1, 'it lists no whole day');
  return holidays;
}

/** The cells of one line; quotes may enclose a cell, and stand doubled inside it. */
function cells(line: string): string[] {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
}

function isoDate(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  return year && month && day ? parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : null;
}

function readBytes(workspaceDir: string, file: string): Uint8Array {
  try {
    return readFileSync(join(workspaceDir, file));
  } catch {
    throw new SlaError({
      what: `The holiday file ${file} cannot be read.`,
      where: file,
      fix: 'Put it into the workspace, or correct its path under holidays: in contract.yaml.',
    });
  }
}

function decode(bytes: Uint8Array, file: string): string {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding.
    }
  }
  throw unreadable(file, 1, 'it is neither UTF-8 nor Windows-31J text');
}

function unreadable(file: string, row: number, why: string): SlaError {
  return new SlaError({
    what: `The holiday file ${file} cannot be read: ${why}.`,
    where: `${file}, row ${row}`,
    fix: 'Write a CSV file with the columns Date,Holiday and dates as 2026-10-31, for example: 2026-08-09,National Day',
  });
}
