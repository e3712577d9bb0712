/**
 * Which languages there are, and texts in all of them.
 *
 * A language is there because its words are: the list is that of templates/words/languages.ts.
 */
import { languageFiles } from '../../templates/words/languages.ts';

export type Language = keyof typeof languageFiles;

/** A text in every language. */
export type LocalText = Record<Language, string>;

/** What a contract that names no language means. */
export const firstLanguage = 'ja' satisfies Language;

/** Stands in for a language that somebody did not write in. */
const commonLanguage = 'en' satisfies Language;

export const languages = Object.keys(languageFiles) as Language[];

/** Languages that a client's text is written in where it is not one text for all; it may be written in more. */
export const askedLanguages: readonly Language[] = [firstLanguage, commonLanguage];

/** The same in every language, each in its own words. */
export function inEachLanguage<Said = string>(say: (language: Language) => Said): Record<Language, Said> {
  return Object.fromEntries(languages.map((language) => [language, say(language)])) as Record<Language, Said>;
}

/** A text that is the same in all: an id, a name that has no other form. */
export function inAnyLanguage(text: string): LocalText {
  return inEachLanguage(() => text);
}

/** A text as somebody wrote it: one for all languages, or one each. */
export function localText(written: string | WrittenText): LocalText {
  return typeof written === 'string'
    ? inAnyLanguage(written)
    : inEachLanguage((language) => written[language] ?? written[commonLanguage]);
}

/** A text as somebody wrote it in some languages. */
export type WrittenText = Partial<LocalText> & Pick<LocalText, typeof commonLanguage>;
