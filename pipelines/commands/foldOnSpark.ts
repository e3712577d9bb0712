/** What `sla fold --engine spark` does: writes the job, has it run, and brings its runs back as an export. */
import { join, relative, resolve } from 'node:path';
import { readContract } from '../contract/readContract.ts';
import { SlaError } from '../errors.ts';
import { type Brought, bringIn } from '../exports/fold/spark/bringIn.ts';
import { isLocal, readJob, uriOf, writeJob } from '../exports/fold/spark/jobFolder.ts';
import { planJob } from '../exports/fold/spark/planJob.ts';
import { readOutput } from '../exports/fold/spark/readOutput.ts';
import { printedCommands, requireSpark, runSpark } from '../exports/fold/spark/runSpark.ts';
import type { Folder } from '../exports/fold/spark/Shard.ts';
import { keyOfJob, type SparkJob } from '../exports/fold/spark/sparkJob.ts';
import { foldGaps } from '../run/prepareRun.ts';
import { shellWord } from '../shellWord.ts';
import { Warehouse } from '../warehouse/Warehouse.ts';

export interface FoldWish {
  workspace: string;
  inputs: string[];
  format: string | null;
  columns: string | null;
  zone: string | null;
  results: string | null;
  name: string | null;
  print: boolean;
  bring: string | null;
}

interface Surroundings {
  sparkHome: string | null;
  say: (line: string) => void;
  tell: (line: string) => void;
}

/** @returns 1 when rows could not be read, or services are unknown. @throws SlaError when the fold is not whole. */
export async function foldOnSpark(wish: FoldWish, around: Surroundings): Promise<0 | 1> {
  const gaps = foldGaps(readContract(wish.workspace));
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    if (wish.bring !== null) return await bring(warehouse, wish, wish.bring, readJob(wish.bring), around);
    if (wish.inputs.length === 0) throw nothingToFold();
    const planned = await planJob(warehouse, {
      ...wish,
      format: formatOf(wish.format),
      columns: wish.columns?.split(',') ?? null,
      gaps,
    });
    const folder = folderOf(wish, planned);
    const job = placed(planned, folder, wish.results);
    writeJob(folder, job);
    const isElsewhere = !isLocal(job.output);
    if (wish.print) {
      for (const line of printedCommands(folder, job, isElsewhere, bringCommand(folder, wish.workspace)))
        around.say(line);
      return 0;
    }
    if (isElsewhere) throw resultsElsewhere(job);
    requireSpark(around.sparkHome);
    around.tell(`Spark folds; what it says goes to ${join(folder, 'job', 'spark.log')}`);
    await runSpark(around.sparkHome, folder, job);
    return await bring(warehouse, wish, folder, job, around);
  } finally {
    warehouse.close();
  }
}

async function bring(
  warehouse: Warehouse,
  wish: FoldWish,
  folder: string,
  job: SparkJob,
  around: Surroundings,
): Promise<0 | 1> {
  const output = await readOutput(warehouse, folder, job);
  const name = wish.name ?? keyOfJob(job);
  const path = join(wish.workspace, 'exports', 'folded', `uptime_samples-${requireName(name)}.parquet`);
  const brought = await bringIn(
    warehouse,
    wish.workspace,
    path,
    output,
    foldAgain(warehouse, folder, job, wish.workspace, around),
  );
  for (const line of describe(brought, relative(wish.workspace, path), wish.workspace)) around.say(line);
  const { unreadable, unknownService } = brought.said.counted;
  return unreadable + unknownService > 0 ? 1 : 0;
}

/** A second fold, of the services that overlap alone, in a folder of its own; where it was run by hand, it is found. */
function foldAgain(
  warehouse: Warehouse,
  folder: string,
  first: SparkJob,
  workspace: string,
  { sparkHome, tell }: Surroundings,
): Folder {
  return async (planned) => {
    const own = join(folder, 'again');
    const isElsewhere = !isLocal(first.output);
    const job = placed(planned, own, isElsewhere ? `${first.output}/again` : null);
    const isThere = await readOutput(warehouse, own, job).catch(orNone);
    if (isThere !== null) return isThere;
    writeJob(own, job);
    const services = [...job.gaps.seconds.keys()].join(', ');
    if (isElsewhere || sparkHome === null)
      throw mustFoldAgain(services, printedCommands(own, job, isElsewhere, bringCommand(folder, workspace)));
    tell(`The time of ${services} overlaps that of an earlier fold: Spark folds them again over the files of both`);
    await runSpark(sparkHome, own, job);
    return await readOutput(warehouse, own, job);
  };
}

/** Results that are not there, or not whole, are none; anything else is a fault of the program. */
function orNone(error: unknown): null {
  if (error instanceof SlaError) return null;
  throw error;
}

function bringCommand(folder: string, workspace: string): string {
  return `sla fold --engine spark --bring ${shellWord(folder)} --workspace ${shellWord(workspace)}`;
}

function folderOf({ workspace, results }: FoldWish, planned: Omit<SparkJob, 'output' | 'tables'>): string {
  if (results !== null && isLocal(results)) return resolve(results);
  return resolve(workspace, 'folded', keyOfJob({ ...planned, output: '', tables: '' }));
}

/** Results elsewhere are those of Spark alone; the small tables then lie beside them. */
function placed(planned: Omit<SparkJob, 'output' | 'tables'>, folder: string, results: string | null): SparkJob {
  const output = results === null || isLocal(results) ? uriOf(folder) : results.replace(/\/+$/, '');
  return { ...planned, output, tables: `${output}/job` };
}

function describe({ said, replaced, again }: Brought, file: string, workspace: string): string[] {
  const { counted, unknown, files, engine } = said;
  const at = workspace === '.' ? '' : ` --workspace ${shellWord(workspace)}`;
  return [
    `folded     ${files.length} files by ${engine} -> ${file}: ${counted.samples} samples`,
    ...(again.length > 0 ? [`again      ${again.join(', ')}: their time overlaps that of an earlier fold`] : []),
    ...replaced.map((path) => `replaced   ${relative(workspace, path)}: its samples are part of the new file`),
    ...(counted.unreadable > 0 ? [`set aside  ${counted.unreadable} rows that cannot be read`] : []),
    ...unknown.services
      .slice(0, 10)
      .map(({ service, samples }) => `unknown    service "${service}" is not in the contract: ${samples} samples`),
    ...(counted.repeated > 0 ? [`repeated   ${counted.repeated} samples, which changed nothing`] : []),
    ...(counted.contradicting > 0
      ? [`contradict ${counted.contradicting} samples: down counts before up, up before unknown`]
      : []),
    `next       sla load${at}`,
  ];
}

function formatOf(format: string | null): 'csv' | 'parquet' | null {
  if (format === null || format === 'csv' || format === 'parquet') return format;
  throw new SlaError({
    what: `Samples cannot be folded from "${format}".`,
    fix: 'Name csv or parquet.',
    state: 'Nothing was folded.',
  });
}

function requireName(name: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(name)) return name;
  throw new SlaError({
    what: `"${name}" cannot be part of a file's name.`,
    fix: 'Use letters, digits, hyphens, underscores and dots: --name 2026-10',
    state: 'Nothing was brought in.',
  });
}

function nothingToFold(): SlaError {
  return new SlaError({
    what: 'Nothing says which samples to fold.',
    fix: 'Name files or folders as Spark does: sla fold --engine spark s3a://lake/checks/2026-10',
    state: 'Nothing was folded.',
  });
}

function mustFoldAgain(services: string, commands: string[]): SlaError {
  return new SlaError({
    what: `The time of ${services} overlaps that of an earlier fold: they have to be folded again, over the files of both.`,
    fix: `Run this where Spark is:\n${commands.join('\n')}`,
    state: 'The job was written; nothing was brought in.',
  });
}

function resultsElsewhere({ output }: SparkJob): SlaError {
  return new SlaError({
    what: `Results that Spark writes to ${output} cannot be read from here.`,
    fix: 'Take --print: it says how to run the fold there, and how to copy its results. Or let Spark write here, if its executors can: leave --results out.',
    state: 'The job was written; nothing was folded.',
  });
}
