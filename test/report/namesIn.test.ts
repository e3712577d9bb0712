/** Names of exports and commentary in the reader's language, as the agreement lists them. */
import { expect, test } from 'vitest';
import type { Contract, Language } from '../../pipelines/contract/Contract.ts';
import { namesIn } from '../../pipelines/report/namesIn.ts';
import { readReport } from '../../pipelines/report/readReport.ts';
import { renderMonthly } from '../../templates/monthly.ts';
import { copyForFile, runOf } from '../audit/runs.ts';
import { readPdf } from '../templates/readPdf.ts';

const names = { ネットワーク: { en: 'Network' }, 'Kim, S.': { ja: '金 昭和' } };

test.each([
  { edge: 'a category', model: { category: 'ネットワーク' }, en: { category: 'Network' } },
  { edge: 'the rows of a list', model: [{ owner: 'ネットワーク' }], en: [{ owner: 'Network' }] },
  { edge: 'a name with no entry', model: { category: '性能' }, en: { category: '性能' } },
  { edge: 'a name with an entry in another language alone', model: { owner: 'Kim, S.' }, en: { owner: 'Kim, S.' } },
  { edge: 'a title that is spelt like a name', model: { title: 'ネットワーク' }, en: { title: 'ネットワーク' } },
  { edge: 'a part of a name', model: { category: 'ネットワーク障害' }, en: { category: 'ネットワーク障害' } },
  {
    edge: 'what is called like what every object has',
    model: { category: 'constructor' },
    en: { category: 'constructor' },
  },
  { edge: 'no value, numbers, dates', model: { category: null, count: 3 }, en: { category: null, count: 3 } },
])('$edge', ({ model, en }) => {
  expect(namesIn<unknown>(model, names, 'en')).toEqual(en);
});

test('the pages have them, and nothing else changes on them', async () => {
  const run = await runOf(copyForFile('scenarios/by-hand'), '2026-10');
  const issue = { state: 'draft', version: '1.0', issuedAt: null, issuedBy: null, revisions: [] } as const;
  const pages = async (language: Language, listed: Contract['names']) => {
    const model = await readReport({ ...run, contract: { ...run.contract, names: listed } }, issue, language);
    return (await readPdf((await renderMonthly(model)).pdf)).pages.join('').replaceAll(/\s/g, '');
  };
  const listed = { 情報システム部長: { en: 'Head of IT' } };
  const [before, after] = [await pages('en', {}), await pages('en', listed)];
  expect(before).toContain('情報システム部長');
  expect(after).toBe(before.replaceAll('情報システム部長', 'HeadofIT'));
  expect(await pages('ja', listed)).toBe(await pages('ja', {}));
});
