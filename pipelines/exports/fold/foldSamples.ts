/**
 * Folds uptime samples into runs of equal state: the one export that is never copied row by row.
 *
 * A seam: file in, runs out. A run ends where the state changes, or where the gap to the next sample is longer
 * than the shortest gap that any terms tolerate; longer tolerances are applied later, on the runs.
 *
 * Nothing behind this file knows how the runs were found. A faster fold (over the bytes of a plain CSV, say) can stand
 * before {@link foldSamples}, as that stands before foldRecords: it may decline a file by returning null, and must
 * leave the same rows in raw.uptime_runs, run for run, and the same counts. `compareFolds` of the tests holds it to that.
 */
import { createHash } from 'node:crypto';
import type { Warehouse } from '../../warehouse/Warehouse.ts';
import type { ExportFile } from '../load/findExports.ts';
import type { Notice } from '../load/notices.ts';
import type { Source } from '../mapping/Source.ts';
import { fold as foldName } from '../read/csvRecords.ts';
import { isText } from '../read/openBytes.ts';
import { faultOfFile, unreadable, unreadableParquet } from '../read/unreadable.ts';
import { addSummaries, foldBytes } from './bytes/foldBytes.ts';
import { type Findings, findings, readBrokenRecords } from './foldFindings.ts';
import { verifyGzip } from './foldGzip.ts';
import { isNamedGzip, openFoldInput } from './foldInput.ts';
import { foldTypes, keyed, runsStatement, startsStatement, summaryStatement } from './foldStatement.ts';
import type { FoldContext, Folded, FoldInput, FoldPlan, FoldSummary, FoldTypes } from './plan.ts';

/**
 * Folds a plain generic CSV or Parquet file where it stands: no copy, no temporary file, all threads, bounded memory.
 * Broken cells, unknown services, repeated and contradicting samples are counted on the way; only a file that has
 * any is read a second time, to name their rows.
 *
 * @returns null when the file is not that plain (another delimiter or encoding, many broken records); foldRecords then
 * reads it record by record.
 * @throws SlaError when no instant has an offset and the source names no zone, when a .gz is cut off, and when nothing
 * can be read.
 */
export async function foldSamples(
  warehouse: Warehouse,
  file: ExportFile,
  source: Source,
  context: FoldContext,
): Promise<{ rows: number; rejected: number; columns: string[]; notices: Notice[] } | null> {
  const input = await openFoldInput(warehouse, file, source);
  if (input === null) return null;
  const byBytes = await foldByBytes(warehouse, file, source, input, context);
  // DuckDB takes the end of a cut .gz for the end of the file: the other thread looks at its checksum meanwhile.
  const isWhole = byBytes === null && isNamedGzip(file) ? verifyGzip(file.path) : Promise.resolve(true);
  const folded = byBytes ?? (await foldBySql(warehouse, file, input, context));
  if (folded === null) return null;
  const broken = input.setsRecordsAside && byBytes === null ? await readBrokenRecords(warehouse) : [];
  if (!(await isWhole)) throw cutOff(file, folded.summary, broken.length);
  const mustReadRecords = broken.length > 0 && (input.isSmall || broken.length > 1000);
  const found = mustReadRecords ? null : await findings(warehouse, folded, context, broken);
  if (found === null || (source.stopOnReject && found.rejected > 0)) {
    const loadId = await context.loadId();
    await warehouse.run(
      `delete from raw.uptime_runs where _load = ${loadId}; delete from raw.rejects where _load = ${loadId}`,
    );
    return null;
  }
  refuseUnreadable(folded.summary, found, file.file);
  const extra = input.header.map(foldName).filter((name) => !source.tables[0]!.table.columns.includes(name));
  const unused = extra.map(
    (name): Notice => ({
      kind: 'column',
      message: `column "${name}" is not one of uptime_samples and was not read`,
      column_name: name,
    }),
  );
  return {
    rows: folded.summary.samples,
    rejected: found.rejected,
    columns: input.header.map(foldName),
    notices: [...unused, ...found.notices],
  };
}

const largeCsv = 64_000_000;

/** A large plain CSV by its bytes; what those cannot tell is folded by SQL. @returns null where all of it is for SQL. */
async function foldByBytes(
  warehouse: Warehouse,
  file: ExportFile,
  source: Source,
  input: FoldInput,
  context: FoldContext,
): Promise<Folded | null> {
  if (!input.setsRecordsAside || file.bytes < (context.byBytesFrom ?? largeCsv)) return null;
  const folded = await foldBytes(warehouse, file, source, input, context);
  if (folded === null) return null;
  const { plan } = folded;
  const types = foldTypes(plan, nameOfEnum);
  await warehouse.run(`drop table if exists fold_rejects; drop table if exists fold_scans; ${types.declarations}`);
  const odd = folded.odd && (await foldRows(warehouse, folded.odd, context, plan.locations));
  const summary = addSummaries(folded, odd?.summary ?? null);
  return { plan, summary, isSorted: true, cells: `(${keyed(plan, types, 'cells')})` };
}

/** @returns null where a CSV has faults that only a reading record by record can give a row. */
async function foldBySql(
  warehouse: Warehouse,
  file: ExportFile,
  input: FoldInput,
  context: FoldContext,
): Promise<Folded | null> {
  if (input.setsRecordsAside && !isNamedGzip(file) && !(await isText(file.path))) return null;
  return await foldRows(warehouse, input, context).catch((error: unknown) => {
    if (input.setsRecordsAside && faultOfFile(error) !== null) return null;
    throw input.setsRecordsAside ? error : unreadableParquet(file.file, error);
  });
}

/** The core of the fold: runs into raw.uptime_runs, and what was counted on the way. */
export async function foldRows(
  warehouse: Warehouse,
  input: FoldInput,
  context: FoldContext,
  known?: string[],
): Promise<Folded> {
  const locations = known ?? input.locationsSeen ?? (await allLocations(warehouse, input));
  const plan: FoldPlan = { input, gaps: context.gaps, locations: locations.length > 0 ? locations : [''] };
  const types = foldTypes(plan, nameOfEnum);
  await warehouse.run(`drop table if exists fold_rejects; drop table if exists fold_scans; ${types.declarations}`);
  const isSorted = input.isSmall && (await keepKeys(warehouse, plan, types));
  await warehouse.run(startsStatement(plan, input.isSmall ? 'select k from fold_keys' : keyed(plan, types, 'none')));
  const summary = await warehouse.row<FoldSummary>(summaryStatement(plan));
  if (summary.unseenLocation > 0 && known === undefined)
    return await foldRows(warehouse, input, context, await allLocations(warehouse, input));
  await warehouse.run(runsStatement(plan, await context.loadId()));
  return { plan, summary, isSorted, cells: `(${keyed(plan, types, 'cells')})` };
}

/**
 * The keys of a small file as temp table `fold_keys`, with the general formulas only if a row needs them.
 *
 * @returns whether the rows are in order of service, location and time.
 */
async function keepKeys(
  warehouse: Warehouse,
  plan: FoldPlan,
  types: FoldTypes,
  isShort = plan.input.fast !== null,
): Promise<boolean> {
  await warehouse.run(`create or replace temp table fold_keys as ${keyed(plan, types, 'n', isShort)}`);
  const { isSorted, missing } = await warehouse.row<{ isSorted: boolean; missing: number }>(
    `select coalesce(bool_and(k >= before_k), true) as "isSorted", count(*) filter (k is null) as missing from (select k, lag(k) over () as before_k from fold_keys)`,
  );
  if (missing === 0) return isSorted;
  await warehouse.run('drop table if exists fold_rejects; drop table if exists fold_scans');
  return await keepKeys(warehouse, plan, types, false);
}

async function allLocations(warehouse: Warehouse, { relation, samples, where }: FoldInput): Promise<string[]> {
  const found = await warehouse.rows<{ location: string }>(
    `select distinct coalesce(${samples.location?.value ?? `''`}, '') as location from ${relation}${where === '' ? '' : ` where ${where}`} order by 1`,
  );
  return found.map(({ location }) => location);
}

function nameOfEnum(values: string[]): string {
  return `fold_${createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)}`;
}

/** @throws SlaError when rows were set aside and none is left. */
export function refuseUnreadable(
  { samples, unknownService }: FoldSummary,
  { rejected, firstReject }: Findings,
  file: string,
): void {
  if (rejected === 0 || samples > 0 || unknownService > 0 || firstReject === null) return;
  const { row, column, value, reason } = firstReject;
  throw unreadable(
    `${file}, row ${row}`,
    `No sample can be read: "${value ?? ''}"${column === null ? '' : ` in column ${column}`}: ${reason}.`,
    'Name the zone, the format or the values in sources.yaml, for example: { files: "exports/**/uptime_samples*", zone: Asia/Tokyo }',
  );
}

function cutOff(
  { file }: ExportFile,
  { samples, unreadable: bad, unknownService }: FoldSummary,
  broken: number,
): Error {
  return unreadable(
    `${file}, row ${samples + bad + unknownService + broken + 1}`,
    'The .gz is damaged or was cut off: the rows after this one are missing.',
    'Copy or export it again.',
  );
}
