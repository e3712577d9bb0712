/**
 * Folds a service again over all files of its source, where their samples interleave.
 *
 * Files are folded one by one, and a run bridges what another file knows of the time in between. That is exact for as long
 * as the runs of two files overlap in one state only; a service of which they differ is folded from the samples themselves.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SlaError } from '../../errors.ts';
import { literal, quote, type Warehouse } from '../../warehouse/Warehouse.ts';
import { sampleRows } from '../fold/sampleRows.ts';
import { isFoldedSql } from '../fold/spark/FoldedFile.ts';
import { inputsOf } from '../read/readRecords.ts';
import type { ExportFile } from './findExports.ts';
import type { LoadRequest } from './LoadRequest.ts';

interface Series {
  sourceId: string;
  serviceId: string;
  /** The loads that hold its samples: another set must be folded anew. */
  loads: string;
}

/** Remembers, until it is done, that files have changed: a run that is ended in between leaves it to the next. */
export async function expectSeries(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`insert into raw.series values ('', '', 'expected')`);
}

/** Brings raw.series_runs in line with raw.uptime_runs. One transaction: it is done, or nothing of it. */
export async function refoldSeries(warehouse: Warehouse, found: ExportFile[], request: LoadRequest): Promise<void> {
  const { isExpected } = await warehouse.row<{ isExpected: boolean }>(
    `select count(*) > 0 as "isExpected" from raw.series where source_id = ''`,
  );
  if (!isExpected) return;
  const wanted = await interleaved(warehouse);
  const known = await warehouse.rows<Series>(
    'select source_id as "sourceId", service_id as "serviceId", loads from raw.series order by 1, 2',
  );
  const isSame = (a: Series, b: Series): boolean =>
    a.sourceId === b.sourceId && a.serviceId === b.serviceId && a.loads === b.loads;
  const outdated = known.filter((series) => !wanted.some((other) => isSame(series, other)));
  const missing = wanted.filter((series) => !known.some((other) => isSame(series, other)));
  if (outdated.length === 0 && missing.length === 0) return;
  await keepSamples(warehouse, missing, found, request);
  await warehouse.transaction(async () => {
    for (const { sourceId, serviceId } of outdated) {
      const series = `source_id = ${quote(sourceId)} and service_id = ${quote(serviceId)}`;
      await warehouse.run(`delete from raw.series where ${series}; delete from raw.series_runs where ${series}`);
    }
    for (const { sourceId, serviceId, loads } of missing)
      await warehouse.run(`insert into raw.series values (${[sourceId, serviceId, loads].map(literal).join(', ')})`);
    if (missing.length > 0) await fold(warehouse, request.gaps.seconds);
  });
  await warehouse.run('drop table if exists interleaved');
}

/**
 * Services of which runs of different states overlap in one series, or touch in one second, and come from more than one
 * file. Within one file they touch where its own samples contradict each other: its fold has settled that.
 */
async function interleaved(warehouse: Warehouse): Promise<Series[]> {
  return await warehouse.rows<Series>(`
    with several as (
      select source_id, service_id, string_agg(distinct _load, ' ' order by _load) as loads
      from raw.uptime_runs inner join raw.loads on _load = load_id
      group by all having count(distinct _load) > 1
    ),
    runs as (
      select source_id, service_id, location, loads, state, first_at, last_at, _load
      from raw.uptime_runs inner join raw.loads on _load = load_id inner join several using (source_id, service_id)
    ),
    reached as (
      select source_id, service_id, loads, state, first_at,
        max(last_at) filter (state = 'up') over earlier as up_until,
        max(last_at) filter (state = 'down') over earlier as down_until,
        max(last_at) filter (state = 'unknown') over earlier as unknown_until
      from runs
      window earlier as (
        partition by source_id, service_id, location order by first_at, last_at, state
        rows between unbounded preceding and 1 preceding
      )
    )
    select source_id as "sourceId", service_id as "serviceId", loads from reached
    where (state <> 'up' and up_until > first_at) or (state <> 'down' and down_until > first_at)
      or (state <> 'unknown' and unknown_until > first_at)
    union
    select source_id, service_id, later.loads
    from runs as later inner join runs as sooner using (source_id, service_id, location)
    where later.first_at = sooner.last_at and later._load <> sooner._load and later.state <> sooner.state
    order by 1, 2`);
}

/** The samples of these services, from every file that has any, as temp table `interleaved`. */
async function keepSamples(
  warehouse: Warehouse,
  series: Series[],
  found: ExportFile[],
  { workspace, sourceOf }: LoadRequest,
): Promise<void> {
  await warehouse.run(
    'create or replace temp table interleaved (source_id varchar, service_id varchar, location varchar, at_s bigint, state varchar, _load integer)',
  );
  const folder = join(workspace, `.sla-load-${process.pid}-series`);
  const loads = await warehouse.rows<{ load_id: number; file: string; source_id: string; isFolded: boolean }>(
    `select load_id, file, source_id, ${isFoldedSql('columns')} as "isFolded" from raw.loads where table_name = 'uptime_samples' order by load_id`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    for (const { load_id, file, source_id, isFolded } of loads) {
      const services = series
        .filter((each) => each.sourceId === source_id && each.loads.split(' ').includes(String(load_id)))
        .map(({ serviceId }) => serviceId);
      if (services.length > 0 && isFolded) throw foldedElsewhere(file, services);
      const source = sourceOf(file);
      const exported = found.find((each) => each.file === file);
      if (services.length === 0 || !source || !exported) continue;
      for (const input of await inputsOf(exported, folder)) {
        const samples = await sampleRows(warehouse, input, source, folder);
        if (samples !== null)
          await warehouse.run(
            `insert into interleaved select ${quote(source_id)}, service_id, location, at_s, state, ${load_id} from (${samples})
             where service_id in (${services.map(quote).join(', ')}) and at_s between 0 and 6442450943`,
          );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where one of the files holds runs alone, nobody here can say which samples stood between which. */
function foldedElsewhere(file: string, services: string[]): SlaError {
  return new SlaError({
    what: `The samples of ${services.join(', ')} stand between those of other files, and of this one only the runs are here.`,
    where: file,
    fix: 'Put the other samples where those of this file lie, fold all of them together (sla fold --engine spark), and remove the files from exports/.',
    state: 'The files were loaded; nothing else was computed.',
  });
}

/** Of several samples in one second the worst counts: down beats up beats unknown. */
async function fold(warehouse: Warehouse, gaps: Map<string, number>): Promise<void> {
  const tolerated = [...gaps].map(([service, seconds]) => `(${quote(service)}, ${seconds})`).join(', ');
  await warehouse.run(`
    insert into raw.series_runs
    with seconds as (
      select source_id, service_id, location, at_s, min(case state when 'down' then 1 when 'up' then 2 else 3 end) as rank, min(_load) as _load
      from interleaved group by all
    ),
    marked as (
      select seconds.*, (
        rank is distinct from lag(rank) over series or at_s - lag(at_s) over series > tolerated.seconds
      )::integer as is_start
      from seconds inner join (values ${tolerated}) as tolerated(service_id, seconds) using (service_id)
      window series as (partition by source_id, service_id, location order by at_s)
    ),
    numbered as (
      select *, sum(is_start) over (partition by source_id, service_id, location order by at_s) as n from marked
    )
    select source_id, service_id, location, ['down', 'up', 'unknown'][any_value(rank)], min(at_s), max(at_s), count(*), arg_min(_load, at_s)
    from numbered group by source_id, service_id, location, n`);
}
