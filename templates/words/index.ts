/** The words of each language, by its code. */
import type { Language } from '../../pipelines/contract/Contract.ts';
import type { LanguageWords } from './LanguageWords.ts';
import * as known from './languages.ts';

/** All that is said in a language. */
export const wordsIn: Record<Language, LanguageWords> = known;
