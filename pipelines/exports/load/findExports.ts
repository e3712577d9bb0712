/**
 * Finds the exported files of a workspace, with the hash that tells whether their bytes are new.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SlaError } from '../../errors.ts';
import { isSideFile } from '../read/sqliteCopy.ts';

export interface ExportFile {
  /** Path below the workspace, with forward slashes: `exports/2026-10/tickets.csv`. */
  file: string;
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * Lists the files under exports/, in the order in which they load: by path, numbers in it by value, so that a
 * rebuilt warehouse resolves corrections exactly as the first one did.
 */
export async function findExports(workspace: string): Promise<ExportFile[]> {
  const folder = join(workspace, 'exports');
  if (!existsSync(folder)) {
    throw new SlaError({
      what: 'This folder has no exports/.',
      where: workspace,
      fix: 'Run the command in the workspace, name it with --workspace DIR, or make one with: sla init DIR',
      state: 'Nothing was changed.',
    });
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isSideFile(path))
    .map((path) => ({ path, file: relative(workspace, path).split(sep).join('/') }))
    .sort((a, b) => compareNaturally(a.file, b.file));
  const found: ExportFile[] = [];
  for (const { path, file } of files) {
    found.push({ file, path, bytes: statSync(path).size, sha256: await sha256Of(path) });
  }
  return found;
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Orders text by code unit, but runs of digits by their value: `tickets-9` before `tickets-10`. */
export function compareNaturally(a: string, b: string): number {
  const partsA = a.match(/\d+|\D+/g) ?? [];
  const partsB = b.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(partsA.length, partsB.length); index += 1) {
    const partA = partsA[index]!;
    const partB = partsB[index]!;
    if (partA === partB) continue;
    const difference = Number(partA) - Number(partB);
    if (Number.isFinite(difference) && difference !== 0) return difference;
    return partA < partB ? -1 : 1;
  }
  return partsA.length - partsB.length || (a < b ? -1 : a > b ? 1 : 0);
}
