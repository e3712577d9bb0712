/** Puts the runs of a fold under exports/, joined with those of earlier folds of which the time overlaps. */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SlaError } from '../../../errors.ts';
import type { Warehouse } from '../../../warehouse/Warehouse.ts';
import { sha256Of } from '../../load/findExports.ts';
import { type FoldedFile, readFolded, writeFolded } from './FoldedFile.ts';
import { joinFolds } from './joinFolds.ts';
import type { SparkOutput } from './readOutput.ts';
import { type Folder, runsIn, type Shard } from './Shard.ts';

export interface Brought {
  said: FoldedFile;
  /** Earlier files that no longer count. */
  replaced: string[];
  /** Services that were folded again, over the samples of several folds. */
  again: string[];
}

/** @throws SlaError when files were folded before in part, which no joining can undo. */
export async function bringIn(
  warehouse: Warehouse,
  workspace: string,
  path: string,
  output: SparkOutput,
  foldAgain: Folder,
): Promise<Brought> {
  const others = (await findShards(warehouse, join(workspace, 'exports'))).filter((shard) => shard.path !== path);
  const covered = others.filter(({ said }) => isWithin(said, output.said));
  const apart = others.filter((shard) => !covered.includes(shard));
  for (const shard of apart) refuseShared(shard, output.said);
  const overlapping = await reachedBy(warehouse, output, apart);
  const changed = await otherGaps(warehouse, overlapping, output.said);
  const met = await overlaps(warehouse, [output, ...overlapping.map(asOutput)]);
  const again = [...new Set([...met, ...changed])].sort();
  const joined = overlapping.length === 0 ? output : await joinFolds(warehouse, output, overlapping, again, foldAgain);
  const replaced = [...covered, ...overlapping];
  const replaces = [...new Set(replaced.flatMap(({ sha256, said }) => [sha256, ...said.replaces]))].sort();
  const said = { ...joined.said, replaces };
  await writeWhole(warehouse, joined.runs, said, path);
  return { said, replaced: replaced.map((shard) => shard.path), again };
}

/** Files of runs that no other file of runs replaces. */
async function findShards(warehouse: Warehouse, exports: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  const names = existsSync(exports) ? (readdirSync(exports, { recursive: true }) as string[]) : [];
  for (const name of names.filter((each) => /^uptime_samples.*\.parquet$/i.test(basename(each))).sort()) {
    const path = join(exports, name);
    const said = await readFolded(warehouse, path);
    if (said !== null) shards.push({ path, sha256: await sha256Of(path), said });
  }
  const replaced = new Set(shards.flatMap(({ said }) => said.replaces));
  return shards.filter(({ sha256 }) => !replaced.has(sha256));
}

function isWithin(one: FoldedFile, other: FoldedFile): boolean {
  const paths = new Set(other.files.map(({ path }) => path));
  return one.files.every(({ path }) => paths.has(path));
}

function refuseShared({ path, said }: Shard, added: FoldedFile): void {
  const paths = new Set(said.files.map((file) => file.path));
  const shared = added.files.filter((file) => paths.has(file.path));
  if (shared.length === 0) return;
  throw new SlaError({
    what: `${shared.length} of the ${added.files.length} files of this fold are part of an earlier one: their samples would count twice. The first: ${shared[0]!.path}`,
    where: path,
    fix: `Fold everything together: sla fold --engine spark ${[...new Set([...said.job.inputs, ...added.job.inputs])].join(' ')}`,
    state: 'Nothing was brought in.',
  });
}

/**
 * Earlier folds of which a series reaches into the time of the new one, or stands between it and one of those: joined runs must
 * not bridge what a third file knows.
 */
async function reachedBy(warehouse: Warehouse, output: SparkOutput, apart: Shard[]): Promise<Shard[]> {
  const reached: Shard[] = [];
  for (let index = 0; index < apart.length; index += 1) {
    const shard = apart[index]!;
    if (reached.includes(shard)) continue;
    const together = [output, ...reached.map(asOutput)].map(({ runs }) => `select * from ${runs}`).join(' union all ');
    const whole = { runs: `(${together})`, said: output.said };
    if ((await overlaps(warehouse, [whole, asOutput(shard)])).length === 0) continue;
    reached.push(shard);
    index = -1;
  }
  return reached;
}

/** Services whose runs ended at other gaps than they do now. */
async function otherGaps(warehouse: Warehouse, shards: Shard[], { gaps }: FoldedFile): Promise<string[]> {
  const found: string[] = [];
  for (const { path, said } of shards) {
    const there = await warehouse.rows<{ id: string }>(`select distinct service_id as id from ${runsIn(path)}`);
    found.push(...there.map(({ id }) => id).filter((id) => id in gaps && gaps[id] !== said.gaps[id]));
  }
  return found;
}

const asOutput = ({ path, said }: Shard): SparkOutput => ({ runs: runsIn(path), said });

/** Services of which a series of one fold reaches into that of another. */
async function overlaps(warehouse: Warehouse, folds: SparkOutput[]): Promise<string[]> {
  const spans = folds.map(
    ({ runs }, number) =>
      `select ${number} as number, service_id, location, min(first_at) as first_at, max(last_at) as last_at from ${runs} group by all`,
  );
  const found = await warehouse.rows<{ service_id: string }>(`
    with spans as (${spans.join(' union all ')})
    select distinct service_id
    from spans as one inner join spans as other using (service_id, location)
    where one.number < other.number and one.first_at <= other.last_at and other.first_at <= one.last_at
    order by 1`);
  return found.map(({ service_id }) => service_id);
}

/** Under its name only when it is whole: whoever loads meanwhile must not meet half a file. */
async function writeWhole(warehouse: Warehouse, runs: string, said: FoldedFile, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const part = join(dirname(path), `.${basename(path)}.part`);
  await writeFolded(warehouse, runs, said, part);
  renameSync(part, path);
}
