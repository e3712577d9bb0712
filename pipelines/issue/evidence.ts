/**
 * The exported rows behind an issued report, kept beside it: when other exports come later, they show what changed.
 *
 * Titles and actors are left out: they decide nothing, and name people.
 */
import { genericTables } from '../exports/genericTables.ts';
import type { Redactor } from '../report/Redactor.ts';
import type { Run } from '../run/prepareRun.ts';
import { identifier, quote } from '../warehouse/Warehouse.ts';

/** `data/evidence.parquet`: table_name, key (ticket or service), ordinal (1 is the newest of a ticket), file, row, cells (JSON). */
export const evidenceFile = 'data/evidence.parquet';

/** Writes them; the warehouse must be allowed to write there. The same rows give the same bytes. */
export async function writeEvidence(run: Run, path: string): Promise<void> {
  await run.warehouse.run(`copy (${evidenceSql(run)}) to ${quote(path)} (format parquet, compression zstd)`);
}

/** The select of those rows, in a fixed order. Instants of cells are as exported; those of folded samples ISO 8601. */
export function evidenceSql({ periods: { period } }: Run): string {
  const months = `(select month_id from run.rollups where period_id = ${quote(period.id)})`;
  const within = (from: string, to: string) =>
    `${from} < ${period.endsAt} and coalesce(${to}, ${period.endsAt}) > ${period.startsAt}`;
  const counted = `(select ticket_id from marts.fct_ticket_measures where period_id in ${months} and (is_counted or is_carried_over)
    union select ticket_id from marts.fct_incidents where period_id in ${months})`;
  const parts = [
    raw('tickets', 'stg_ticket_versions', 'typed.ticket_id', `typed.ticket_id in ${counted}`, 'typed.version'),
    raw('ticket_events', 'stg_ticket_events', 'typed.ticket_id', `typed.ticket_id in ${counted}`),
    raw(
      'uptime_states',
      'stg_uptime_states',
      `coalesce(typed.service_id, '*')`,
      within('typed.started_at', 'typed.ended_at'),
    ),
    raw(
      'maintenance',
      'stg_maintenance',
      `coalesce(typed.service_id, '*')`,
      within('typed.starts_at', 'typed.ends_at'),
    ),
    `select 'uptime_samples' as table_name, service_id as key, 1 as ordinal, _load, null::bigint as row,
       to_json({location: location, state: state, first_at: ${iso('first_at')}, last_at: ${iso('last_at')}})::varchar as cells
     from staging.stg_uptime_runs where ${within('first_at', 'last_at')}`,
  ];
  return `select distinct rows.table_name, rows.key, rows.ordinal, loads.file, rows.row, rows.cells
    from (${parts.join(' union all ')}) as rows inner join staging.stg_loads as loads on rows._load = loads.load_id
    order by all`;
}

function raw(table: string, staging: string, key: string, where: string, ordinal = '1'): string {
  const columns = genericTables
    .find(({ name }) => name === table)!
    .columns.filter((column) => !['title', 'actor'].includes(column));
  const cells = columns.map((column) => `${quote(column)}: written.${identifier(column)}`).join(', ');
  return `select ${quote(table)} as table_name, ${key} as key, ${ordinal} as ordinal, typed._load, typed._row as row,
      to_json({${cells}})::varchar as cells
    from staging.${staging} as typed inner join raw.${table} as written on typed._load = written._load and typed._row = written._row
    where ${where}`;
}

function iso(column: string): string {
  return `strftime(make_timestamp(${column} * 1000000), '%Y-%m-%dT%H:%M:%SZ')`;
}

/** The same rows as text: what a PDF carries when it is asked to, masked in a client's edition. */
export async function evidenceText(run: Run, redactor: Redactor | null): Promise<string> {
  const found = await run.warehouse.rows<{
    table_name: string;
    key: string;
    file: string;
    row: number | null;
    cells: string;
  }>(evidenceSql(run));
  const rows = found.map(({ table_name, key, file, row, cells }) => ({
    table: table_name,
    key,
    file,
    row,
    cells: JSON.parse(cells) as Record<string, string | null>,
  }));
  return `${JSON.stringify(redactor ? redactor.rows(rows) : rows, null, 1)}\n`;
}
