/** One incident, reopened at noon on 5 October; October's report is being made. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

const at = (text: string) => Date.parse(`2026-${text}Z`) / 1000;
const october = { period_starts_at: at('10-01T00:00'), period_ends_at: at('11-01T00:00'), as_of: at('11-01T00:00') };

test.each([
  {
    name: 'resolved in September, reopened in October',
    resolved: '09-29T10:00',
    reopened: '10-05T12:00',
    reported: true,
  },
  { name: 'resolved and reopened in October', resolved: '10-02T10:00', reopened: '10-05T12:00', reported: false },
  {
    name: 'resolved at the first instant of October',
    resolved: '10-01T00:00',
    reopened: '10-05T12:00',
    reported: false,
  },
  { name: 'reopened in September already', resolved: '09-10T10:00', reopened: '09-20T12:00', reported: false },
  {
    name: 'reopened at the first instant of November',
    resolved: '09-29T10:00',
    reopened: '11-01T00:00',
    reported: false,
  },
])('a reopening after the report: $name', async ({ resolved, reopened, reported }) => {
  const [row] = await buildModel('int_ticket_status', {
    'run.periods': [{ period_id: '2026-10', ordinal: 1, starts_at: october.period_starts_at, as_of: october.as_of }],
    'intermediate.int_ticket_periods': [{ period_id: '2026-10', ordinal: 1, ticket_no: 1, ...october }],
    'intermediate.int_ticket_segments': [
      {
        life_no: 1,
        segment_no: 1,
        starts_at: at('09-01T09:00'),
        reopened_at: at(reopened),
        resolved_at: at(resolved),
      },
      { life_no: 1, segment_no: 2, starts_at: at(reopened) },
    ],
    'intermediate.int_tickets': [
      {
        ticket_no: 1,
        ticket_id: 'T-1',
        type: 'incident',
        opened_at: at('09-01T09:00'),
        has_severity_changes: false,
        is_cancelled: false,
      },
    ],
  });
  expect(row?.['is_reopened_after_report']).toBe(reported);
});
