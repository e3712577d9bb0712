/**
 * Looks at files without loading them and proposes how to read each.
 */
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { SlaError } from '../../errors.ts';
import { explainFile, renderExplanation } from './explain.ts';

/** Texts to paste into sources.yaml, with what they are unsure of. @throws SlaError for files that are not there. */
export async function explainFiles(workspace: string, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) {
    throw new SlaError({
      what: 'Nothing says which file to explain.',
      fix: 'Name it: sla load --explain exports/2026-10/export.csv',
      state: 'Nothing was loaded.',
    });
  }
  const texts: string[] = [];
  for (const file of files) {
    const path = resolve(file);
    if (!existsSync(path))
      throw new SlaError({
        what: 'There is no such file.',
        where: file,
        fix: 'Name a file that exists.',
        state: 'Nothing was loaded.',
      });
    const name = relative(resolve(workspace), path).split(sep).join('/');
    texts.push(renderExplanation(await (name.startsWith('..') ? explainFile(path) : explainFile(path, name))));
  }
  return texts;
}
