/**
 * Folds uptime samples into runs of equal state: the one export that is never copied row by row.
 *
 * A seam: file in, runs out. A run ends where the state changes, or where the gap to the next sample is longer
 * than the shortest gap that any terms tolerate; longer tolerances are applied later, on the runs.
 */
import { SlaError } from '../errors.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import type { ExportFile } from './findExports.ts';
import type { LoadContext } from './loadFile.ts';
import { relationOf } from './relationOf.ts';
import type { Source } from './Source.ts';

/** Per service the shortest tolerated gap in seconds; `key` names the whole set, so that a change folds anew. */
export interface FoldGaps {
  key: string;
  seconds: Map<string, number>;
}

/** Ordered so that the winner of one second sorts last: down beats up beats unknown. */
const states = ['unknown', 'up', 'down'];

/**
 * @returns the number of samples read.
 * @throws SlaError when instants carry no offset and the source names no zone.
 */
export async function foldSamples(warehouse: Warehouse, file: ExportFile, source: Source, context: LoadContext): Promise<number> {
  const services = [...context.gaps.seconds.keys()];
  await declareEnum(warehouse, 'fold_service', services);
  await declareEnum(warehouse, 'fold_state', states);
  const relation = relationOf(file, ['service_id', 'checked_at', 'state', 'location'], {
    service_id: 'fold_service', checked_at: 'TIMESTAMPTZ', state: 'fold_state', location: 'VARCHAR',
  });
  requireOffset(relation.sample['checked_at'] ?? '', file, source);
  await warehouse.run(`set TimeZone = ${quote(source.zone ?? 'UTC')}`);
  try {
    const locations = relation.columns.includes('location') ? await locationsOf(warehouse, relation.sql) : [''];
    await warehouse.run(foldStatement(relation.sql, locations, context));
  } finally {
    await warehouse.run(`set TimeZone = 'UTC'`);
  }
  const { n } = await warehouse.row<{ n: number }>(
    `select coalesce(sum(samples), 0)::bigint as n from raw.uptime_runs where _load = ${context.loadId}`,
  );
  return n;
}

/**
 * One BIGINT a sample: service and location, then the second (33 bits), then the state in the lowest two. Sorting
 * that one column sorts by service and time; the row before comes from a window without partition, which DuckDB
 * streams, so that memory stays bounded. The sentinel above all keys ends the last run.
 */
function foldStatement(relation: string, locations: string[], { loadId, gaps }: LoadContext): string {
  const serviceNames = `[${[...gaps.seconds.keys()].map(quote).join(', ')}]`;
  const location = locations.length === 1 ? '0' : `enum_code(coalesce(location, '')::fold_location)::bigint`;
  const locationNames = `[${locations.map(quote).join(', ')}]`;
  return `
insert into raw.uptime_runs
with
keyed as (
    select ((enum_code(service_id)::bigint * ${locations.length} + ${location}) << 35)
        | ((epoch_us(checked_at::timestamptz) // 1000000) << 2) | enum_code(state::fold_state)::bigint as k
    from ${relation}
    where service_id is not null and checked_at is not null and state is not null
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
  const found = await warehouse.rows<{ location: string }>(`select distinct coalesce(location, '') as location from ${relation} order by 1`);
  const locations = found.map(({ location }) => location);
  await declareEnum(warehouse, 'fold_location', locations);
  return locations.length > 0 ? locations : [''];
}

async function declareEnum(warehouse: Warehouse, name: string, values: string[]): Promise<void> {
  await warehouse.run(`drop type if exists ${name}; create type ${name} as enum (${(values.length > 0 ? values : ['']).map(quote).join(', ')})`);
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
