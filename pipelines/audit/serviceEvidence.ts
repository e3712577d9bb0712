/** Gathers what is known of one service over a span: samples, reported states, approved maintenance windows. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../contract/Contract.ts';
import { isFoldedSql } from '../exports/fold/spark/FoldedFile.ts';
import { sha256Of } from '../exports/load/findExports.ts';
import { readSources } from '../exports/mapping/sources.ts';
import type { MonitorState, SourceRow } from '../reference/exported.ts';
import type { MaintenanceWindow, Sample, Span, StateRow } from '../reference/ServiceEvidence.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import { readStateRows } from './readFeeds.ts';
import { readSamples, type SampleFile } from './readSamples.ts';

export interface Evidence {
  samples: Sample[];
  states: StateRow[];
  maintenance: MaintenanceWindow[];
  /**
   * `warehouse`: a file of samples has gone or changed, and the runs that were kept of it stand in for its rows. `lake`: a file
   * holds the runs of samples that lie elsewhere.
   */
  from: 'files' | 'warehouse' | 'lake';
}

/**
 * Evidence of a service in a span: from its exports where they are as they were loaded, or, as `warehouse`, from the runs
 * of samples that were kept of them.
 */
export async function readEvidence(
  warehouse: Warehouse,
  workspace: string,
  service: Service,
  span: Span,
  holdSeconds: number,
  wanted: Evidence['from'] = 'files',
): Promise<Evidence> {
  const samples: Sample[] = [];
  let from: Evidence['from'] = wanted;
  for (const file of await sampleFiles(warehouse, workspace, service.id, span)) {
    if (file.isFolded) {
      if (from === 'files') from = 'lake';
      for (const sample of await samplesOfRuns(warehouse, file, service.id, span, holdSeconds)) samples.push(sample);
    } else if (
      wanted === 'files' &&
      file.source &&
      existsSync(file.path) &&
      (await sha256Of(file.path)) === file.sha256
    ) {
      for (const sample of await readSamples({ ...file, source: file.source }, service.id, span.from, span.to))
        samples.push(sample);
    } else {
      from = 'warehouse';
      for (const sample of await samplesOfRuns(warehouse, file, service.id, span, holdSeconds)) samples.push(sample);
    }
  }
  return {
    samples,
    states: await readStateRows(warehouse, service.id),
    maintenance: await readMaintenance(warehouse, service.id),
    from,
  };
}

interface LoadedSamples extends Omit<SampleFile, 'source'> {
  loadId: number;
  /** How the file is read; null when sources.yaml no longer says. */
  source: SampleFile['source'] | null;
  /** Its samples were folded elsewhere. */
  isFolded: boolean;
}

async function sampleFiles(
  warehouse: Warehouse,
  workspace: string,
  serviceId: string,
  span: Span,
): Promise<LoadedSamples[]> {
  const sourceOf = readSources(workspace);
  const loads = await warehouse.rows<Pick<LoadedSamples, 'loadId' | 'file' | 'sha256' | 'feedId' | 'isFolded'>>(
    `select loads.load_id as "loadId", loads.file, loads.sha256, loads.source_id as "feedId", ${isFoldedSql('written.columns')} as "isFolded"
     from staging.stg_loads as loads inner join raw.loads as written using (load_id)
     where loads.load_id in (
       select _load from raw.uptime_runs
       where service_id = ${quote(serviceId)} and last_at >= ${span.from} and first_at < ${span.to}
     )
     order by loads.ordinal`,
  );
  return loads.map((load) => ({ ...load, path: join(workspace, load.file), source: sourceOf(load.file) }));
}

/**
 * A run of equal state as samples so close to each other that none of its time is unknown. Their rows are not known:
 * row 0.
 */
async function samplesOfRuns(
  warehouse: Warehouse,
  { file, sha256, loadId, feedId }: LoadedSamples,
  serviceId: string,
  span: Span,
  holdSeconds: number,
): Promise<Sample[]> {
  const runs = await warehouse.rows<{ location: string; state: MonitorState; first_at: number; last_at: number }>(
    `select * from staging.stg_uptime_runs
     where service_id = ${quote(serviceId)} and _load = ${loadId} and last_at >= ${span.from} and first_at < ${span.to}
     order by first_at, location`,
  );
  const source = { file, sha256, row: 0 };
  return runs.flatMap(({ location, state, first_at, last_at }) => {
    const samples: Sample[] = [];
    for (let at = first_at; at < last_at; at += holdSeconds)
      samples.push({ at, state, location, feed: feedId, source });
    return [...samples, { at: last_at, state, location, feed: feedId, source }];
  });
}

/** Approved windows of the exports; the rows of a window in a later file replace those in an earlier one. */
async function readMaintenance(warehouse: Warehouse, serviceId: string): Promise<MaintenanceWindow[]> {
  const rows = await warehouse.rows<SourceRow & { id: string; from: number; to: number }>(
    `select windows.window_id as id, windows.starts_at as "from", windows.ends_at as "to",
       loads.file, loads.sha256, windows._row as row
     from staging.stg_maintenance as windows inner join staging.stg_loads as loads on windows._load = loads.load_id
     where windows.ends_at > windows.starts_at
     qualify windows.ordinal = max(windows.ordinal) over (
         partition by windows.source_id, case when has_id then [window_id]
           else [windows.service_id, windows.starts_at::varchar, windows.ends_at::varchar, ''] end
       )
       and windows.is_approved and windows.service_id in ('*', ${quote(serviceId)})
     order by windows.starts_at, windows.window_id`,
  );
  return rows.map((row) => ({ id: row.id, from: row.from, to: row.to, source: sourceOf(row) }));
}

function sourceOf({ file, sha256, row }: SourceRow): SourceRow {
  return { file, sha256, row };
}
