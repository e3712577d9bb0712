/** Runs the Spark of the user on the statements of a job. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SlaError } from '../../../errors.ts';
import { shellWord } from '../../../shellWord.ts';
import { keyOfJob, type SparkJob } from './sparkJob.ts';

/** @param sparkHome folder of the user's Spark; what it is told about its cluster stands in its own configuration */
function sparkCommand(sparkHome: string, folder: string, job: SparkJob): string[] {
  return [
    join(sparkHome, 'bin', 'spark-sql'),
    '--name',
    `sla fold ${keyOfJob(job)}`,
    // Nothing is looked up in a catalog, and none is to be made in the folder.
    '--conf',
    'spark.sql.catalogImplementation=in-memory',
    '-f',
    join(folder, 'job', 'fold.sql'),
  ];
}

/** The commands of a fold in a lake that is elsewhere, to be pasted where Spark is. */
export function printedCommands(folder: string, job: SparkJob, isElsewhere: boolean, bring: string): string[] {
  const line = sparkCommand('SPARK', folder, job).slice(1).map(shellWord).join(' ');
  const run = `"$SPARK_HOME"/bin/spark-sql ${line}`;
  if (!isElsewhere) return [run, bring];
  const results = ['files', 'inputs', 'runs', 'done'].map((name) => shellWord(`${job.output}/${name}`)).join(' ');
  return [
    `hadoop fs -mkdir -p ${shellWord(job.tables)}`,
    `hadoop fs -put -f ${shellWord(join(folder, 'job'))}/*.csv ${shellWord(job.tables)}`,
    run,
    `hadoop fs -get -f ${results} ${shellWord(folder)}`,
    bring,
  ];
}

/**
 * Runs it to its end; what Spark says goes to `job/spark.log`.
 *
 * @throws SlaError when Spark is not there, or ends with an error.
 */
export async function runSpark(sparkHome: string | null, folder: string, job: SparkJob): Promise<void> {
  const [program, ...args] = sparkCommand(requireSpark(sparkHome), folder, job);
  const log = join(folder, 'job', 'spark.log');
  const code = await new Promise<number | null>((done, failed) => {
    const spark = spawn(program!, args, { cwd: join(folder, 'job'), stdio: ['ignore', 'pipe', 'pipe'] });
    const written = createWriteStream(log);
    spark.stdout.pipe(written, { end: false });
    spark.stderr.pipe(written, { end: false });
    spark.on('error', failed);
    spark.on('close', (status) => written.end(() => done(status)));
  });
  if (code !== 0) throw failedSpark(log, code);
}

/** @throws SlaError where there is none. */
export function requireSpark(sparkHome: string | null): string {
  if (sparkHome === null || !existsSync(join(sparkHome, 'bin', 'spark-sql'))) throw noSpark(sparkHome);
  return sparkHome;
}

function noSpark(sparkHome: string | null): SlaError {
  return new SlaError({
    what:
      sparkHome === null
        ? 'SPARK_HOME is not set.'
        : 'SPARK_HOME names no folder of a Spark: it holds no bin/spark-sql.',
    where: sparkHome ?? 'environment',
    fix: 'Set SPARK_HOME to the folder of Spark 4 (and SPARK_CONF_DIR to its configuration), or take --print and run the command where Spark is.',
    state: 'The job was written; nothing was folded.',
  });
}

/** What is known to go wrong, and what helps. */
const known: [RegExp, string][] = [
  [
    /CSV header does not conform to the schema|Number of column in CSV header/i,
    'The files have other columns. Name them in the order of their header, for example: --columns service_id,checked_at,state. Files with different headers are folded one kind after the other.',
  ],
  [
    /PATH_NOT_FOUND|does not exist/i,
    'Correct the path, or name it as the cluster does: s3a://bucket/folder, hdfs:///folder, file:///folder.',
  ],
  [
    /ClassNotFoundException: .*(S3A|Azure|abfs)/i,
    'Spark lacks the connector of that store: add its package (spark.jars.packages in spark-defaults.conf).',
  ],
  [
    /OutOfMemoryError|Container killed by/i,
    'Give the executors more memory (spark.executor.memory), or the fold more partitions (spark.sql.shuffle.partitions).',
  ],
];

function failedSpark(log: string, code: number | null): SlaError {
  const text = readFileSync(log, 'utf8');
  const fix = known.find(([pattern]) => pattern.test(text))?.[1] ?? 'Read what Spark says in that file.';
  return new SlaError({
    what: `Spark ended with ${code === null ? 'a signal' : `code ${code}`}: ${causeOf(text).slice(0, 300)}`,
    where: log,
    fix,
    state: 'Nothing was brought in; what Spark has written so far is not used.',
  });
}

/** The innermost cause that Spark names, up to where its stack begins; else the error of a statement, else the last line. */
function causeOf(text: string): string {
  const lines = text.trim().split('\n');
  const from = lines.findIndex((line) => line.startsWith('Caused by: '));
  if (from < 0) return (lines.find((line) => /^\[[A-Z_.]+\]/.test(line)) ?? lines.at(-1)!).trim();
  const rest = lines.slice(from);
  const until = rest.findIndex((line) => /^\s+at /.test(line));
  const said = rest.slice(0, until < 0 ? 1 : until).join(' ');
  return said.replace(/^Caused by: ([\w.$]+: )?/, '').replaceAll(/\s+/g, ' ');
}
