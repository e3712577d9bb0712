/** Problems, changes, patches, backups and exclusions as a report made at its cut-off can know them. */
import { describe, expect, test } from 'vitest';
import { buildModel, type Inputs } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

// One month, 1000 to 2000, cut off at its end.
const span = {
  'run.spans': [
    { period_id: '2026-10', kind: 'month', starts_at: 1000, ends_at: 2000, as_of: 2000, opening_no: 0, closing_no: 1 },
  ],
};
const month: Inputs = {
  'run.rollups': [{ period_id: '2026-10', month_id: '2026-10' }],
  'run.periods': [{ period_id: '2026-10', ordinal: 1, starts_at: 1000, ends_at: 2000, as_of: 2000, is_reported: true }],
};
const review = {
  'contract.review': [
    {
      repeat_incidents: 3,
      capacity_limit_quarters: 2,
      problem_root_cause_within_seconds: 500,
      change_incident_window_seconds: 100,
    },
  ],
};

describe('a problem', () => {
  const version = (number: number, row: TableRow): TableRow => ({
    problem_id: 'P',
    opened_at: 1100,
    status: 'open',
    is_known_error: false,
    version: number,
    ordinal: number,
    ...row,
  });

  test.each<{ edge: string; versions: TableRow[]; expected: TableRow }>([
    {
      edge: 'resolved before the cut-off',
      versions: [version(1, { resolved_at: 1999, status: 'closed' })],
      expected: { status: 'resolved', is_open: false },
    },
    {
      edge: 'resolved at the cut-off is not known yet: what its only version says of the state is later',
      versions: [version(1, { resolved_at: 2000, root_cause_at: 1500, status: 'closed' })],
      expected: { status: 'root_cause_known', is_open: true, resolved_at: null },
    },
    {
      edge: 'a later export that tells of later things does not take the place of the earlier one',
      versions: [
        version(1, { status: 'in progress', is_known_error: true }),
        version(2, { status: 'closed', resolved_at: 2500 }),
      ],
      expected: { status: 'in progress', is_known_error: true, is_open: true },
    },
    {
      edge: 'of two exports that tell of nothing later the newer counts',
      versions: [version(1, { status: 'in progress' }), version(2, { status: 'on hold' })],
      expected: { status: 'on hold' },
    },
  ])('$edge', async ({ versions, expected }) => {
    const [found] = await buildModel('fct_problems', {
      ...span,
      ...review,
      'staging.stg_problem_versions': versions,
    });
    expect(found).toMatchObject(expected);
  });

  test('names the related tickets that had been opened by then', async () => {
    const [found] = await buildModel('fct_problems', {
      ...span,
      ...review,
      'staging.stg_problem_versions': [version(1, { related_tickets: 'T-2; T-1,T-3 T-0' })],
      'intermediate.int_tickets': [
        { ticket_no: 1, ticket_id: 'T-1', opened_at: 1200 },
        { ticket_no: 2, ticket_id: 'T-2', opened_at: 1999 },
        { ticket_no: 3, ticket_id: 'T-3', opened_at: 2000 },
      ],
    });
    expect(found!['related_tickets']).toEqual(['T-1', 'T-2']);
  });
});

describe('a change', () => {
  const version = (number: number, row: TableRow): TableRow => ({
    change_id: 'C',
    planned_start_at: 1900,
    planned_end_at: 1950,
    version: number,
    ordinal: number,
    ...row,
  });

  test.each<{ edge: string; versions: TableRow[]; expected: TableRow[] }>([
    {
      edge: 'made in time',
      versions: [version(1, { actual_start_at: 1900, actual_end_at: 1960, outcome: 'success' })],
      expected: [{ outcome: 'success', actual_end_at: 1960, overrun_seconds: 10 }],
    },
    {
      edge: 'one that ends at the cut-off belongs to the next month',
      versions: [version(1, { actual_start_at: 1900, actual_end_at: 2000, outcome: 'failed' })],
      expected: [],
    },
    {
      edge: 'planned for this month, done in the next: what this month knew is the plan',
      versions: [version(1, {}), version(2, { actual_start_at: 2100, actual_end_at: 2200, outcome: 'failed' })],
      expected: [{ outcome: null, actual_start_at: null, actual_end_at: null }],
    },
  ])('$edge', async ({ versions, expected }) => {
    const found = await buildModel('fct_changes', {
      ...span,
      ...review,
      'staging.stg_change_versions': versions,
    });
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
  });

  test('is made or not: cancelled, undecided and misspelt ones are in no rate', async () => {
    const outcomes = ['success', 'success', 'success', 'failed', 'rolled-back', 'cancelled', null, 'sucess'];
    const [found] = await buildModel('fct_change_totals', {
      'run.rollups': month['run.rollups']!,
      'marts.fct_changes': outcomes.map((outcome, index) => ({
        period_id: '2026-10',
        change_id: `C${index}`,
        kind: 'normal',
        outcome,
      })),
    });
    expect(found).toMatchObject({ total: 8, done: 5, success: 3, success_percent: '60.000' });
  });
});

test('a backup belongs to the month of its end, and a misspelt outcome is no failure', async () => {
  const run = (id: string, started: number, ended: number | null, outcome: string | null): TableRow => ({
    job_id: id,
    service_id: 'b',
    started_at: started,
    ended_at: ended,
    outcome,
  });
  const rows = await buildModel('fct_backups', {
    ...month,
    'staging.stg_backups': [
      run('over the beginning', 990, 1000, 'failed'),
      run('inside', 1500, 1600, 'success'),
      run('over the end', 1990, 2000, 'failed'),
      run('misspelt', 1500, 1600, 'sucess'),
      run('undecided', 1500, null, null),
      run('without an end', 1700, null, 'success'),
    ],
  });
  expect(rows.find(({ service_id }) => service_id === '')).toMatchObject({
    runs: 3,
    success: 2,
    success_percent: '66.666',
  });
});

test.each<{ edge: string; spans: TableRow[]; seconds: number }>([
  { edge: 'half of it inside the month', spans: [{ starts_at: 1000, ends_at: 1500 }], seconds: 500 },
  { edge: 'wholly inside maintenance, which wins: it takes nothing', spans: [], seconds: 0 },
])('an exclusion costs the seconds that it took: $edge', async ({ spans, seconds }) => {
  const [found] = await buildModel('fct_exclusions', {
    'run.rollups': month['run.rollups']!,
    'contract.exclusions': [{ exclusion_id: 'EX', target_kind: 'service', target: 's', starts_at: 500, ends_at: 1500 }],
    'contract.services': [{ service_id: 's', ordinal: 1 }],
    'intermediate.int_service_timeline': spans.map((span) => ({
      period_id: '2026-10',
      service_id: 's',
      counts_as: 'excluded',
      ...span,
    })),
  });
  expect(found!['excluded_seconds']).toBe(seconds);
});

describe('times of incidents, each computed again from the raw rows', () => {
  const middle = (sorted: number[]): number => {
    const at = sorted.length / 2;
    return sorted.length % 2 === 1 ? sorted[Math.floor(at)]! : (sorted[at - 1]! + sorted[at]!) / 2;
  };
  test.each<{ edge: string; seconds: number[] }>([
    { edge: 'two cases of 10 minutes and 10 hours', seconds: [600, 36_000] },
    { edge: 'an odd number', seconds: [5, 1, 9] },
    { edge: 'half a second', seconds: [10, 11] },
    { edge: 'ten cases', seconds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 100] },
  ])('$edge', async ({ seconds }) => {
    const incidents = seconds.map((taken, index) => ({
      period_id: '2026-10',
      ticket_id: `T${index}`,
      severity: 'high',
      severity_rank: 1,
      reopenings: 0,
      is_opened_in_period: true,
      is_responded_in_period: true,
      is_recovered_in_period: true,
      is_resolved_in_period: true,
      acknowledge_seconds: taken,
      recover_seconds: taken * 3,
    }));
    const [found] = await buildModel('fct_incident_totals', {
      'run.rollups': month['run.rollups']!,
      'intermediate.int_incidents': incidents,
    });
    const sorted = seconds.toSorted((a, b) => a - b);
    expect(found).toMatchObject({
      mtta_median_seconds: Math.floor(middle(sorted)),
      mtta_median_twice: middle(sorted) * 2,
      mttr_median_seconds: Math.floor(middle(sorted) * 3),
      mtta_p90_seconds: sorted[Math.ceil(sorted.length * 0.9) - 1],
      mttr_seconds: Math.floor((seconds.reduce((sum, each) => sum + each, 0) * 3) / seconds.length),
    });
  });
});
