/** What a load of monitoring is evidence of: the keys of its source, and the instants at which the system was alive. */
import { parseInstant } from '../../contract/values.ts';
import { quote, type SqlValue, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { Source } from '../mapping/Source.ts';
import type { TablePlan } from '../mapping/tableSql.ts';
import type { Notice } from './notices.ts';

/** The last columns of raw.loads, from `source_id` on. */
export async function evidenceOf(
  warehouse: Warehouse,
  loadId: number,
  table: string,
  source: Source,
): Promise<SqlValue[]> {
  const { id, rows, endsAtLastLine, exportedAt, covers, tables } = source;
  const mapped = tables.filter((each) => each.table.name === table);
  const said = exportedAt === null ? null : parseInstant(exportedAt)!;
  return [
    id,
    rows,
    mapped.some(({ otherwiseUp }) => otherwiseUp),
    endsAtLastLine,
    said ?? (endsAtLastLine ? null : await lastHeard(warehouse, loadId)),
    covers ? parseInstant(covers.from)! : null,
    covers?.until === undefined ? null : parseInstant(covers.until)!,
    mapped.some(({ isApart }) => isApart),
  ];
}

/**
 * Keeps when the system of a list of states was heard, from the instants of all its records, and the services that it
 * names without a row. Says what is assumed between the rows.
 */
export async function addEvidence(
  warehouse: Warehouse,
  loadId: number,
  { source: table, alive }: TablePlan,
  { covers, endsAtLastLine, zone }: Source,
): Promise<Notice[]> {
  const instants = [
    ...(alive === null ? [] : [`select ${alive} as at_s from records`]),
    ...(endsAtLastLine
      ? [
          `select instant(started_at, ${zone === null ? 'null' : quote(zone)}) from raw.uptime_states where _load = ${loadId}`,
        ]
      : []),
  ];
  if (instants.length > 0) await keepHeard(warehouse, loadId, instants.join(' union all '));
  if (!covers)
    return table.otherwiseUp
      ? [
          {
            kind: 'assumed',
            message:
              'up between the listed outages; before the first nothing is known (say in sources.yaml what the list covers: covers: { from: ... })',
          },
        ]
      : [];
  const rule = table.columns.get('service_id');
  const named = [...(covers.services ?? []), rule?.value, ...Object.values(rule?.map ?? {})].filter((name) => !!name);
  for (const name of new Set(named as string[]))
    await warehouse.run(`insert into raw.named_services values (${quote(name)}, ${loadId})`);
  return [
    {
      kind: 'assumed',
      message: `up where nothing is listed, from ${covers.from}${covers.until ? ` to ${covers.until}` : ''} (covers)`,
    },
  ];
}

/** Spans without two days of silence (sql/staging/stg_heard.sql joins those of several files). */
async function keepHeard(warehouse: Warehouse, loadId: number, instants: string): Promise<void> {
  await warehouse.run(`
    insert into raw.heard
    with heard as (select distinct at_s from (${instants}) as instants(at_s) where at_s is not null),
    marked as (select at_s, coalesce(at_s - lag(at_s) over (order by at_s) > 2 * 86400, true)::integer as is_start from heard),
    numbered as (select at_s, sum(is_start) over (order by at_s) as n from marked)
    select min(at_s), max(at_s), ${loadId} from numbered group by n`);
}

async function lastHeard(warehouse: Warehouse, loadId: number): Promise<number | null> {
  const { last } = await warehouse.row<{ last: number | null }>(
    `select max(last_at) as last from raw.heard where _load = ${loadId}`,
  );
  return last;
}
