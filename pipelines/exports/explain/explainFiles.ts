/**
 * Looks at files without loading them and proposes how to read each.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { readContract } from '../../contract/readContract.ts';
import { SlaError } from '../../errors.ts';
import { type Explanation, explainFile, renderExplanation } from './explain.ts';
import { openPlaces } from './propose.ts';
import type { Agreement } from './proposeTable.ts';
import { writeEntry } from './writeEntry.ts';

/**
 * @param files as they are typed: seen from where the user stands, from the workspace, or from its exports/
 * @throws SlaError for files that are not there.
 */
export async function explainFiles(workspace: string, files: readonly string[]): Promise<Explanation[]> {
  if (files.length === 0) {
    throw new SlaError({
      what: 'Nothing says which file to explain.',
      fix: 'Name it: sla load --explain exports/2026-10/export.csv',
      state: 'Nothing was loaded.',
    });
  }
  const agreement = agreementOf(workspace);
  const explanations: Explanation[] = [];
  for (const file of files) {
    const path = pathOf(workspace, file);
    const name = relative(resolve(workspace), path).split(sep).join('/');
    explanations.push(await explainFile(path, name.startsWith('exports/') ? name : undefined, agreement));
  }
  return explanations;
}

function pathOf(workspace: string, file: string): string {
  const places = [resolve(file), resolve(workspace, file), resolve(workspace, 'exports', file)];
  const found = places.find((path) => existsSync(path) && statSync(path).isFile());
  if (found !== undefined) return found;
  throw new SlaError({
    what: existsSync(resolve(file)) ? 'This is no file.' : 'There is no such file.',
    where: file,
    fix: `Name a file that exists, for example: sla load --explain ${join(relative('', workspace), 'exports', 'export.csv')}`,
    state: 'Nothing was loaded.',
  });
}

/** What the contract names; null where there is none yet, or none that can be read: a proposal does not need it. */
function agreementOf(workspace: string): Agreement | null {
  try {
    const { services, terms, sites } = readContract(workspace);
    return {
      services: services.map(({ id }) => id),
      names: new Map(
        services.flatMap(({ id, name }) => Object.values(name).map((text): [string, string] => [text, id])),
      ),
      severities: [...new Set(terms.flatMap(({ severities }) => severities.map(({ name }) => name)))],
      site: sites[0]?.id ?? 'tokyo',
    };
  } catch (error) {
    if (error instanceof SlaError) return null;
    throw error;
  }
}

/**
 * Shows what is proposed for each file, and puts it into sources.yaml where that is asked for.
 *
 * @returns 1 where something is left to a person: a "?", or a file for which nothing can be proposed.
 */
export async function explainAndWrite(
  workspace: string,
  files: readonly string[],
  { isExplained, isWritten }: { isExplained: boolean; isWritten: boolean },
  say: (text: string) => void,
  tell: (text: string) => void,
): Promise<0 | 1> {
  if (!isExplained)
    throw new SlaError({
      what: '--write writes what --explain proposes.',
      fix: 'Write both: sla load --explain --write exports/2026-10/export.csv',
      state: 'Nothing was loaded.',
    });
  let isOpen = false;
  for (const explanation of await explainFiles(workspace, files)) {
    say(renderExplanation(explanation));
    if (!isWritten || explanation.entry.length === 0) continue;
    writeEntry(workspace, explanation.entry, explanation.unsure);
    const places = openPlaces(explanation.entry);
    isOpen ||= places > 0;
    tell(
      places === 0
        ? 'Written into sources.yaml. Now run: sla load'
        : `Written into sources.yaml. Replace the "?" there (${places}): until then nothing is loaded.`,
    );
  }
  return isWritten && isOpen ? 1 : 0;
}
