/** Why seconds of an outage do not count, as the period that is looked at has it: a month's end is no end of its quarter. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

const half = { service_id: 'web', started_at: 100, is_ongoing: false, total_seconds: 60 };
const rollups = [
  { period_id: '2026-08', month_id: '2026-08' },
  { period_id: '2026-09', month_id: '2026-09' },
  { period_id: '2026-Q3', month_id: '2026-08' },
  { period_id: '2026-Q3', month_id: '2026-09' },
];
const month = (id: string, counted: number, quarter: number, because: string | null) => ({
  ...half,
  period_id: id,
  ended_at: 160,
  counted_seconds: counted,
  quarter_counted_seconds: quarter,
  not_counted_because: because,
});

test.each([
  {
    edge: 'half in each month: each says outside, the quarter counts the whole',
    months: [month('2026-08', 20, 20, 'outside'), month('2026-09', 40, 40, 'outside')],
    is: [20, 'outside', 40, 'outside', 60, null],
  },
  {
    edge: 'one half in maintenance: the quarter says maintenance',
    months: [month('2026-08', 0, 0, 'maintenance'), month('2026-09', 40, 40, 'outside')],
    is: [0, 'maintenance', 40, 'outside', 40, 'maintenance'],
  },
  {
    edge: 'too short for each month, long enough as the whole that it is',
    months: [month('2026-08', 0, 20, 'short'), month('2026-09', 0, 40, 'short')],
    is: [0, 'short', 0, 'short', 60, null],
  },
  {
    edge: 'begun before the quarter: outside of that as well',
    months: [month('2026-08', 20, 20, 'outside')],
    is: [20, 'outside', 20, 'outside'],
  },
])('$edge', async ({ months, is }) => {
  const rows = await buildModel('fct_review_outages', { 'run.rollups': rollups, 'marts.fct_outages': months });
  expect(rows.flatMap((row) => [row['counted_seconds'], row['not_counted_because']])).toEqual(is);
});
