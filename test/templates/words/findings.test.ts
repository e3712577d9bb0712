/** Every check says what it found, in every language, by its name. */
import { expect, test } from 'vitest';
import { languages } from '../../../pipelines/contract/languages.ts';
import { readModelFiles } from '../../../pipelines/warehouse/models.ts';
import { wordsIn } from '../../../templates/words/index.ts';

const checks = readModelFiles()
  .filter(({ layer }) => layer === 'checks')
  .map(({ name }) => name);

test.each(languages)('%s: words for every check, and for none that is not there', (language) => {
  expect(Object.keys(wordsIn[language].findings.found).sort()).toEqual(checks.toSorted());
});

test('Japanese words are Japanese', () => {
  for (const found of Object.values(wordsIn.ja.findings.found)) expect(found).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});

test('a check keeps its claim and its fix in its own file, and no words of a report', () => {
  for (const { sql, purpose, fix } of readModelFiles().filter(({ layer }) => layer === 'checks')) {
    expect(purpose).toMatch(/\.$/);
    expect(fix).not.toBeNull();
    expect(sql).not.toMatch(/^-- found/m);
  }
});
