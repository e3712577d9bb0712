/** One command at a time writes into a folder of reports, whoever starts it from wherever. */
import { closeSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { SlaError } from '../errors.ts';
import { unwritable } from './writeIssue.ts';

/**
 * Does the work while no other command writes into the folder.
 *
 * @throws SlaError when another one does, or when there is no writing there; nothing was done then.
 */
export async function withIssueLock<T>(reports: string, work: () => Promise<T>): Promise<T> {
  makeFolder(reports);
  const path = join(reports, 'issues.lock');
  take(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function makeFolder(reports: string): void {
  try {
    mkdirSync(reports, { recursive: true });
  } catch (error) {
    throw unwritable(reports, error);
  }
}

function take(path: string): void {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid} ${hostname()}\n`);
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(path);
      // Whoever left it was killed: the lock is of this machine, and its process is gone.
      if (!isAbandoned(holder) || !clear(path, holder)) break;
    }
  }
  throw new SlaError({
    what: 'Another command is writing into this folder of reports.',
    where: path,
    fix: 'Wait until it has ended. If nothing runs any more, delete the file and run the command again.',
    state: 'Nothing was written.',
  });
}

function readHolder(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Given back in this moment.
    return '';
  }
}

function isAbandoned(holder: string): boolean {
  const [pid, host] = holder.trim().split(' ');
  if (!pid || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Takes an abandoned lock away; false when it was another's by then, who keeps it. */
function clear(path: string, holder: string): boolean {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    const isIt = readFileSync(aside, 'utf8') === holder;
    if (!isIt) linkSync(aside, path);
    return isIt;
  } catch {
    return false;
  } finally {
    rmSync(aside, { force: true });
  }
}
