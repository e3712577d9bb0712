/**
 * Brings the warehouse's raw tables in line with exports/: new files in, changed files replaced, vanished files out.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, SlaError } from '../../errors.ts';
import type { Warehouse } from '../../warehouse/Warehouse.ts';
import type { FoldGaps } from '../fold/plan.ts';
import { readFolded } from '../fold/spark/FoldedFile.ts';
import { genericTables } from '../genericTables.ts';
import { requirePatterns } from '../mapping/requirePatterns.ts';
import type { Source } from '../mapping/Source.ts';
import { type ExportFile, findExports, type UnreadPath } from './findExports.ts';
import type { LoadRequest } from './LoadRequest.ts';
import { ForeignColumns, type LoadedFile, loadFile, preflight } from './loadFile.ts';
import { ensureRawSchema } from './rawSchema.ts';
import { expectSeries, refoldSeries } from './refoldSeries.ts';

export interface LoadReport {
  loaded: LoadedFile[];
  /** Files whose bytes were loaded before. */
  unchanged: number;
  /** Those of them of which rows were set aside then, and still are. */
  stillSetAside: { file: string; rejected: number; rows: number }[];
  /** Files that are gone from exports/, or were replaced by other bytes. */
  removed: string[];
  /** Files under exports/ that no entry of sources.yaml and no table's name explains. */
  unknown: string[];
  /** What lies under exports/ and cannot be a file to read. */
  unread: UnreadPath[];
  /** Files whose name begins with a dot. */
  hidden: string[];
  /** Copies: the same bytes as another file of the same source. */
  copies: { file: string; sameAs: string }[];
  /** Files of runs whose samples another one holds too. */
  replaced: { file: string; by: string }[];
}

interface KnownLoad {
  load_id: number;
  file: string;
  sha256: string;
  zone: string | null;
  table_name: string;
  fold_gaps: string | null;
  source_key: string;
}

/**
 * Loads what is new. Every new file is looked at before the first is loaded; one that turns out to be unreadable stops the
 * run with the warehouse as it was.
 *
 * @throws SlaError with every unreadable file.
 */
export async function loadExports(warehouse: Warehouse, request: LoadRequest): Promise<LoadReport> {
  await ensureRawSchema(warehouse);
  sweepTemporary(request.workspace);
  const { files: found, unread, hidden } = await findExports(request.workspace);
  const known = await warehouse.rows<KnownLoad>(
    'select load_id, file, sha256, zone, table_name, fold_gaps, source_key from raw.loads order by load_id',
  );
  const replaced = await replacedFolds(warehouse, found);
  const counting = found.filter(({ file }) => !replaced.some((each) => each.file === file));
  const plan = planLoads(counting, known, request);
  await requirePatterns(
    warehouse,
    plan.toLoad.map(({ source }) => source),
  );
  const foreign = new Map(preflightAll(plan.toLoad));
  const toLoad = plan.toLoad.filter(({ file }) => !foreign.has(file.file));
  const report: LoadReport = {
    loaded: [],
    unchanged: plan.unchanged,
    stillSetAside: [],
    removed: plan.gone,
    unknown: plan.unknown,
    unread,
    hidden,
    copies: plan.copies,
    replaced,
  };
  if (toLoad.length > 0 || plan.toRemove.length > 0) await expectSeries(warehouse);
  const lastId = Math.max(0, ...known.map(({ load_id }) => load_id));
  try {
    if (toLoad.length > 0) report.loaded.push(...(await loadInTurn(warehouse, toLoad, request, lastId, foreign)));
  } catch (error) {
    await removeLoadsAfter(warehouse, lastId);
    throw error;
  }
  report.unread = [...unread, ...[...foreign].map(([file, columns]) => ({ file, why: foreignText(columns) }))];
  // What is replaced goes last, so that a file that cannot be read leaves its former rows where they are.
  await removeLoads(warehouse, plan.toRemove);
  if (toLoad.length > 0 || plan.toRemove.length > 0) await numberByPath(warehouse, found);
  await refoldSeries(warehouse, found, request);
  report.stillSetAside = await warehouse.rows(
    `select file, rejected_count as rejected, row_count as "rows" from raw.loads where rejected_count > 0 and load_id <= ${lastId} order by load_id`,
  );
  return report;
}

/** Removes the temporary folders of runs that were killed: whoever has the warehouse open is alone in the workspace. */
function sweepTemporary(workspace: string): void {
  for (const name of readdirSync(workspace))
    if (/^\.sla-load-\d+-(\d+|series)$/.test(name)) rmSync(join(workspace, name), { recursive: true, force: true });
}

/** Files at least this large use all threads by themselves: they are loaded alone. */
const largeBytes = 16_000_000;

/**
 * Loads the files in two lanes: while one file is written into the raw tables, the next is read and mapped. Each waits with
 * its first row until the file before it is in, so that the tables, the numbers of the loads, and what stands after an
 * error are those of loading one file after the other.
 */
async function loadInTurn(
  warehouse: Warehouse,
  files: Plan['toLoad'],
  { onFile, workspace, loadedAt, gaps }: LoadRequest,
  lastId: number,
  foreign: Map<string, string>,
): Promise<LoadedFile[]> {
  const lanes = [warehouse, await warehouse.lane()];
  let loadId = lastId;
  const loads: Promise<LoadedFile[]>[] = [];
  const isLarge = (index: number): boolean => (files[index]?.file.bytes ?? 0) >= largeBytes;
  for (const [index, { file, source }] of files.entries()) {
    const before = loads[index - 1];
    const isAlone = isLarge(index) || isLarge(index - 1);
    if (await hasFailed(isAlone ? before : loads[index - 2])) break;
    onFile?.(file.file, index + 1, files.length);
    const nextLoadId = async (): Promise<number> => {
      await before;
      loadId += 1;
      return loadId;
    };
    const folder = join(workspace, `.sla-load-${process.pid}-${index + 1}`);
    const load = loadFile(lanes[index % 2]!, file, source, { nextLoadId, loadedAt, gaps, folder }).catch(
      (error: unknown): LoadedFile[] => {
        if (!(error instanceof ForeignColumns)) throw error;
        foreign.set(file.file, error.columns);
        return [];
      },
    );
    load.catch(() => undefined); // looked at below, when every load has ended
    loads.push(load);
  }
  await Promise.allSettled(loads);
  // The first error in the order of the files; those behind it only say that they waited in vain.
  return (await Promise.all(loads)).flat();
}

async function hasFailed(load: Promise<unknown> | undefined): Promise<boolean> {
  return await (load ?? Promise.resolve()).then(
    () => false,
    () => true,
  );
}

/** Files of runs that a later fold has replaced: they stay where they are, and do not count. */
async function replacedFolds(warehouse: Warehouse, found: ExportFile[]): Promise<LoadReport['replaced']> {
  const folded: { file: string; sha256: string; replaces: string[] }[] = [];
  for (const { file, path, sha256 } of found.filter((each) => /\/uptime_samples[^/]*\.parquet$/i.test(each.file))) {
    const said = await readFolded(warehouse, path);
    if (said !== null) folded.push({ file, sha256, replaces: said.replaces });
  }
  return folded.flatMap(({ file, sha256 }) => {
    const by = folded.find((other) => other.replaces.includes(sha256));
    return by === undefined ? [] : [{ file, by: by.file }];
  });
}

interface Plan {
  toLoad: { file: ExportFile; source: Source }[];
  toRemove: number[];
  gone: string[];
  unknown: string[];
  copies: { file: string; sameAs: string }[];
  unchanged: number;
}

function planLoads(found: ExportFile[], known: KnownLoad[], { sourceOf, gaps, only }: LoadRequest): Plan {
  const plan: Plan = { toLoad: [], toRemove: [], gone: [], unknown: [], copies: [], unchanged: 0 };
  const firstWithBytes = new Map<string, string>();
  const kept = new Set<number>();
  for (const file of found) {
    const source = sourceOf(file.file);
    // Equal bytes of two sources are two exports: both checks were up, or the entry says which service they speak of.
    const identity = `${file.sha256} ${source?.id}`;
    const sameAs = firstWithBytes.get(identity);
    if (!source) plan.unknown.push(file.file);
    else if (sameAs) plan.copies.push({ file: file.file, sameAs });
    else {
      firstWithBytes.set(identity, file.file);
      const loads = known.filter((candidate) => isCurrent(candidate, file, source, gaps));
      for (const load of loads) kept.add(load.load_id);
      if (loads.length > 0) plan.unchanged += 1;
      else if (!only || only.includes(file.file)) plan.toLoad.push({ file, source });
    }
  }
  const wanted = new Set(found.map(({ file }) => file));
  for (const load of known) {
    if (kept.has(load.load_id) || (only && wanted.has(load.file) && !only.includes(load.file))) continue;
    plan.toRemove.push(load.load_id);
    if (!plan.gone.includes(load.file)) plan.gone.push(load.file);
  }
  return plan;
}

function isCurrent(load: KnownLoad, file: ExportFile, source: Source, gaps: FoldGaps): boolean {
  const isSame = load.file === file.file && load.sha256 === file.sha256 && load.source_key === source.key;
  return isSame && (load.table_name !== 'uptime_samples' || load.fold_gaps === gaps.key);
}

/** @returns the files that only bear the name of a generic table, each with its columns. */
function preflightAll(files: Plan['toLoad']): [string, string][] {
  const problems: Problem[] = [];
  const foreign: [string, string][] = [];
  for (const { file, source } of files) {
    try {
      preflight(file, source);
    } catch (error) {
      if (error instanceof ForeignColumns) foreign.push([file.file, error.columns]);
      else if (error instanceof SlaError) problems.push(...error.problems);
      else throw error;
    }
  }
  if (problems.length > 0) throw new SlaError(problems);
  return foreign;
}

function foreignText(columns: string): string {
  return `its name is that of a generic table, but its columns are not (${columns}); "sla load --explain FILE" proposes how to read it`;
}

/** Takes back the files of this run that came before one that could not be loaded. */
async function removeLoadsAfter(warehouse: Warehouse, lastId: number): Promise<void> {
  const loads = await warehouse.rows<{ load_id: number }>(`select load_id from raw.loads where load_id > ${lastId}`);
  await removeLoads(
    warehouse,
    loads.map(({ load_id }) => load_id),
  );
}

async function removeLoads(warehouse: Warehouse, loadIds: number[]): Promise<void> {
  if (loadIds.length === 0) return;
  const tables = genericTables.map(({ name }) => (name === 'uptime_samples' ? 'uptime_runs' : name));
  await warehouse.transaction(async () => {
    for (const table of [...tables, 'rejects', 'notices', 'vendor_verdicts', 'state_ends', 'named_services', 'heard']) {
      await warehouse.run(`delete from raw.${table} where _load in (${loadIds.join(', ')})`);
    }
    await warehouse.run(`delete from raw.loads where load_id in (${loadIds.join(', ')})`);
  });
}

/** The order of the paths, not that of the runs, decides between two rows of a ticket: a rebuild must agree. */
async function numberByPath(warehouse: Warehouse, found: ExportFile[]): Promise<void> {
  const values = found.map(({ file }, index) => `('${file.replaceAll("'", "''")}', ${index + 1})`).join(', ');
  if (values === '') return;
  await warehouse.run(
    `update raw.loads set ordinal = paths.ordinal from (values ${values}) as paths(file, ordinal) where loads.file = paths.file`,
  );
}
