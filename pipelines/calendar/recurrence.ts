/** Recurrence rules (RFC 5545 RRULE) as lists of local dates; wall clocks and zones come later. */
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

/** The parts that a rule may have, and what each looks like; the library drops values out of range instead of refusing them. */
const WEEKDAY = '(MO|TU|WE|TH|FR|SA|SU)';
const PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  UNTIL: /^\d{8}$/,
  BYDAY: listOf(`[+-]?[1-5]?${WEEKDAY}`),
  BYMONTHDAY: listOf('[+-]?([1-9]|[12]\\d|3[01])'),
  BYMONTH: listOf('([1-9]|1[0-2])'),
  BYSETPOS: listOf('[+-]?[1-9]\\d?'),
  WKST: new RegExp(`^${WEEKDAY}$`),
};
const UNITS = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;

/**
 * Whether the text is a rule that {@link recurrenceDates} can expand.
 *
 * A rule must say on which days it falls, because contracts give no DTSTART to borrow the day from;
 * COUNT is refused for the same reason (UNTIL says the same with a date), times of day because `start` says them.
 */
export function isRecurrence(rrule: string): boolean {
  const parts = partsOf(rrule);
  const isWellFormed =
    parts.size === rrule.split(';').length && [...parts].every(([name, value]) => PARTS[name]?.test(value));
  const namesDays = parts.has('BYDAY') || parts.has('BYMONTHDAY') || parts.get('FREQ') === 'DAILY';
  if (!isWellFormed || !parts.has('FREQ') || !namesDays || isForbidden(parts)) return false;
  try {
    ruleFrom(rrule, '2026-01-01');
    return true;
  } catch {
    return false;
  }
}

/**
 * What RFC 5545 3.3.10 forbids, and the library takes for something else: a number before a weekday outside MONTHLY and
 * YEARLY (`FREQ=WEEKLY;BYDAY=2SA` would be every Saturday), and days of the month in a weekly rule.
 */
function isForbidden(parts: ReadonlyMap<string, string>): boolean {
  const isByMonth = ['MONTHLY', 'YEARLY'].includes(parts.get('FREQ') ?? '');
  const hasNumber = /\d/.test(parts.get('BYDAY') ?? '');
  return (hasNumber && !isByMonth) || (parts.has('BYMONTHDAY') && parts.get('FREQ') === 'WEEKLY');
}

/**
 * Local dates of a rule from `fromDate` to `toDate`, both included.
 *
 * `anchor` is where counting begins: INTERVAL=2 means every second day, week, month or year as counted from the
 * one that holds the anchor, in both directions. Dates before the anchor are listed too, since a window of the
 * evening before may reach into the anchor's day.
 */
export function recurrenceDates(rrule: string, anchor: string, fromDate: string, toDate: string): string[] {
  const rule = ruleFrom(rrule, startInPhase(rrule, anchor, fromDate));
  const dates = rule.between(utcMidnight(fromDate), utcMidnight(toDate), true);
  return dates.map((date) => date.toPlainDate().toString());
}

/** A first date at or before `fromDate` and the anchor, a whole number of intervals away from the anchor. */
function startInPhase(rrule: string, anchor: string, fromDate: string): string {
  const parts = partsOf(rrule);
  const unit = UNITS[parts.get('FREQ') as keyof typeof UNITS];
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const start = DateTime.fromISO(anchor, { zone: 'utc' }).startOf(
    unit === 'weeks' ? 'day' : (unit.slice(0, -1) as 'day'),
  );
  const from = DateTime.min(DateTime.fromISO(fromDate, { zone: 'utc' }), start);
  const intervals = Math.ceil(start.diff(from, unit).as(unit) / interval) + 1;
  return start.minus({ [unit]: intervals * interval }).toISODate()!;
}

/** Dates are computed in UTC, where every midnight exists, so that no time zone can move them. */
function ruleFrom(rrule: string, startDate: string) {
  const dtstart = Temporal.PlainDate.from(startDate).toZonedDateTime('UTC');
  return new RRuleTemporal({ rruleString: `RRULE:${rrule}`, dtstart, temporal: Temporal });
}

function utcMidnight(date: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC');
}

function partsOf(rrule: string): Map<string, string> {
  return new Map(rrule.split(';').map((part) => [part.split('=', 1)[0]!, part.slice(part.indexOf('=') + 1)]));
}

function listOf(item: string): RegExp {
  return new RegExp(`^${item}(,${item})*$`);
}
