/** From wall-clock times to instants: the one place where a time zone's clock changes are met. */
import { DateTime, IANAZone } from 'luxon';
import { SlaError } from '../errors.ts';

/**
 * UTC epoch seconds at which the clocks of a zone show a local date and time: one instant as a rule, none if the
 * clocks jump over it, two if they show it twice. Earliest first.
 *
 * @param minutes after local midnight, 0 to 1440
 */
export function instantsAt(date: string, minutes: number, timezone: string): number[] {
  const zone = IANAZone.create(timezone);
  const wall = dayNumber(date) * 86_400 + minutes * 60;
  const offsetAt = (seconds: number): number => zone.offset(seconds * 1000) * 60;
  const candidates = [wall - offsetAt(wall - 86_400), wall - offsetAt(wall + 86_400)];
  const instants = candidates.filter((instant) => instant + offsetAt(instant) === wall);
  return [...new Set(instants)].sort((a, b) => a - b);
}

/**
 * The instant of a wall-clock time that a contract names. 00:00 and 24:00 stand for the beginning and the end of the
 * date, whatever the clocks do there; any other time that does not exist or exists twice is an {@link SlaError}.
 *
 * @param of what has this time, for the error: `calendar "jp"`
 */
export function instantAt(date: string, minutes: number, timezone: string, of: string): number {
  if (minutes === 0) return startOfDate(date, timezone);
  if (minutes === 1440) return startOfDate(addDays(date, 1), timezone);
  const [instant, second] = instantsAt(date, minutes, timezone);
  if (instant !== undefined && second === undefined) return instant;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  throw new SlaError({
    what: `${clock} ${instant === undefined ? 'does not exist' : 'comes twice'} on ${date} in ${timezone}: the clocks are changed there.`,
    where: `contract.yaml, ${of}`,
    fix: 'Name another time for that date (a calendar: under dates:), outside the hour of the clock change.',
  });
}

/** The first instant of a local date: midnight, or the clock change that stands in its place. */
export function startOfDate(date: string, timezone: string): number {
  return instantsAt(date, 0, timezone)[0] ?? DateTime.fromISO(date, { zone: timezone }).startOf('day').toUnixInteger();
}

/**
 * The first instant of the date after `date`, which begins at `startsAt`. The same as startOfDate, and quick: on a
 * day without a clock change, which one look at the zone tells, it is 24 hours later.
 */
export function startOfNextDate(date: string, startsAt: number, timezone: string): number {
  const zone = IANAZone.create(timezone);
  const guess = startsAt + 86_400;
  const isMidnight = dayNumber(date) * 86_400 === startsAt + zone.offset(startsAt * 1000) * 60;
  const isSteady = isMidnight && zone.offset(guess * 1000) === zone.offset(startsAt * 1000);
  return isSteady ? guess : startOfDate(addDays(date, 1), timezone);
}

/** The local date that follows (or, with negative `days`, precedes) another by so many days. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  const sinceMonday = (dayNumber(date) + 3) % 7;
  return sinceMonday < 0 ? sinceMonday + 8 : sinceMonday + 1;
}

/** The local date that the clocks of a zone show at an instant. */
export function localDateOf(instant: number, timezone: string): string {
  return DateTime.fromSeconds(instant, { zone: timezone }).toISODate()!;
}

/** Days from 1970-01-01, a Thursday, to a date. Dates alone need no zone: this is arithmetic, not a wall clock. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
