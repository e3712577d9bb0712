/**
 * Folds uptime samples into runs of equal state: the one export that is never copied row by row.
 *
 * A seam: file in, runs out. A run ends where the state changes, or where the gap to the next sample is longer
 * than the shortest gap that any terms tolerate; longer tolerances are applied later, on the runs.
 */
import { SlaError } from '../errors.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import type { ExportFile } from './findExports.ts';
import type { TablePlan } from './mapping/tableSql.ts';
import type { Notice } from './notices.ts';
import { fileKindOf } from './readRecords.ts';
import { fold, peekCsv } from './records/csvRecords.ts';
import { type Input, isGzip, rawHead } from './records/openBytes.ts';
import { unreadable } from './records/unreadable.ts';
import type { Source } from './Source.ts';

/** Per service the shortest tolerated gap in seconds; `key` names the whole set, so that a change folds anew. */
export interface FoldGaps {
  key: string;
  seconds: Map<string, number>;
}

/** Ordered so that the winner of one second sorts last: down beats up beats unknown. */
const states = ['unknown', 'up', 'down'];

interface FoldContext {
  loadId: number;
  gaps: FoldGaps;
}

/**
 * Folds a plain generic CSV where it stands: no copy, no temporary file, all threads.
 *
 * @returns null when the file is not that plain (another delimiter or encoding, broken records); {@link foldRecords}
 * then reads it record by record.
 * @throws SlaError when instants carry no offset and the source names no zone.
 */
export async function foldSamples(
  warehouse: Warehouse,
  file: ExportFile,
  source: Source,
  context: FoldContext,
): Promise<{ rows: number; rejected: number; columns: string[]; notices: Notice[] } | null> {
  if (fileKindOf(file) !== 'csv' || source.reading.encoding !== undefined || isDisguisedGzip(file)) return null;
  const { header, rows, delimiter } = peekCsv(file, {}, 1);
  const columns = header.map(fold);
  const needed = ['service_id', 'checked_at', 'state'];
  if (
    delimiter !== ',' ||
    needed.some((name) => columns.filter((column) => column === name).length !== 1) ||
    new Set(columns).size !== columns.length
  )
    return null;
  requireOffset(rows[0]?.[columns.indexOf('checked_at')] ?? '', file, source);
  await declareEnum(warehouse, 'fold_service', [...context.gaps.seconds.keys()]);
  await declareEnum(warehouse, 'fold_state', states);
  const types: Record<string, string> = { service_id: 'fold_service', checked_at: 'TIMESTAMPTZ', state: 'fold_state' };
  const typed = columns.map(
    (name, index) => `${quote(name || `column_${index + 1}`)}: ${quote(types[name] ?? 'VARCHAR')}`,
  );
  const sql = `(select *, epoch_us(checked_at) // 1000000 as at_s from read_csv(${quote(file.path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {${typed.join(', ')}}, strict_mode = true, null_padding = false, store_rejects = true, rejects_table = 'load_rejects', rejects_scan = 'load_scans', rejects_limit = 0))`;
  await warehouse.run(
    `drop table if exists load_rejects; drop table if exists load_scans; set TimeZone = ${quote(source.zone ?? 'UTC')}`,
  );
  try {
    const locations = columns.includes('location') ? await locationsOf(warehouse, sql) : [''];
    await warehouse.run('drop table if exists load_rejects; drop table if exists load_scans');
    await warehouse.run(foldStatement(sql, locations, context));
    const { rejected } = await warehouse.row<{ rejected: number }>('select count(*) as rejected from load_rejects');
    if (rejected === 0)
      return { rows: await samplesOf(warehouse, context), rejected: 0, columns, notices: extraColumns(header, source) };
  } catch {
    // Not as plain as it looked: read it record by record, which also says what is wrong.
  } finally {
    await warehouse.run(`set TimeZone = 'UTC'; drop table if exists load_rejects; drop table if exists load_scans`);
  }
  await warehouse.run(`delete from raw.uptime_runs where _load = ${context.loadId}`);
  return null;
}

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

async function samplesOf(warehouse: Warehouse, { loadId }: FoldContext): Promise<number> {
  const { n } = await warehouse.row<{ n: number }>(
    `select coalesce(sum(samples), 0)::bigint as n from raw.uptime_runs where _load = ${loadId}`,
  );
  return n;
}

function extraColumns(header: string[], { tables }: Source): Notice[] {
  const known = tables[0]!.table.columns;
  const extra = header.map(fold).filter((name) => !known.includes(name));
  return extra.map((name) => ({
    kind: 'column',
    message: `column "${name}" is not one of uptime_samples and was not read`,
    column_name: name,
  }));
}

/** DuckDB tells gzip by the name alone. */
function isDisguisedGzip({ path, file }: ExportFile): boolean {
  return isGzip(rawHead(path)) !== file.toLowerCase().endsWith('.gz');
}

/**
 * One BIGINT a sample: service and location, then the second (33 bits), then the state in the lowest two. Sorting
 * that one column sorts by service and time; the row before comes from a window without partition, which DuckDB
 * streams, so that memory stays bounded. The sentinel above all keys ends the last run.
 */
function foldStatement(relation: string, locations: string[], { loadId, gaps }: FoldContext): string {
  const serviceNames = `[${[...gaps.seconds.keys()].map(quote).join(', ')}]`;
  const location = locations.length === 1 ? '0' : `enum_code(coalesce(location, '')::fold_location)::bigint`;
  const locationNames = `[${locations.map(quote).join(', ')}]`;
  return `
insert into raw.uptime_runs
with
keyed as (
    select ((enum_code(service_id)::bigint * ${locations.length} + ${location}) << 35)
        | (at_s << 2) | enum_code(state)::bigint as k
    from ${relation}
    where service_id is not null and at_s is not null and state is not null
    union all
    select 1::bigint << 62
),
ordered as (
    select k from keyed order by k
),
behind as (
    select k, lag(k) over () as before_k, row_number() over () as n from ordered
),
starts as (
    select * from behind
    where before_k is null
        or (k >> 35) <> (before_k >> 35)
        or (k & 3) <> (before_k & 3)
        or ((k >> 2) - (before_k >> 2)) > ${toleratedGap(gaps, locations.length)}
),
runs as (
    select k, lead(before_k) over (order by n) as last_k, lead(n) over (order by n) - n as samples from starts
)
select
    ${serviceNames}[(k >> 35) // ${locations.length} + 1] as service_id,
    ${locationNames}[(k >> 35) % ${locations.length} + 1] as location,
    [${states.map(quote).join(', ')}][(k & 3) + 1] as state,
    (k >> 2) & 8589934591 as first_at,
    (last_k >> 2) & 8589934591 as last_at,
    samples,
    ${loadId}
from runs
where last_k is not null`;
}

/** A constant where all services share it: a look-up per sample costs a tenth of the whole fold. */
function toleratedGap({ seconds }: FoldGaps, locations: number): string {
  const distinct = new Set(seconds.values());
  if (distinct.size === 1) return String([...distinct][0]);
  return `[${[...seconds.values()].join(', ')}][((k >> 35) // ${locations}) + 1]`;
}

async function locationsOf(warehouse: Warehouse, relation: string): Promise<string[]> {
  const found = await warehouse.rows<{ location: string }>(
    `select distinct coalesce(location, '') as location from ${relation} order by 1`,
  );
  const locations = found.map(({ location }) => location);
  await declareEnum(warehouse, 'fold_location', locations);
  return locations.length > 0 ? locations : [''];
}

async function declareEnum(warehouse: Warehouse, name: string, values: string[]): Promise<void> {
  await warehouse.run(
    `drop type if exists ${name}; create type ${name} as enum (${(values.length > 0 ? values : ['']).map(quote).join(', ')})`,
  );
}

function requireOffset(instant: string, { file }: ExportFile, source: Source): void {
  if (source.zone !== null || instant === '' || /(Z|[+-]\d\d(:?\d\d)?)$/i.test(instant.trim())) return;
  throw new SlaError({
    what: `"${instant}" in column checked_at says no offset from UTC, and no zone is named for the file.`,
    where: `${file}, row 2`,
    fix: 'Name the zone in sources.yaml, for example: { files: "exports/**/uptime_samples*", zone: Asia/Tokyo }',
    state: 'Nothing was loaded.',
  });
}
