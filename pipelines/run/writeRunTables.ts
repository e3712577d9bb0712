/**
 * The months of a run, each with its own cut-off, and the periods that sum them.
 */

import { clockHours, hourColumns } from '../calendar/clockHours.ts';
import { addDays, localDateOf, startOfDate } from '../calendar/wallClock.ts';
import type { Contract } from '../contract/Contract.ts';
import { monthsBetween, type Period, parsePeriod } from '../period.ts';
import type { SqlValue, Warehouse } from '../warehouse/Warehouse.ts';
import { writeTable } from './writeTable.ts';

export interface RunPeriods {
  /** The period reported on, and its cut-off. */
  period: Period;
  asOf: number;
  /** Months that are computed, earliest first: those of the trend, up to the last month of the period. */
  months: Period[];
}

/**
 * Chooses the months of a run: the period's own, and those before it that hold data, `count` at most.
 *
 * @param firstInstant earliest instant of the data (epoch seconds), or null without any.
 */
export function choosePeriods(
  period: Period,
  asOf: number,
  firstInstant: number | null,
  contract: Contract,
  count: number,
): RunPeriods {
  const last = period.months.at(-1)!;
  const earliest = firstInstant === null ? period.months[0]! : localDateOf(firstInstant, contract.timezone).slice(0, 7);
  const [first] = [earliest, period.months[0]!].sort() as [string, string];
  const months = monthsBetween(first, last).slice(-Math.max(count, period.months.length));
  return { period, asOf, months: months.map((id) => parsePeriod(id, contract.timezone)) };
}

/**
 * Writes the `run` schema anew. Every month is cut off at its own end (or the run's cut-off), so that it stays as it was
 * reported; what a month or quarter counts is settled at its two cut-offs, `run.cutoffs`.
 */
export async function writeRunTables(
  warehouse: Warehouse,
  { period, asOf, months }: RunPeriods,
  contract: Contract,
): Promise<void> {
  await warehouse.run('create schema if not exists run');
  await writeTable(
    warehouse,
    'run.period',
    { period_id: 'varchar', kind: 'varchar', starts_at: 'bigint', ends_at: 'bigint', as_of: 'bigint' },
    [[period.id, period.kind, period.startsAt, period.endsAt, asOf]],
  );
  await writeTable(
    warehouse,
    'run.periods',
    {
      period_id: 'names',
      ordinal: 'integer',
      starts_at: 'bigint',
      ends_at: 'bigint',
      as_of: 'bigint',
      is_reported: 'boolean',
    },
    months.map(({ id, startsAt, endsAt }, index) => [
      id,
      index + 1,
      startsAt,
      endsAt,
      Math.min(asOf, endsAt),
      period.months.includes(id),
    ]),
  );
  const days = months.flatMap((month) => daysOf(month, contract.timezone));
  await writeTable(
    warehouse,
    'run.days',
    { period_id: 'varchar', local_date: 'varchar', starts_at: 'bigint', ends_at: 'bigint' },
    days.map(({ month, date, startsAt, endsAt }) => [month, date, startsAt, endsAt]),
  );
  await writeTable(warehouse, 'run.hours', hourColumns, clockHours(days, contract.timezone));
  await writeTable(warehouse, 'run.rollups', { period_id: 'varchar', month_id: 'varchar' }, rollups(months));
  await writeCutOffs(warehouse, months, asOf);
}

/**
 * The instants at which tickets are looked at, 0 being the beginning of the first month and n the cut-off of the n-th; and
 * the months and quarters, each with the numbers of its two cut-offs.
 */
export async function writeCutOffs(
  warehouse: Warehouse,
  months: readonly Pick<Period, 'id' | 'startsAt' | 'endsAt'>[],
  asOf: number,
): Promise<void> {
  const first = Math.min(months[0]!.startsAt, asOf);
  await writeTable(warehouse, 'run.cutoffs', { cutoff_no: 'utinyint', at: 'bigint', looks_from: 'bigint' }, [
    [0, first, first],
    ...months.map(({ startsAt, endsAt }, index): SqlValue[] => [index + 1, Math.min(asOf, endsAt), startsAt]),
  ]);
  const ids = [...new Set(rollups(months).map(([period]) => String(period)))];
  await writeTable(
    warehouse,
    'run.spans',
    {
      period_id: 'varchar',
      kind: 'varchar',
      starts_at: 'bigint',
      ends_at: 'bigint',
      as_of: 'bigint',
      opening_no: 'utinyint',
      closing_no: 'utinyint',
    },
    ids.map((id) => {
      const own = months.filter((month) => rollups([month]).some(([period]) => period === id));
      const [first, last] = [own[0]!, own.at(-1)!];
      const kind = own[0]!.id === id ? 'month' : 'quarter';
      const numbers = [months.indexOf(first), months.indexOf(last) + 1];
      return [id, kind, first.startsAt, last.endsAt, Math.min(asOf, last.endsAt), ...numbers];
    }),
  );
}

/** Every month stands for itself; every quarter of which all months are computed sums its three. */
function rollups(months: readonly Pick<Period, 'id'>[]): SqlValue[][] {
  const rows: SqlValue[][] = months.map(({ id }) => [id, id]);
  const quarterOf = (id: string): string => `${id.slice(0, 4)}-Q${Math.ceil(Number(id.slice(5)) / 3)}`;
  for (const { id } of months) rows.push([quarterOf(id), id]);
  return rows;
}

interface LocalDay {
  month: string;
  date: string;
  startsAt: number;
  endsAt: number;
}

function daysOf({ id, startsAt, endsAt }: Period, timezone: string): LocalDay[] {
  const rows: LocalDay[] = [];
  for (let date = localDateOf(startsAt, timezone); ; date = addDays(date, 1)) {
    const from = startOfDate(date, timezone);
    if (from >= endsAt) return rows;
    rows.push({ month: id, date, startsAt: from, endsAt: startOfDate(addDays(date, 1), timezone) });
  }
}
