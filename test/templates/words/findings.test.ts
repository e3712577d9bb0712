/** Every check says what it found, in every language, by its name. */
import { expect, test } from 'vitest';
import { readModelFiles } from '../../../pipelines/warehouse/models.ts';
import { findingWords } from '../../../templates/words/findings.ts';

const checks = readModelFiles()
  .filter(({ layer }) => layer === 'checks')
  .map(({ name }) => name);

test.each(['ja', 'en'] as const)('%s: words for every check, and for none that is not there', (language) => {
  expect(Object.keys(findingWords(language).found).sort()).toEqual(checks.toSorted());
});

test('Japanese words are Japanese', () => {
  for (const found of Object.values(findingWords('ja').found)) expect(found).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});

test('a check keeps its claim and its fix in its own file, and no words of a report', () => {
  for (const { sql, purpose, fix } of readModelFiles().filter(({ layer }) => layer === 'checks')) {
    expect(purpose).toMatch(/\.$/);
    expect(fix).not.toBeNull();
    expect(sql).not.toMatch(/^-- found/m);
  }
});
