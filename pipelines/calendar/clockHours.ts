/**
 * The hours that clocks showed on days with a clock change; on all other days an hour is counted from midnight.
 */
import { DateTime } from 'luxon';
import type { SqlValue } from '../warehouse/Warehouse.ts';

/** Columns of `run.hours`. */
export const hourColumns = { local_date: 'varchar', hour: 'integer', starts_at: 'bigint', ends_at: 'bigint' };

/**
 * Rows of `run.hours` for the days (date, first and last instant in epoch seconds) that are not 24 hours long.
 *
 * Where the clock goes back, one hour has two rows; where it goes forward, one has none. Some zones move by half an hour.
 */
export function clockHours(
  days: readonly { date: string; startsAt: number; endsAt: number }[],
  timezone: string,
): SqlValue[][] {
  return days.filter(({ startsAt, endsAt }) => endsAt - startsAt !== 86_400).flatMap((day) => hoursOf(day, timezone));
}

function hoursOf(
  { date, startsAt, endsAt }: { date: string; startsAt: number; endsAt: number },
  timezone: string,
): SqlValue[][] {
  const rows: SqlValue[][] = [];
  for (let at = startsAt; at < endsAt; at += halfHour) {
    rows.push([date, DateTime.fromSeconds(at, { zone: timezone }).hour, at, Math.min(at + halfHour, endsAt)]);
  }
  return rows;
}

const halfHour = 1800;
