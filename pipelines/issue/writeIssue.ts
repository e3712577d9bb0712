/**
 * Puts the files of a report into place: all beside their places first, so that a failure changes nothing that stands.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SlaError } from '../errors.ts';

/** A folder beside the report's own, in which the new files are made; remove it when something fails. */
export function stage(folder: string, suffix: 'writing' | 'issuing'): string {
  const staging = `${folder}.${suffix}`;
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
  return staging;
}

/** Writes one staged file. */
export function put(staging: string, file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(staging, file)), { recursive: true });
  writeFileSync(join(staging, file), content);
}

/** Moves the files of a draft into place, over those of the draft before. */
export function publishDraft(staging: string, folder: string): void {
  try {
    for (const file of filesBelow(staging)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      renameSync(join(staging, file), join(folder, file));
    }
    rmSync(staging, { recursive: true, force: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Takes away what drafts left in the folder of a report, now that it is issued. */
export function removeDraft(folder: string, files: readonly string[]): void {
  for (const file of files) rmSync(join(folder, file), { force: true });
  for (const name of ['draft.json', 'draft']) rmSync(join(folder, name), { recursive: true, force: true });
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (/^(monthly|quarterly)\.draft\.[a-z]+\.(pdf|pptx)$/.test(name)) rmSync(join(folder, name));
}

/** Moves the files of an issued version into `v<version>/`, where they stay as they are. */
export function keep(folder: string, version: string, files: readonly string[]): void {
  for (const file of files) {
    const target = join(folder, `v${version}`, file);
    if (existsSync(target) || !existsSync(join(folder, file))) continue;
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, file), target);
  }
}

/**
 * Puts issued files into place, each only where no file stands: an issued file is never overwritten.
 *
 * @throws SlaError naming a file that stands in the way
 */
export function placeIssued(staging: string, folder: string): void {
  for (const file of filesBelow(staging)) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    placeNew(join(staging, file), target);
  }
  rmSync(staging, { recursive: true, force: true });
}

/** Files that stand where issued ones would go. */
export function inTheWay(staging: string, folder: string, leaving: readonly string[]): string[] {
  return filesBelow(staging).filter((file) => !leaving.includes(file) && existsSync(join(folder, file)));
}

function placeNew(from: string, target: string): void {
  try {
    linkSync(from, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Put there by a run that was interrupted: the same file.
    if (code === 'EEXIST' && statSync(from).ino === statSync(target).ino) return;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    // A file system without links.
    copyFileSync(from, target, constants.COPYFILE_EXCL);
  }
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

export function unwritable(folder: string, error: unknown): SlaError {
  return new SlaError({
    what: `The report cannot be written: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    where: folder,
    fix: 'Make the folder writable and the disk less full, close the PDF if a viewer holds it, or choose another folder with --out DIR.',
    state: 'The earlier report is as it was.',
  });
}
