/** Every incident that was cancelled or a duplicate is listed once, in the period in which it was left out. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

const span = (period_id: string, starts_at: number, ends_at: number, as_of = ends_at) => ({
  period_id,
  starts_at,
  ends_at,
  as_of,
});
const incident = (ticket_id: string, left_out_at: number | null, more: object = {}) => ({
  ticket_id,
  type: 'incident',
  is_cancelled: true,
  left_out_at,
  ...more,
});

test('with SLA measures and without', async () => {
  const rows = await buildModel('fct_left_out', {
    'run.spans': [span('2026-09', 0, 100), span('2026-10', 100, 200, 150)],
    'marts.fct_counted_measures': [
      {
        period_id: '2026-09',
        ticket_id: 'measured',
        verdict: 'excluded',
        left_out_because: 'cancelled',
        is_counted: true,
      },
      {
        period_id: '2026-10',
        ticket_id: 'measured',
        verdict: 'excluded',
        left_out_because: 'cancelled',
        is_counted: false,
      },
    ],
    'intermediate.int_tickets': [
      incident('measured', 50),
      incident('low', 50),
      incident('low duplicate', 120, { is_cancelled: false }),
      incident('after the cut-off', 160),
      incident('request', 50, { type: 'request' }),
      incident('never left out', null),
    ],
  });
  expect(rows.map((row) => [row['period_id'], row['ticket_id'], row['left_out_because'], row['is_counted']])).toEqual([
    ['2026-09', 'low', 'cancelled', true],
    ['2026-09', 'measured', 'cancelled', true],
    ['2026-10', 'low duplicate', 'duplicate', true],
    ['2026-10', 'measured', 'cancelled', false],
  ]);
});
