/** A KPI that the models define has a name in every language, and no name is left of one that they do not. */
import { expect, test } from 'vitest';
import { languages } from '../../../pipelines/contract/languages.ts';
import { readModelFiles } from '../../../pipelines/warehouse/models.ts';
import { wordsIn } from '../../../templates/words/index.ts';

const { sql } = readModelFiles().find(({ name }) => name === 'fct_kpis')!;
const [, list = ''] = /from \(values([\s\S]*?)\) as kpis/.exec(sql)!;
const defined = [...list.matchAll(/\('(\w+)'/g)].map(([, kpi]) => kpi!);

test.each(languages)('%s names every KPI', (language) => {
  const { names } = wordsIn[language].review.kpis;
  expect(defined.length).toBeGreaterThan(20);
  expect(Object.keys(names).sort()).toEqual([...defined].sort());
});
