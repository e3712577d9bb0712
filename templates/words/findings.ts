/** What the checks found, in each language, by the name of the check. */
import type { Language } from '../../pipelines/contract/Contract.ts';
import type en from './en/findings.ts';
import type { CheckName } from './en/findings.ts';
import { wordsIn } from './index.ts';

export type FindingWords = Omit<typeof en, 'found'> & { found: Record<CheckName, string> };

/** What a check found; of one that has no words yet, its claim as it stands in the model (a test asks for the words). */
export function foundBy(check: { name: string; purpose: string }, language: Language): string {
  const { found } = wordsIn[language].findings;
  return Object.hasOwn(found, check.name) ? found[check.name as CheckName] : check.purpose;
}
