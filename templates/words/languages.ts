/** The languages that reports are written in: the code of each and the file of its words, which is read where words are needed. */
import type { LanguageWords } from './LanguageWords.ts';

export const languageFiles = {
  ja: () => import('./ja.ts'),
  en: () => import('./en.ts'),
} satisfies Record<string, () => Promise<{ default: LanguageWords }>>;
