/**
 * Finds the exported files of a workspace, with the hash that tells whether their bytes are new.
 */
import { createHash } from 'node:crypto';
import { createReadStream, type Dirent, existsSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
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

/** A path under exports/ that is not read, and why. */
export interface UnreadPath {
  file: string;
  why: string;
}

export interface FoundExports {
  files: ExportFile[];
  /** Links that lead nowhere or in a circle, and what is neither a file nor a folder. */
  unread: UnreadPath[];
  /** Files whose name begins with a dot: programs leave them, so they are never read. */
  hidden: string[];
}

/**
 * Lists the files under exports/, in the order in which they load: by path, numbers in it by value, so that a
 * rebuilt warehouse resolves corrections exactly as the first one did. A link is what it leads to, under its own name.
 */
export async function findExports(workspace: string): Promise<FoundExports> {
  const folder = join(workspace, 'exports');
  if (!existsSync(folder)) {
    throw new SlaError({
      what: 'This folder has no exports/.',
      where: workspace,
      fix: 'Run the command in the workspace, name it with --workspace DIR, or make one with: sla init DIR',
      state: 'Nothing was changed.',
    });
  }
  const walk: Walk = { paths: [], unread: [], hidden: [] };
  walkFolder(folder, [realpathSync(folder)], walk);
  const named = <T extends { path: string }>(entries: T[]) =>
    entries
      .map(({ path, ...rest }) => ({ path, file: relative(workspace, path).split(sep).join('/'), ...rest }))
      .sort((a, b) => compareNaturally(a.file, b.file));
  const files: ExportFile[] = [];
  for (const { path, file } of named(walk.paths.map((path) => ({ path })))) {
    files.push({ file, path, bytes: statSync(path).size, sha256: await sha256Of(path) });
  }
  return {
    files,
    unread: named(walk.unread).map(({ file, why }) => ({ file, why })),
    hidden: named(walk.hidden.map((path) => ({ path }))).map(({ file }) => file),
  };
}

interface Walk {
  paths: string[];
  unread: { path: string; why: string }[];
  hidden: string[];
}

/** @param around real paths of the folder and of those around it: a link to one of them would never end. */
function walkFolder(folder: string, around: readonly string[], walk: Walk): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // A name in another encoding (from a .zip made on Windows) reaches no program whole: nothing can open it.
    if (entry.name.includes('\uFFFD') && !existsSync(path)) {
      walk.unread.push({
        path,
        why: 'its name is no UTF-8 text: rename it, or unpack its archive again (unzip -O cp932)',
      });
      continue;
    }
    const found = entry.isSymbolicLink() ? leadsTo(path) : entry;
    if (entry.name.startsWith('.')) {
      if (!found?.isDirectory()) walk.hidden.push(path);
    } else if (found === null) walk.unread.push({ path, why: 'it is a link that leads nowhere' });
    else if (found.isFile()) {
      if (!isSideFile(path)) walk.paths.push(path);
    } else if (!found.isDirectory()) walk.unread.push({ path, why: 'it is neither a file nor a folder' });
    else if (around.includes(realpathSync(path)))
      walk.unread.push({ path, why: 'it is a link to a folder that it lies in' });
    else walkFolder(path, [...around, realpathSync(path)], walk);
  }
}

function leadsTo(link: string): Dirent | Stats | null {
  try {
    return statSync(link);
  } catch {
    return null;
  }
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Orders text by code unit, but runs of digits by their value: `tickets-9` before `tickets-10`. */
function compareNaturally(a: string, b: string): number {
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
