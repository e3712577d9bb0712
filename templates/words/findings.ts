/** What the checks found, in each language, by the name of the check. */
import type { Language } from '../../pipelines/contract/Contract.ts';
import en, { type CheckName } from './en/findings.ts';
import ja from './ja/findings.ts';

export type FindingWords = Omit<typeof en, 'found'> & { found: Record<CheckName, string> };

const words: Record<Language, FindingWords> = { ja, en };

export function findingWords(language: Language): FindingWords {
  return words[language];
}

/** What a check found; of one that has no words yet, its claim as it stands in the model (a test asks for the words). */
export function foundBy(check: { name: string; purpose: string }, language: Language): string {
  const { found } = words[language];
  return Object.hasOwn(found, check.name) ? found[check.name as CheckName] : check.purpose;
}
