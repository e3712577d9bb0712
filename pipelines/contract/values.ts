/** Reads the values that YAML holds as text: durations, percentages, dates, instants, wall-clock times. Null: not such a value. */
import { DateTime, IANAZone } from 'luxon';
import type { OpeningSpan, Percentage, Within } from './Contract.ts';

const DURATION = /^P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Seconds of an ISO 8601 duration; a day is 24 hours, months and years are refused because their length varies. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** "PT4H" or "2 business days" (1 to 366 of them). */
export function parseWithin(text: string): Within | null {
  const days = /^([1-9]\d{0,2}) business days?$/.exec(text)?.[1];
  if (days) return Number(days) <= 366 ? { text, kind: 'business-days', days: Number(days) } : null;
  const seconds = parseDuration(text);
  return seconds === null ? null : { text, kind: 'duration', seconds };
}

/** An exact decimal above 0 and at most 100: 99.95 is 9995/10000. */
export function parsePercentage(value: string | number): Percentage | null {
  const text = String(value);
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return null;
  const decimals = match[2] ?? '';
  const numerator = Number(`${match[1]}${decimals}`);
  const denominator = 100 * 10 ** decimals.length;
  return numerator > 0 && numerator <= denominator ? { text, numerator, denominator } : null;
}

/** The same text if it is a date of the calendar. */
export function parseDate(text: string): string | null {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
  return isDate ? text : null;
}

/** UTC epoch seconds of an ISO 8601 date and time with offset or Z. */
export function parseInstant(text: string): number | null {
  if (!INSTANT.test(text)) return null;
  const instant = DateTime.fromISO(text, { setZone: true });
  return instant.isValid ? instant.toUnixInteger() : null;
}

/** Minutes after midnight of "HH:MM", up to "24:00". */
export function parseClock(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : null;
}

/** "09:00-18:00"; "24:00" may end a span, and a span ends after it begins. */
export function parseOpeningSpan(text: string): OpeningSpan | null {
  const [from, to, ...rest] = text.split('-');
  const opens = parseClock(from ?? '');
  const closes = parseClock(to ?? '');
  return opens !== null && closes !== null && opens < closes && rest.length === 0 ? { opens, closes } : null;
}

/** "2026-12-29/2027-01-03", both dates included, or a single date. */
export function parseDateSpan(text: string): { from: string; to: string } | null {
  const [first, last = first, ...rest] = text.split('/');
  const from = parseDate(first ?? '');
  const to = parseDate(last ?? '');
  return from && to && from <= to && rest.length === 0 ? { from, to } : null;
}

/** A named IANA zone; offsets such as "+09:00" are no zones, because they know no clock changes. */
export function isTimezone(text: string): boolean {
  return /^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(text) && IANAZone.isValidZone(text);
}
