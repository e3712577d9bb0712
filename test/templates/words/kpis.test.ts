/** A KPI that the models define has a name in every language, and no name is left of one that they do not. */
import { expect, test } from 'vitest';
import { readModelFiles } from '../../../pipelines/warehouse/models.ts';
import reviewEn from '../../../templates/words/reviewEn.ts';
import reviewJa from '../../../templates/words/reviewJa.ts';

const { sql } = readModelFiles().find(({ name }) => name === 'fct_kpis')!;
const [, list = ''] = /from \(values([\s\S]*?)\) as kpis/.exec(sql)!;
const defined = [...list.matchAll(/\('(\w+)'/g)].map(([, kpi]) => kpi!);

test.each(Object.entries({ ja: reviewJa, en: reviewEn }))('%s names every KPI', (_, { kpis: { names } }) => {
  expect(defined.length).toBeGreaterThan(20);
  expect(Object.keys(names).sort()).toEqual([...defined].sort());
});
