/**
 * Names the rows that a fold counted as unreadable, unknown, repeated, contradicting, out of order or in the future.
 *
 * Each question is asked only when the fold counted something, so that a clean file is read once.
 */
import { literal, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { Notice } from '../load/notices.ts';
import { faultNumber, firstFault, secondOf } from './foldStatement.ts';
import type { FoldContext, Folded } from './plan.ts';

export interface Findings {
  rejected: number;
  /** The first of them, for an error when nothing at all could be read. */
  firstReject: { row: number; column: string | null; value: string | null; reason: string } | null;
  notices: Notice[];
}

/** A record that DuckDB's reader could not split into columns. */
export interface BrokenRecord {
  row: number;
  value: string;
  reason: string;
}

/** Rows that are listed one by one. */
const listed = 1000;

/** @param broken records of the file that are no rows for the fold; those behind them move down by as many. */
export async function findings(
  warehouse: Warehouse,
  folded: Folded,
  context: FoldContext,
  broken: BrokenRecord[],
): Promise<Findings> {
  const { summary } = folded;
  const rowOf = (n: number): number => broken.reduce((row, { row: taken }) => (row >= taken ? row + 1 : row), n);
  const notices: Notice[] = [];
  const rejects =
    summary.unreadable > 0
      ? (await unreadableCells(warehouse, folded)).map((cell) => ({ ...cell, row: rowOf(cell.row) }))
      : [];
  const all = [...rejects, ...broken.map((record) => ({ ...record, column: null }))].sort((a, b) => a.row - b.row);
  await keepRejects(warehouse, context, all);
  const rejected = summary.unreadable + broken.length;
  if (summary.unreadable > listed)
    notices.push({
      kind: 'rejects',
      message: `${rejected} samples cannot be read; the first ${listed} are listed`,
      row_count: rejected,
    });
  if (summary.unknownService > 0) notices.push(...(await unknownServices(warehouse, folded, rowOf)));
  if (summary.repeated > 0) notices.push(await repeatedSamples(warehouse, folded, rowOf));
  if (summary.contradicting > 0) notices.push(await contradictions(warehouse, folded, rowOf));
  if (folded.plan.input.isSmall && !folded.isSorted) notices.push(...(await backwardSteps(warehouse, rowOf)));
  notices.push(...(await futureSamples(warehouse, folded, context, rowOf)));
  return { rejected, firstReject: all[0] ?? null, notices };
}

/** Sets rows aside in raw.rejects. */
async function keepRejects(
  warehouse: Warehouse,
  context: FoldContext,
  rejects: NonNullable<Findings['firstReject']>[],
): Promise<void> {
  if (rejects.length === 0) return;
  const loadId = await context.loadId();
  for (let start = 0; start < rejects.length; start += 500) {
    const rows = rejects
      .slice(start, start + 500)
      .map(({ row, column, value, reason }) => `(${[loadId, row, column, value, reason].map(literal).join(', ')})`);
    await warehouse.run(`insert into raw.rejects values ${rows.join(', ')}`);
  }
}

/** What the CSV reader refused while it folded. */
export async function readBrokenRecords(warehouse: Warehouse): Promise<BrokenRecord[]> {
  return await warehouse.rows<BrokenRecord>(
    `select line::bigint as "row", left(any_value(csv_line), 200) as value, lower(any_value(error_type::varchar)) as reason from fold_rejects group by line order by line`,
  );
}

async function unreadableCells(
  warehouse: Warehouse,
  { plan, cells }: Folded,
): Promise<NonNullable<Findings['firstReject']>[]> {
  const { service, at, state } = plan.input.samples;
  const isState = `lower(${state.value}) in ('up', 'down', 'unknown')`;
  const faults = `list_filter([
      cell('service_id', ${service.found}, case when ${service.value} is null then coalesce(${service.fault ?? 'null'}, 'is empty') end),
      cell('checked_at', ${at.found}, coalesce(${at.fault ?? 'null'}, case when ${at.value} not between 0 and ${secondLimit} then 'before 1970 or after 2105' end)),
      cell('state', ${state.found}, case when ${state.value} is null then coalesce(${state.fault ?? 'null'}, 'is empty') when not ${isState} then 'not a state (up, down, unknown)' end)
    ], lambda c: c.reason is not null)`;
  return await warehouse.rows(`
    select n as "row", fault.column_name as "column", left(fault.value, 200) as value, fault.reason as reason
    from (select n, unnest(${faults}) as fault from ${cells} where ${isFault(plan, 'unreadable')})
    limit ${listed}`);
}

const secondLimit = 2 ** 32 - 1;

function isFault(plan: Folded['plan'], fault: keyof typeof faultNumber): string {
  return `(k >> 35) = ${firstFault(plan) + faultNumber[fault]}`;
}

async function unknownServices(
  warehouse: Warehouse,
  { plan, cells }: Folded,
  rowOf: (n: number) => number,
): Promise<Notice[]> {
  const found = await warehouse.rows<{ value: string; n: number; first: number }>(`
    select ${plan.input.samples.service.value} as value, count(*) as n, min(n) as first from ${cells}
    where ${isFault(plan, 'unknownService')} group by 1 order by 2 desc, 1 limit 100`);
  return found.map(({ value, n, first }) => ({
    kind: 'unknown-service',
    message: `service "${value.slice(0, 80)}" is not in the contract: ${n} samples were not read, the first in row ${rowOf(first)}`,
    column_name: 'service_id',
    value,
    row_count: n,
  }));
}

async function repeatedSamples(
  warehouse: Warehouse,
  { cells, summary: { repeated } }: Folded,
  rowOf: (n: number) => number,
): Promise<Notice> {
  const [first] = await warehouse.rows<{ rows: number[] }>(`
    select list(n order by n) as rows from ${cells} where k in (select k from fold_starts where k = before_k order by n limit 100)
    group by k order by list(n order by n)[2] limit 1`);
  const [one, other] = (first?.rows ?? []).map(rowOf);
  return {
    kind: 'repeated',
    message: `${samplesDo(repeated, 'repeats', 'repeat')} a sample of this file and changed nothing; the first: row ${other} repeats row ${one}`,
    row_count: repeated,
  };
}

async function contradictions(
  warehouse: Warehouse,
  { cells, summary: { contradicting } }: Folded,
  rowOf: (n: number) => number,
): Promise<Notice> {
  const [first] = await warehouse.rows<{ rows: number[] }>(`
    select list(n order by n) as rows from ${cells}
    where (k >> 2) in (select k >> 2 from fold_starts where k <> before_k and (k >> 2) = (before_k >> 2) order by n limit 100)
    group by k >> 2 having count(distinct k) > 1 order by min(n) limit 1`);
  const rows = (first?.rows ?? []).slice(0, 5).map(rowOf).join(', ');
  return {
    kind: 'contradicting',
    message: `${samplesDo(contradicting, 'contradicts', 'contradict')} another of the same service, location and second: down counts before up, up before unknown; the first in rows ${rows}`,
    row_count: contradicting,
  };
}

/** Steps back in time within a service; a file that is written newest first is in order too. */
async function backwardSteps(warehouse: Warehouse, rowOf: (n: number) => number): Promise<Notice[]> {
  const step = `${secondOf('k')} - lag(${secondOf('k')}) over (partition by k >> 35 order by n)`;
  const [found] = await warehouse.rows<{ back: number; forward: number; firstBack: number; firstForward: number }>(`
    select count(*) filter (step < 0) as back, count(*) filter (step > 0) as forward, min(n) filter (step < 0) as "firstBack", min(n) filter (step > 0) as "firstForward"
    from (select n, ${step} as step from fold_keys)`);
  const isNewestFirst = found!.back > found!.forward;
  const odd = isNewestFirst ? found!.forward : found!.back;
  if (odd === 0) return [];
  const first = rowOf(isNewestFirst ? found!.firstForward : found!.firstBack);
  return [
    {
      kind: 'out-of-order',
      message: `${samplesDo(odd, 'stands', 'stand')} out of order (the clock was set, or files were joined): they count by their instant; the first in row ${first}`,
      row_count: odd,
    },
  ];
}

const day = 86_400;

async function futureSamples(
  warehouse: Warehouse,
  { plan, cells, summary: { last } }: Folded,
  { loadedAt }: FoldContext,
  rowOf: (n: number) => number,
): Promise<Notice[]> {
  const now = Math.floor(Date.parse(loadedAt) / 1000);
  if (last === null || !(last > now + day)) return [];
  const found = await warehouse.row<{ n: number; first: number; value: string }>(`
    select count(*) as n, min(n) as first, arg_min(${plan.input.samples.at.found}, n) as value from ${cells}
    where (k >> 35) < ${firstFault(plan)} and ${secondOf('k')} > ${now + day}`);
  return [
    {
      kind: 'future',
      message: `${samplesDo(found.n, 'lies', 'lie')} after the day on which the file was loaded; the first: ${found.value} in row ${rowOf(found.first)}`,
      value: found.value,
      row_count: found.n,
    },
  ];
}

function samplesDo(count: number, one: string, many: string): string {
  return count === 1 ? `1 sample ${one}` : `${count} samples ${many}`;
}
