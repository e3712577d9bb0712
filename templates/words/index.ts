/** The words of each language, by its code. */
import { type Language, languages } from '../../pipelines/contract/languages.ts';
import type { LanguageWords } from './LanguageWords.ts';
import { languageFiles } from './languages.ts';

const read = async (language: Language) => [language, (await languageFiles[language]()).default] as const;

/** All that is said in a language. */
export const wordsIn = Object.fromEntries(await Promise.all(languages.map(read))) as Record<Language, LanguageWords>;
