import { expect, test } from 'vitest';
import { localText } from '../../pipelines/contract/languages.ts';
import { readActions } from '../../pipelines/contract/readActions.ts';
import { noCommentary } from '../../pipelines/contract/readCommentary.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { contractWith } from '../reference/build.ts';
import { buildModel } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

const action = (isEarlier: boolean, title: string, status: string | null, more: TableRow = {}): TableRow => ({
  period_id: isEarlier ? '2026-Q2' : '2026-Q3',
  is_earlier: isEarlier,
  kind: 'action',
  ordinal: 1,
  title_key: title,
  title_ja: title,
  title_en: title,
  due: '2026-09-30',
  status,
  ...more,
});

/** The quarter ends with 30 September; `asOf` is in days after 1 September. */
async function followUp(actions: TableRow[], asOf = 30) {
  const day = 86_400;
  const rows = await buildModel('fct_review_actions', {
    'run.period': [{ period_id: '2026-Q3', kind: 'quarter', starts_at: 0, ends_at: 30 * day, as_of: asOf * day }],
    'run.rollups': [{ period_id: '2026-Q3', month_id: '2026-09' }],
    'run.days': Array.from({ length: 30 }, (_, index) => ({
      period_id: '2026-09',
      local_date: `2026-09-${String(index + 1).padStart(2, '0')}`,
      starts_at: index * day,
      ends_at: (index + 1) * day,
    })),
    'contract.actions': actions,
  });
  return rows.map(({ title_ja, outcome, is_new }) => [title_ja, outcome, is_new]);
}

test.each([
  { name: 'done', now: action(false, 'a', 'done'), outcome: 'done' },
  { name: 'dropped', now: action(false, 'a', 'dropped'), outcome: 'dropped' },
  { name: 'late, as written', now: action(false, 'a', 'late'), outcome: 'late' },
  { name: 'open, due on the last day of the quarter', now: action(false, 'a', 'open'), outcome: 'late' },
  { name: 'open, due after it', now: action(false, 'a', 'open', { due: '2026-10-01' }), outcome: 'open' },
  { name: 'open, without a date', now: action(false, 'a', 'open', { due: null }), outcome: 'late' },
  { name: 'not mentioned', now: null, outcome: 'unreported' },
])('an action agreed last quarter: $name', async ({ now, outcome }) => {
  expect(await followUp([action(true, 'a', 'open'), ...(now ? [now] : [])])).toEqual([['a', outcome, false]]);
});

test('what was done or dropped before is not asked for again; a proposal is', async () => {
  const earlier = [
    action(true, 'done', 'done'),
    action(true, 'dropped', 'dropped'),
    action(true, 'late', 'late'),
    action(true, 'proposal', 'open', { kind: 'improvement' }),
  ];
  expect(await followUp(earlier)).toEqual([
    ['late', 'unreported', false],
    ['proposal', 'unreported', false],
  ]);
});

test('an action that is due on a day that is not over yet is open', async () => {
  expect(await followUp([action(true, 'a', 'open'), action(false, 'a', 'open')], 29.5)).toEqual([['a', 'open', false]]);
});

test('a new action stands at the end', async () => {
  expect(await followUp([action(false, 'new', 'open', { due: null }), action(true, 'old', 'open')])).toEqual([
    ['old', 'unreported', false],
    ['new', 'open', true],
  ]);
});

test('titles match without regard to spaces and width', () => {
  const words = (title: string) => ({
    ...noCommentary,
    actions: [
      {
        title: localText({ ja: title, en: 'x' }),
        why: null,
        owner: null,
        due: null,
        status: 'open' as const,
        reason: null,
      },
    ],
  });
  const contract = contractWith();
  const keyOf = (title: string) =>
    readActions('/nowhere', parsePeriod('2026-Q3', contract.timezone), words(title), contract)[0]?.[4];
  expect(keyOf('SAP アドオンの改修')).toBe(keyOf('ＳＡＰアドオンの改修'));
  expect(keyOf('SAP アドオンの改修')).not.toBe(keyOf('CRM アドオンの改修'));
});
