/** The folder of a job: the statements, the small tables, and beside them what Spark writes. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SlaError } from '../../../errors.ts';
import { type SparkJob, smallTables } from './sparkJob.ts';
import { sparkScript } from './sparkSql.ts';

/** A folder of this machine as Spark names it, whatever its own file system is. */
export function uriOf(folder: string): string {
  return decodeURI(pathToFileURL(resolve(folder)).href);
}

/** Whether Spark would look for it here. */
export function isLocal(uri: string): boolean {
  return uri.startsWith('file:') || !/^[a-z][a-z0-9+.-]*:/i.test(uri);
}

/** Writes `job/` anew, and takes away what an earlier attempt has left beside it. */
export function writeJob(folder: string, job: SparkJob): void {
  for (const name of ['files', 'inputs', 'runs', 'done']) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'job'), { recursive: true });
  const said = { ...job, gaps: { key: job.gaps.key, seconds: [...job.gaps.seconds] } };
  const files = {
    ...smallTables(job),
    'fold.sql': sparkScript(job),
    'job.json': `${JSON.stringify(said, null, 2)}\n`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'job', name), content);
}

/** The job whose results lie in the folder. @throws SlaError where there is none. */
export function readJob(folder: string): SparkJob {
  const path = join(folder, 'job', 'job.json');
  if (!existsSync(path))
    throw new SlaError({
      what: 'This is no folder of a fold: it holds no job/job.json.',
      where: folder,
      fix: 'Name the folder that "sla fold --print" has written, with the folders files, inputs, runs and done copied into it.',
      state: 'Nothing was brought in.',
    });
  const said = JSON.parse(readFileSync(path, 'utf8')) as Omit<SparkJob, 'gaps'> & {
    gaps: { key: string; seconds: [string, number][] };
  };
  return { ...said, gaps: { key: said.gaps.key, seconds: new Map(said.gaps.seconds) } };
}
