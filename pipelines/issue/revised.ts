/** A line of the history of revisions, which a manifest keeps in every language. */
import { wordsIn } from '../../templates/words/index.ts';
import type { RevisionWords } from '../../templates/words/ja/revisions.ts';
import { inEachLanguage, type Language, type LocalText } from '../contract/languages.ts';

/** What was changed, as each language says it. */
export function revised(say: (words: RevisionWords, language: Language) => string): LocalText {
  return inEachLanguage((language) => say(wordsIn[language].revisions, language));
}

/** What a language is called in another: `Japanese`. */
export function nameOfLanguage(language: Language, named: Language): string {
  return new Intl.DisplayNames([wordsIn[language].locale], { type: 'language' }).of(named) ?? named;
}
