/** Whether a copy of an SQLite database is whole: the newest rows of one in use stand in files beside it. */
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Input } from './openBytes.ts';
import { unreadable } from './unreadable.ts';

const sideFiles = /-(wal|shm|journal)$/;

/** Whether a file is no export of its own, but beside a database what its program had not yet written into it. */
export function isSideFile(path: string): boolean {
  return sideFiles.test(path) && existsSync(path.replace(sideFiles, ''));
}

/**
 * What to make sure of in a copy: a database in WAL mode (bytes 18 and 19 of its header say 2, in a finished backup too)
 * may lack its newest rows. Null: it is not in that mode.
 *
 * @throws SlaError where rows that are not in the copy lie beside it.
 */
export function sqliteCopyNotice({ path, file }: Input, bytes: Uint8Array): string | null {
  const name = basename(file);
  const backup = `sqlite3 ${name} ".backup copy.db"`;
  for (const suffix of ['-wal', '-journal']) {
    if (!existsSync(`${path}${suffix}`) || statSync(`${path}${suffix}`).size === 0) continue;
    throw unreadable(
      file,
      `The database was copied while its program ran: its newest rows are not in it, they stand in ${name}${suffix}.`,
      `Make one whole file of them: ${backup}, in this folder. Then leave copy.db here and remove ${name}, ${name}-wal, ${name}-shm and ${name}-journal. Or stop the program and copy ${name} again.`,
    );
  }
  return bytes[18] === 2 || bytes[19] === 2
    ? `the database is in WAL mode: if ${name} was copied while its program ran, its newest rows are missing; copy it with ${backup}`
    : null;
}
