/**
 * How figures read: counts, percentages, durations, dates. Never rounds up, knows no locale of the machine, and prints
 * a dash for what was not promised or not there.
 */

import { DateTime, IANAZone } from 'luxon';
import type { Language, LocalText } from '../pipelines/contract/Contract.ts';
import type { CalendarDay } from './words/FigureWords.ts';
import { wordsIn } from './words/index.ts';

/** Printed where there is no figure. */
export const dash = '－';

/** The text in the language of the report. */
export function local(text: LocalText, language: Language): string {
  return wordsIn[language].figures.written(text[language]);
}

/** `1,234`; a dash for null. */
export function formatCount(count: number | null): string {
  if (count === null) return dash;
  const digits = String(Math.abs(count)).replace(/\B(?=(\d{3})+$)/g, ',');
  return count < 0 ? `−${digits}` : digits;
}

/** `99.932%` of an already floored text; a dash for null. */
export function formatPercent(percent: string | null): string {
  return percent === null ? dash : `${percent}%`;
}

/** `+3`, `−2`, `±0`: a count beside the one before. Empty when there is none before. */
export function formatChange(count: number, previous: number | null): string {
  if (previous === null) return '';
  const change = count - previous;
  return change === 0 ? '±0' : change > 0 ? `+${formatCount(change)}` : formatCount(change);
}

/**
 * `1h 23m`. What is smaller than the last unit shown is cut off; under five minutes the seconds are shown.
 * Negative durations carry a minus sign. A dash for null.
 */
export function formatDuration(seconds: number | null, language: Language): string {
  if (seconds === null) return dash;
  return spell(seconds, Math.abs(seconds) < 300, language);
}

/** As `formatDuration`, to the second: for budgets and margins that a verdict hangs on. */
export function formatExactDuration(seconds: number | null, language: Language): string {
  return seconds === null ? dash : spell(seconds, true, language);
}

/** `17 d`: whole days, the begun one not counted. */
export function formatDays(seconds: number, language: Language): string {
  return wordsIn[language].figures.days(formatCount(Math.floor(seconds / 86_400)));
}

/** A promise as written in the agreement: `PT4H` is `4 h`. */
export function formatWithin(within: string, language: Language): string {
  const { businessDays, promised, space } = wordsIn[language].figures;
  const days = /^(\d+) business days?$/.exec(within)?.[1];
  if (days) return businessDays(days);

  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(within);
  if (!parts) return within;
  const amounts = parts.slice(1);
  const spelt = promised.flatMap((unit, index) => (amounts[index] ? [`${amounts[index]}${unit}`] : []));
  return spelt.join(space);
}

/** `1 Oct 2026`. */
export function formatDate(at: number, zone: string, language: Language): string {
  return wordsIn[language].figures.date(wallClock(at, zone));
}

/** The same of a local date `2026-10-01`, or of an instant as its own offset has it; other text as it is. A dash for null. */
export function formatLocalDate(date: string | null, language: Language): string {
  if (date === null) return dash;
  const parsed = DateTime.fromISO(date, { zone: 'UTC', setZone: true });
  return parsed.isValid ? wordsIn[language].figures.date(parsed) : date;
}

/** `14 Oct 2026 09:12`. A dash for null. */
export function formatDateTime(at: number | null, zone: string, language: Language): string {
  if (at === null) return dash;
  const clock = wallClock(at, zone);
  return `${wordsIn[language].figures.dateOfTime(clock)} ${two(clock.hour)}:${two(clock.minute)}`;
}

/** `14 Oct 09:12`, with the year where it is not `year`. A dash for null. */
export function formatShortDateTime(at: number | null, zone: string, language: Language, year?: number): string {
  if (at === null) return dash;
  const clock = wallClock(at, zone);
  if (year !== undefined && clock.year !== year) return formatDateTime(at, zone, language);
  return `${wordsIn[language].figures.monthDay(clock)} ${two(clock.hour)}:${two(clock.minute)}`;
}

/** `09:12`. */
export function formatTime(at: number, zone: string): string {
  const clock = wallClock(at, zone);
  return `${two(clock.hour)}:${two(clock.minute)}`;
}

/** `＋0.075`, `−0.085`: thousandths of a point, with their sign; a dash for null. */
export function formatDifference(milli: number | null): string {
  if (milli === null) return dash;
  const size = Math.abs(milli);
  const sign = milli < 0 ? '−' : milli > 0 ? '+' : '±';
  return `${sign}${Math.floor(size / 1000)}.${String(size % 1000).padStart(3, '0')}`;
}

/** `14 Oct`. */
export function formatMonthDay(at: number, zone: string, language: Language): string {
  return wordsIn[language].figures.monthDay(wallClock(at, zone));
}

/** `Wed 14 Oct`. */
export function formatDay(at: number, zone: string, language: Language): string {
  return wordsIn[language].figures.weekday(wallClock(at, zone));
}

/** Day of the month and weekday of a local date, for the heads of a calendar. */
export function formatLocalDay(
  date: string,
  language: Language,
): { day: string; weekday: string; rest: 'saturday' | 'sunday' | null } {
  const local = DateTime.fromISO(date, { zone: 'UTC' });
  const { day, weekday } = local;
  const rest = weekday === 6 ? 'saturday' : weekday === 7 ? 'sunday' : null;
  return { day: String(day), weekday: wordsIn[language].figures.narrowWeekday(local), rest };
}

/** `1 Oct 2026 – 31 Oct 2026` of a half-open span: its last day is the one before its end. */
export function formatPeriod(startsAt: number, endsAt: number, zone: string, language: Language): string {
  return wordsIn[language].figures.span(wallClock(startsAt, zone), wallClock(endsAt - 1, zone));
}

/** `October 2026` of the month `2026-10`; `July–September 2026` of the quarter `2026-Q3`. */
export function formatMonth(month: string, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  const quarter = /^Q([1-4])$/.exec(number)?.[1];
  const { figures } = wordsIn[language];
  return quarter
    ? figures.quarter(year, Number(quarter) * 3 - 2, Number(quarter) * 3)
    : figures.month(year, Number(number));
}

/** `Oct` of the month `2026-10`, for axes; January and the first of an axis carry the year in a second line. */
export function formatAxisMonth(month: string, isFirst: boolean, language: Language): string[] {
  const [year = '', number = ''] = month.split('-');
  const { shortMonth, year: spellYear } = wordsIn[language].figures;
  const name = shortMonth(Number(number));
  return !isFirst && number !== '01' ? [name] : [name, spellYear(year)];
}

/** The local year of an instant. */
export function yearOf(at: number, zone: string): number {
  return wallClock(at, zone).year;
}

function spell(seconds: number, withSeconds: boolean, language: Language): string {
  const whole = Math.trunc(Math.abs(seconds));
  const amounts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), withSeconds ? whole % 60 : 0];
  const { measured: units, space } = wordsIn[language].figures;
  const first = amounts.findIndex((amount) => amount > 0);
  const last = amounts.findLastIndex((amount) => amount > 0);
  // A zero between two units stays: 2h 0m 30s.
  const shown = first === -1 ? [] : amounts.slice(first, last + 1);
  const spelt = shown.map((amount, index) => `${formatCount(amount)}${units[first + index]}`);
  const text = spelt.join(space) || `0${units[withSeconds ? 2 : 1]}`;
  return seconds < 0 ? `−${text}` : text;
}

interface WallClock extends CalendarDay {
  hour: number;
  minute: number;
}

function wallClock(at: number, zone: string): WallClock {
  return clockOf(localSeconds(at, zone));
}

/** Whole seconds from 1970-01-01 00:00 on the wall of a zone to an instant, as its clock shows it. */
export function localSeconds(at: number, zone: string): number {
  return Math.floor(at) + offsetSeconds(at, zone);
}

/** The wall clock that a count of seconds since 1970 stands for, as if it were UTC. */
function clockOf(seconds: number): WallClock {
  const clock = new Date(seconds * 1000);
  return {
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    weekday: clock.getUTCDay() || 7,
    hour: clock.getUTCHours(),
    minute: clock.getUTCMinutes(),
  };
}

/** Offsets by zone and UTC day; null on a day within which clocks change. */
const offsets = new Map<string, Map<number, number | null>>();

/** Asking the time zone is slow, so a day that begins and ends at one offset is asked for only twice. */
function offsetSeconds(at: number, zone: string): number {
  const known = offsets.get(zone) ?? new Map<number, number | null>();
  offsets.set(zone, known);
  const day = Math.floor(at / 86_400);
  let offset = known.get(day);
  if (offset === undefined) {
    const [start, end] = [lookUpOffset(day * 86_400, zone), lookUpOffset((day + 1) * 86_400, zone)];
    offset = start === end ? start : null;
    known.set(day, offset);
  }
  return offset ?? lookUpOffset(at, zone);
}

function lookUpOffset(at: number, zone: string): number {
  const rules = IANAZone.create(zone);
  if (!rules.isValid) throw new Error(`Cannot tell the time ${at}: "${zone}" is no time zone.`);
  return rules.offset(at * 1000) * 60;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
