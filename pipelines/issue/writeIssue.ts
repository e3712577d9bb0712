/**
 * Writes the files of a report: all beside their places first, then renamed, so that a failure changes nothing.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SlaError } from '../errors.ts';

/** A folder beside the report's own, in which the new files are made; remove it when something fails. */
export function stage(folder: string): string {
  const staging = `${folder}.writing`;
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(join(staging, 'data'), { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
  return staging;
}

/** Keeps the earlier issue in `v<version>/`, then moves the staged files into place, the manifest last. */
export function publish(staging: string, folder: string, supersedes: string | null): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (supersedes !== null) keep(folder, `v${supersedes}`);
    const files = filesBelow(staging).sort((a, b) => Number(a === 'manifest.json') - Number(b === 'manifest.json'));
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      renameSync(join(staging, file), join(folder, file));
    }
    rmSync(staging, { recursive: true, force: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Writes one staged file. */
export function put(staging: string, file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(staging, file)), { recursive: true });
  writeFileSync(join(staging, file), content);
}

/** Paths of the files below a folder, with forward slashes, in a fixed order; kept versions are left out. */
export function filesBelow(folder: string, prefix = ''): string[] {
  if (!existsSync(join(folder, prefix))) return [];
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap((name) => {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      if (!statSync(join(folder, path)).isDirectory()) return [path];
      return /^v\d+\.\d+$/.test(path) ? [] : filesBelow(folder, path);
    });
}

function keep(folder: string, version: string): void {
  for (const file of filesBelow(folder)) {
    const target = join(folder, version, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(folder, file), target);
  }
}

function unwritable(folder: string, error: unknown): SlaError {
  return new SlaError({
    what: `The report cannot be written: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    where: folder,
    fix: 'Make the folder writable, close the PDF if a viewer holds it, or choose another folder with --out DIR.',
    state: 'The earlier report is as it was.',
  });
}
