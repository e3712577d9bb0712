/**
 * A workspace to start from: the files of fixtures/start/.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SlaError } from '../errors.ts';
import { packageRoot } from '../packageRoot.ts';

/** Copies the starting contract, sources and words into an empty or new folder; returns the files written. */
export function startWorkspace(folder: string): string[] {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).some((name) => !name.startsWith('.'))) {
    throw new SlaError({
      what: 'The folder is not empty.',
      where: target,
      fix: 'Name a new folder, for example: sla init acme',
      state: 'Nothing was written.',
    });
  }
  mkdirSync(join(target, 'exports'), { recursive: true });
  mkdirSync(join(target, 'commentary'), { recursive: true });
  cpSync(join(packageRoot(), 'fixtures', 'start'), target, { recursive: true });
  return readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
