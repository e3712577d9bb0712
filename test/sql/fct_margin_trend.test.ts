/** How narrowly promises were kept: the median and the worst tenth of what was left, worked by hand. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

interface Margin {
  severity?: string;
  measure?: string;
  /** Of 1,000 s allowed, unless said. */
  left: number;
  allowed?: number;
  near?: boolean;
}

async function trendOf(margins: readonly Margin[]) {
  const rows = await buildModel('fct_margin_trend', {
    'marts.fct_margins': margins.map(
      ({ severity = 'high', measure = 'restore', left, allowed = 1000, near = false }, index) => ({
        ...{ period_id: '2026-10', ticket_id: `T-${index}`, measure, cycle: 1, severity, severity_rank: 1 },
        ...{ margin_seconds: left, allowed_seconds: allowed, is_near: near },
      }),
    ),
  });
  const said = rows.map((row) => [
    `${row['severity']} ${row['measure']}`.trim(),
    ...['kept', 'near', 'median_percent', 'worst_tenth_percent'].map((key) => row[key]),
  ]);
  return said.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

const tens = (count: number): Margin[] => Array.from({ length: count }, (_, index) => ({ left: (index + 1) * 10 }));

test.each<{ edge: string; margins: Margin[]; all: unknown[] }>([
  { edge: 'one: it is all', margins: [{ left: 250 }], all: [1, 0, '25.000', '25.000'] },
  { edge: 'nothing left', margins: [{ left: 0, near: true }], all: [1, 1, '0.000', '0.000'] },
  { edge: 'nothing was allowed', margins: [{ left: 0, allowed: 0, near: true }], all: [1, 1, '0.000', '0.000'] },
  {
    edge: 'two: the mean of both, the lesser',
    margins: [{ left: 100 }, { left: 300 }],
    all: [2, 0, '20.000', '10.000'],
  },
  { edge: 'ten: the least is the worst tenth', margins: tens(10), all: [10, 0, '5.500', '1.000'] },
  { edge: 'eleven: the second least, of two in eleven', margins: tens(11), all: [11, 0, '6.000', '2.000'] },
  { edge: 'thirty: the third', margins: tens(30), all: [30, 0, '15.500', '3.000'] },
  {
    edge: 'floored, each and their mean: 33.333 and 33.334 are 33.333',
    margins: [
      { left: 1, allowed: 3 },
      { left: 33_334, allowed: 100_000 },
    ],
    all: [2, 0, '33.333', '33.333'],
  },
  {
    edge: 'a share, not seconds: a minute of an hour is less than an hour of a day',
    margins: [
      { left: 60, allowed: 3600 },
      { left: 3600, allowed: 86_400 },
      { left: 43_200, allowed: 86_400 },
    ],
    all: [3, 0, '4.166', '1.666'],
  },
])('$edge', async ({ margins, all }) => {
  expect(await trendOf(margins)).toEqual([
    ['', ...all],
    ['high restore', ...all],
  ]);
});

test('each promise for itself, and all of them together', async () => {
  const found = await trendOf([
    { severity: 'critical', measure: 'respond', left: 900 },
    { severity: 'high', measure: 'respond', left: 500 },
    { severity: 'high', measure: 'restore', left: 10, near: true },
    { severity: 'high', measure: 'restore', left: 30, near: true },
  ]);
  expect(found).toEqual([
    ['', 4, 2, '26.500', '1.000'],
    ['critical respond', 1, 0, '90.000', '90.000'],
    ['high respond', 1, 0, '50.000', '50.000'],
    ['high restore', 2, 2, '2.000', '1.000'],
  ]);
});

test('nothing was kept: no row, and so no figure', async () => {
  expect(await trendOf([])).toEqual([]);
});
