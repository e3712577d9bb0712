/**
 * What a restated report says of itself: every figure that is another now, and the exported rows that made it so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalText } from '../contract/Contract.ts';
import type { Figures } from '../report/figures.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { evidenceFile, evidenceSql } from './evidence.ts';
import { flatten } from './flatten.ts';
import { type Manifest, sha256 } from './Manifest.ts';
import type { Inputs } from './statement.ts';

/** A row of an export: `cells` as exported, titles aside; `row` null for a run of samples. */
export interface KeptRow {
  file: string;
  row: number | null;
  cells: Record<string, string | null>;
}

/** Rows of one ticket or service that were other ones when the report was issued. */
export interface ChangedRows {
  table: string;
  /** Ticket or service id; `*` for all services. */
  key: string;
  /** Gone since; and those that are new. */
  before: KeptRow[];
  after: KeptRow[];
  /** The newest row that was there before, where nothing has gone: what a new version of a ticket is compared with. */
  standing: KeptRow | null;
}

export interface Restatement {
  from_version: string;
  to_version: string;
  changes: LocalText[];
  /** By path, `availability.web.down_seconds`; null where there was or is none. */
  figures: { figure: string; before: unknown; after: unknown }[];
  /** Paths of exports, and of files of the agreement. */
  files: { added: string[]; replaced: string[]; removed: string[] };
  /** Null: what stood there when it was issued is not known, for the reason that is given. */
  rows: ChangedRows[] | null;
  rows_unknown_because: string | null;
}

/** A row of `comparison`; `cells` as JSON. */
interface ComparedRow {
  is_new: boolean | null;
  table_name: string;
  key: string;
  file: string;
  row: number | null;
  cells: string;
}

/**
 * The rows of the tickets and services whose figures are others now.
 *
 * @param folder of the issued report; its evidence is believed only as the manifest seals it
 */
export async function changedRows(
  run: Run,
  standing: Manifest,
  folder: string,
): Promise<Pick<Restatement, 'rows' | 'rows_unknown_because'>> {
  const kept = ['measures', 'availability', 'outages'].map((name) => `data/${name}.parquet`).concat(evidenceFile);
  const faulty = kept.find((file) => !isAsIssued(standing, folder, file));
  if (faulty !== undefined) return { rows: null, rows_unknown_because: `${faulty} is not there as it was issued` };
  const rows = await run.warehouse.rows<ComparedRow>(
    comparison(run, (name) => quote(join(folder, 'data', `${name}.parquet`))),
  );
  return { rows: grouped(rows), rows_unknown_because: null };
}

function isAsIssued({ files }: Manifest, folder: string, file: string): boolean {
  const path = join(folder, file);
  return existsSync(path) && files.some((known) => known.file === file && known.sha256 === sha256(readFileSync(path)));
}

/**
 * Rows that are gone (`is_new` false), new (true), or stood before beside new ones (null), of what has other figures.
 * The same cells in another file are the same row: exports repeat what they exported before.
 */
function comparison(run: Run, issued: (name: string) => string): string {
  const months = `(select month_id from run.rollups where period_id = ${quote(run.periods.period.id)})`;
  const measures = 'ticket_id, measure, cycle, severity, within, elapsed_seconds, paused_seconds, verdict, is_counted';
  const services = 'service_id, down_seconds, unknown_seconds, agreed_seconds, base_seconds';
  const differing = (columns: string, before: string, now: string) =>
    `(select ${columns} from ${before} except select ${columns} from ${now}) union (select ${columns} from ${now} except select ${columns} from ${before})`;
  const now = {
    measures: `(select ${measures.replace('within', 'within_text as within')} from marts.fct_ticket_measures where period_id in ${months} and (is_counted or is_carried_over))`,
    services: `(select ${services} from marts.fct_service_availability where period_id = ${quote(run.periods.period.id)})`,
    outages: `(select service_id, counted_seconds from marts.fct_outages where period_id in ${months})`,
  };
  return `with
    changed as (
      select ticket_id as key from (${differing(measures, issued('measures'), now.measures)})
      union select service_id from (${differing(services, issued('availability'), now.services)})
      union select service_id from (${differing('service_id, counted_seconds', issued('outages'), now.outages)})
    ),
    before as (
      select * from ${issued('evidence')} where key in (select key from changed) or (key = '*' and exists (select 1 from changed))
    ),
    after as (
      select * from (${evidenceSql(run)}) where key in (select key from changed) or (key = '*' and exists (select 1 from changed))
    ),
    same as (select table_name, key, cells from before intersect select table_name, key, cells from after),
    gone as (select * from before anti join same using (table_name, key, cells)),
    new as (select * from after anti join same using (table_name, key, cells)),
    newest as (
      select * from before
      where table_name = 'tickets' and (table_name, key) in (select (table_name, key) from new)
        and (table_name, key) not in (select (table_name, key) from gone)
      qualify row_number() over (partition by key order by ordinal) = 1
    )
    select false as is_new, table_name, key, file, row, cells from gone
    union all by name select true as is_new, table_name, key, file, row, cells from new
    union all by name select null as is_new, table_name, key, file, row, cells from newest
    order by table_name, key, is_new, file, row, cells`;
}

function grouped(rows: readonly ComparedRow[]): ChangedRows[] {
  const groups = new Map<string, ChangedRows>();
  for (const { is_new, table_name, key, file, row, cells } of rows) {
    const id = JSON.stringify([table_name, key]);
    const group = groups.get(id) ?? { table: table_name, key, before: [], after: [], standing: null };
    groups.set(id, group);
    const kept: KeptRow = { file, row, cells: JSON.parse(cells) as KeptRow['cells'] };
    if (is_new === null) group.standing = kept;
    else (is_new ? group.after : group.before).push(kept);
  }
  return [...groups.values()];
}

/** Every figure that is another now, by its path. */
export function changedFigures(before: Figures, after: Figures): Restatement['figures'] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((figure) => old.get(figure) !== now.get(figure))
    .map((figure) => ({ figure, before: old.get(figure) ?? null, after: now.get(figure) ?? null }));
}

/** Files of the agreement and exports that are others now. */
export function changedFilesOf(standing: Manifest, inputs: Inputs): Restatement['files'] {
  const hashes = ({ agreement, sources }: Pick<Inputs, 'agreement' | 'sources'>) =>
    new Map([...agreement, ...sources].map(({ file, sha256: hash }) => [file, hash]));
  const [old, now] = [hashes(standing), hashes(inputs)];
  const files = [...new Set([...old.keys(), ...now.keys()])];
  const has = (of: Map<string, string>, file: string) => (of.get(file) ?? '') !== '';
  return {
    added: files.filter((file) => !has(old, file) && has(now, file)),
    replaced: files.filter((file) => has(old, file) && has(now, file) && old.get(file) !== now.get(file)),
    removed: files.filter((file) => has(old, file) && !has(now, file)),
  };
}
