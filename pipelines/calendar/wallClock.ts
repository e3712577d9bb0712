/** From wall-clock times to instants: the one place where a time zone's clock changes are met. */
import { DateTime, IANAZone } from 'luxon';

/**
 * UTC epoch seconds at which the clocks of a zone show a local date and time: one instant as a rule, none if the
 * clocks jump over it, two if they show it twice. Earliest first.
 *
 * @param minutes after local midnight, 0 to 1440
 */
export function instantsAt(date: string, minutes: number, timezone: string): number[] {
  const zone = IANAZone.create(timezone);
  const wall = DateTime.fromISO(date, { zone: 'utc' }).toUnixInteger() + minutes * 60;
  const offsetAt = (seconds: number): number => zone.offset(seconds * 1000) * 60;
  const candidates = [wall - offsetAt(wall - 86_400), wall - offsetAt(wall + 86_400)];
  const instants = candidates.filter((instant) => instant + offsetAt(instant) === wall);
  return [...new Set(instants)].sort((a, b) => a - b);
}

/** The first instant of a local date: midnight, or the clock change that stands in its place. */
export function startOfDate(date: string, timezone: string): number {
  return instantsAt(date, 0, timezone)[0] ?? DateTime.fromISO(date, { zone: timezone }).startOf('day').toUnixInteger();
}

/** The local date that follows (or, with negative `days`, precedes) another by so many days. */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

/** The local date that the clocks of a zone show at an instant. */
export function localDateOf(instant: number, timezone: string): string {
  return DateTime.fromSeconds(instant, { zone: timezone }).toISODate()!;
}
