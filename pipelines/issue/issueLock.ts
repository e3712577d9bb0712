/** One command at a time writes into a folder of reports, whoever starts it from wherever. */
import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
    sweep(reports);
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
  const own = `${path}.${process.pid}.taking`;
  writeFileSync(own, `${process.pid} ${hostname()}\n`);
  try {
    for (let tries = 0; tries < 2; tries++) {
      try {
        // There as a whole, with its holder's name, or not at all.
        linkSync(own, path);
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP') {
          takeWithoutLinks(path, own);
          return;
        }
        // Swept away by another machine that has the lock.
        if (code === 'ENOENT') break;
        if (code !== 'EEXIST') throw error;
        const holder = readHolder(path);
        // Whoever left it was killed: the lock is of this machine, and its process is gone.
        if (!isAbandoned(holder) || !clear(path, holder)) break;
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw taken(path);
}

/** A file system without links: the copy is made anew, or there is one already. */
function takeWithoutLinks(path: string, own: string): void {
  try {
    copyFileSync(own, path, constants.COPYFILE_EXCL);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(path) : error;
  }
}

function taken(path: string): SlaError {
  return new SlaError({
    what: 'Another command is writing into this folder of reports.',
    where: path,
    fix: 'Wait until it has ended. If nothing runs any more, delete the file and run the command again.',
    state: 'Nothing was written.',
  });
}

/** What killed commands left beside their places: whoever has the lock is alone here. */
function sweep(reports: string): void {
  for (const name of readdirSync(reports)) {
    const [, file, pid] = /^issues\.(jsonl|lock)\.(\d+)\.(?:writing|taking)$/.exec(name) ?? [];
    const isLeft = file === 'jsonl' || (pid !== undefined && isAbandoned(`${pid} ${hostname()}`));
    if (isLeft) rmSync(join(reports, name), { force: true });
  }
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
