/** Folds uptime samples that a mapping reads from other formats: from records, not from the file itself. */
import type { Warehouse } from '../warehouse/Warehouse.ts';
import { declareEnum, type FoldContext, foldStatement, locationsOf, samplesOf, states } from './foldSamples.ts';
import type { TablePlan } from './mapping/tableSql.ts';
import type { Notice } from './notices.ts';
import type { Input } from './records/openBytes.ts';
import { unreadable } from './records/unreadable.ts';

/** Folds the records of any other source. What cannot be read is set aside; services that no contract knows are counted. */
export async function foldRecords(
  warehouse: Warehouse,
  { samples, counts }: TablePlan,
  context: FoldContext,
  input: Input,
  notices: Notice[],
): Promise<number> {
  const { service, at, state, location } = samples!;
  const where = counts === '' ? '' : ` where ${counts}`;
  await declareEnum(warehouse, 'fold_service', [...context.gaps.seconds.keys()]);
  await declareEnum(warehouse, 'fold_state', states);
  const sql = `(select try_cast(${service.value} as fold_service) as service_id, ${at.value} as at_s, try_cast(lower(${state.value}) as fold_state) as state,
    ${location?.value ?? `''`} as location from records${where})`;
  const locations = location ? await locationsOf(warehouse, sql) : [''];
  await warehouse.run(foldStatement(sql, locations, context));
  const rows = await samplesOf(warehouse, context);
  const { n } = await warehouse.row<{ n: number }>(`select count(*) as n from records${where}`);
  if (rows < n) await explainUnread(warehouse, samples!, where, context, input, notices, rows === 0);
  return rows;
}

/** Unreadable samples go to raw.rejects, the first thousand one by one; services outside the contract are counted. */
async function explainUnread(
  warehouse: Warehouse,
  { service, at, state }: NonNullable<TablePlan['samples']>,
  where: string,
  { loadId }: FoldContext,
  input: Input,
  notices: Notice[],
  isAll: boolean,
): Promise<void> {
  const isUnknown = `${service.value} is not null and try_cast(${service.value} as fold_service) is null`;
  const faults = `list_filter([
    cell('service_id', ${service.found}, case when ${service.value} is null then 'is empty' end),
    cell('checked_at', ${at.found}, ${at.fault}),
    cell('state', ${state.found}, case when ${state.value} is null then 'is empty' when try_cast(lower(${state.value}) as fold_state) is null then 'not a state (up, down, unknown)' end)
  ], lambda c: c.reason is not null)`;
  const judged = `(select _row, ${service.value} as service_id, ${isUnknown} as is_unknown, ${faults} as faults from records${where})`;
  const unknown = await warehouse.rows<{ value: string; n: number }>(
    `select service_id as value, count(*)::integer as n from ${judged} where is_unknown and len(faults) = 0 group by 1 order by 2 desc, 1 limit 100`,
  );
  for (const { value, n } of unknown) {
    notices.push({
      kind: 'unknown-service',
      message: `service "${value.slice(0, 80)}" is not in the contract: ${n} samples were not read`,
      column_name: 'service_id',
      value,
      row_count: n,
    });
  }
  await warehouse.run(`insert into raw.rejects select ${loadId}, _row, fault.column_name, left(fault.value, 200), fault.reason
    from (select _row, unnest(faults) as fault from ${judged} where len(faults) > 0 order by _row limit 1000)`);
  const { n } = await warehouse.row<{ n: number }>(`select count(*) as n from ${judged} where len(faults) > 0`);
  if (n > 1000)
    notices.push({ kind: 'rejects', message: `${n} samples cannot be read; the first 1000 are listed`, row_count: n });
  if (!isAll || n === 0) return;
  const [first] = await warehouse.rows<{ row: number; column: string; value: string | null; reason: string }>(
    `select _row as "row", column_name as "column", value, reason from raw.rejects where _load = ${loadId} order by _row limit 1`,
  );
  throw unreadable(
    `${input.file}, row ${first!.row}`,
    `No sample can be read: "${first!.value ?? ''}" in column ${first!.column}: ${first!.reason}.`,
    'Name the zone, the format or the values in sources.yaml, for example: { files: "exports/**/uptime_samples*", zone: Asia/Tokyo }',
  );
}
