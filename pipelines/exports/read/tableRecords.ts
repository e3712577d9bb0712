/** Reads exports that come as tables of typed cells: Excel sheets and SQLite databases. */
import { readFileSync, statSync } from 'node:fs';
import { withinTime } from '../../withinTime.ts';
import { fold } from './csvRecords.ts';
import { limits, megabytes } from './limits.ts';
import type { Input } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { refuseUnbounded } from './sheetBounds.ts';
import { sqliteCopyNotice } from './sqliteCopy.ts';
import { unreadable } from './unreadable.ts';

/** Row numbers are those that Excel shows. Dates become wall-clock text: a sheet knows no time zone. */
export async function readSheetRecords(
  input: Input,
  request: FieldRequest[],
  sheet: string | null,
  headerRow: number,
  sink: RecordFile,
): Promise<void> {
  const rows = await sheetRows(input, sheet);
  const header = (rows[headerRow - 1] ?? []).map((cell) => cellText(cell).trim());
  if (header.every((name) => name === '')) {
    throw unreadable(
      `${input.file}, row ${headerRow}`,
      'The sheet has no header in this row.',
      'Say where it stands in sources.yaml, for example: header_row: 3',
    );
  }
  sink.header = header;
  const places = request.map(({ key, names }) => {
    const found = names.map((name) => header.findIndex((other) => fold(other) === fold(name))).filter((at) => at >= 0);
    if (found.length > 0) sink.present.add(key);
    return found;
  });
  const dates = columnsOfDates(rows.slice(headerRow));
  rows.slice(headerRow).forEach((cells, index) => {
    if (cells.some((cell) => cell !== null))
      sink.write(
        headerRow + index + 1,
        places.map((found) =>
          found.map((at) => cellText(cells[at] ?? null, dates.has(at))).find((text) => text !== ''),
        ),
      );
  });
}

/**
 * A workbook as the library takes it where it unpacks it whole. Where it reads one as a stream, it waits for ever at the end
 * of an archive with a byte too many or too few, and the process ends without a word.
 */
export function arrayOf(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}

/** Rows of a sheet as they are, for looks before the file is read. */
export async function sheetRows({ path, file }: Input, sheet: string | null): Promise<Cell[][]> {
  const bytes = readWhole(path, file);
  const { readSheet } = await import('read-excel-file/universal');
  try {
    refuseUnbounded(bytes, file);
    const known = arrayOf(await withKnownDates(bytes));
    return (await (sheet === null ? readSheet(known) : readSheet(known, sheet))) as Cell[][];
  } catch (error) {
    if (error instanceof Error && error.name === 'SlaError') throw error;
    throw unreadable(
      file,
      `The file cannot be read as an Excel workbook: ${faultOf(error)}`,
      'Save it again as .xlsx (not .xls), without a password, or name the sheet in sources.yaml: sheet: Tickets',
    );
  }
}

/** What is wrong with a workbook; where the library stumbles over a part that is not there, its own words say nothing. */
function faultOf(error: unknown): string | undefined {
  if (error instanceof TypeError) return 'one of its parts is damaged or missing';
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}

/**
 * The workbook with its Japanese formats of dates (ge.m.d, aaa m/d, TT.MM.JJJJ) as formats that the library knows as dates:
 * what the cell shows is a date, and the number behind it is one too.
 */
async function withKnownDates(bytes: Buffer): Promise<Buffer> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const path = 'xl/styles.xml';
  const { [path]: packed } = unzipSync(bytes, { filter: ({ name }) => name === path });
  if (!packed) return bytes;
  const styles = strFromU8(packed);
  const known = styles.replaceAll(
    /(<numFmt\b[^>]*\bformatCode=)("[^"]*"|'[^']*')/g,
    (whole, before: string, code: string) => {
      const plain = code.slice(1, -1).replaceAll(/&quot;.*?&quot;|"[^"]*"|\\.|\[[^\]]*\]/g, ' ');
      const isDate = /g{1,3}\s*e|[dt].*[m].*[ejy]|e.*m.*d|[aday]{3}.*m.*d/i.test(plain) && !/[0#?]/.test(plain);
      return isDate ? `${before}"yyyy-mm-dd hh:mm:ss"` : whole;
    },
  );
  if (known === styles) return bytes;
  const { [path]: _, ...others } = unzipSync(bytes);
  return Buffer.from(zipSync({ ...others, [path]: strToU8(known) }, { level: 0 }));
}

/** A cell: null when empty. */
export type Cell = string | number | boolean | Date | null;

/**
 * A cell as text: instants as wall clock without offset, days alone as a date, durations as `26:30:00`, whole numbers
 * without a point. A workbook counts days as a float, so an instant lies a hair beside its second: it is rounded to it.
 */
export function cellText(cell: Cell, isDay = false): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return String(cell);
  const seconds = Math.round(cell.getTime() / 1000);
  const ofDay = secondsOfClock(seconds);
  if (ofDay !== null) return clockText(ofDay);
  const text = new Date(seconds * 1000).toISOString();
  return isDay ? text.slice(0, 10) : text.slice(0, 19);
}

/** A time of day or a duration is a day count of nearly nothing: within two months of day 0, in either reckoning. */
function secondsOfClock(seconds: number): number | null {
  const days0 = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)].map((at) => at / 1000);
  const day0 = days0.find((at) => seconds >= at && seconds < at + 60 * 86_400);
  return day0 === undefined ? null : seconds - day0;
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Columns whose dates all stand at midnight hold days: a sheet does not say otherwise that it knows no time. */
function columnsOfDates(rows: Cell[][]): Set<number> {
  const days = new Set<number>();
  const times = new Set<number>();
  for (const cells of rows)
    cells.forEach((cell, at) => {
      if (cell instanceof Date) (Math.round(cell.getTime() / 1000) % 86_400 === 0 ? days : times).add(at);
    });
  return new Set([...days].filter((at) => !times.has(at)));
}

/**
 * Runs one select over a database that is only read, in memory: nothing but its columns reaches the warehouse.
 * Row numbers are the column `row_id` of the select where it has one (an id by which the row is found again).
 */
export async function readSqliteRecords(
  input: Input,
  request: FieldRequest[],
  query: string,
  sink: RecordFile,
  seconds: number = limits.querySeconds,
): Promise<void> {
  const bytes = readWhole(input.path, input.file);
  const notice = sqliteCopyNotice(input, bytes);
  if (notice) sink.notices.push(notice);
  const { default: initSqlJs } = await import('sql.js');
  const SQL = await initSqlJs();
  const database = new SQL.Database(bytes);
  try {
    const statement = database.prepare(query);
    const names = statement.getColumnNames();
    sink.header = names;
    const places = request.map(({ key, names: wanted }) => {
      const place = wanted.map((name) => names.indexOf(name)).find((index) => index >= 0);
      if (place !== undefined) sink.present.add(key);
      return place;
    });
    const idPlace = names.indexOf('row_id');
    let row = 0;
    const readAll = (): void => {
      while (statement.step()) {
        row += 1;
        const cells = statement.get();
        const id = idPlace >= 0 ? Number(cells[idPlace]) : row;
        if (!Number.isSafeInteger(id))
          throw unreadable(
            input.file,
            `The query gives "${String(cells[idPlace]).slice(0, 60)}" as row_id, which is no whole number.`,
            'Take a number for it (rowid, id), or leave row_id out of the query.',
          );
        sink.write(
          id,
          places.map((place) => (place === undefined ? null : sqliteText(cells[place] ?? null))),
        );
      }
    };
    withinTime(seconds, readAll, {
      where: () => `${input.file}, row ${row + 1}`,
      what: 'The query ran',
      fix: 'Look at the query in sources.yaml: it may never end (with recursive), or join every row with every other.',
    });
    statement.free();
  } catch (error) {
    if (error instanceof Error && error.name === 'SlaError') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unreadable(
      input.file,
      `The file cannot be read as the SQLite database that this format expects: ${why}`,
      'Copy the database while its program is stopped (or with .backup), and check the format in sources.yaml.',
    );
  } finally {
    database.close();
  }
}

function sqliteText(value: unknown): string {
  if (value === null || value instanceof Uint8Array) return '';
  return String(value);
}

function readWhole(path: string, file: string): Buffer {
  const { size } = statSync(path);
  if (size > limits.wholeFileBytes) {
    throw unreadable(file, `The file is larger than ${megabytes(limits.wholeFileBytes)}.`, 'Export a shorter period.');
  }
  return readFileSync(path);
}
