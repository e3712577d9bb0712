import { expect, test } from 'vitest';
import { buildModel, type Inputs } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

const month = (ordinal: number): string => `2026-${String(ordinal + 3).padStart(2, '0')}`;
const day = 86_400;

/** Six months of 30 days each, April to September; the last is the period looked at. */
const periods: TableRow[] = [1, 2, 3, 4, 5, 6].map((ordinal) => ({
  period_id: month(ordinal),
  ordinal,
  starts_at: (ordinal - 1) * 30 * day,
  ends_at: ordinal * 30 * day,
  as_of: ordinal * 30 * day,
  is_reported: ordinal > 3,
}));
const quarter: Inputs = {
  'run.periods': periods,
  'run.rollups': [4, 5, 6].map((ordinal) => ({ period_id: '2026-Q3', month_id: month(ordinal) })),
};
const review = (repeats = 3): TableRow[] => [
  {
    repeat_incidents: repeats,
    capacity_limit_quarters: 2,
    problem_root_cause_within_seconds: 30 * day,
    change_incident_window_seconds: day,
  },
];

/** So many incidents of a service and category, opened in a month. */
function opened(ordinal: number, count: number, prefix = 'T'): TableRow[] {
  return Array.from({ length: count }, (_, index) => ({
    period_id: month(ordinal),
    ticket_id: `${prefix}-${ordinal}-${index}`,
    service_id: 'sap',
    category: 'batch',
    opened_at: (ordinal - 1) * 30 * day + index,
    is_opened_in_period: true,
  }));
}

test.each([
  { name: 'two in the quarter', incidents: opened(4, 2), found: [] },
  { name: 'three in one month', incidents: opened(5, 3), found: [[3, 0]] },
  { name: 'three over three months', incidents: [4, 5, 6].flatMap((ordinal) => opened(ordinal, 1)), found: [[3, 0]] },
  { name: 'two now and one before the quarter', incidents: [...opened(3, 1), ...opened(4, 2)], found: [] },
  { name: 'three now and four before', incidents: [...opened(2, 4), ...opened(6, 3)], found: [[3, 4]] },
])('a repeat is three in a quarter: $name', async ({ incidents, found }) => {
  const rows = await buildModel('fct_review_repeats', {
    ...quarter,
    'intermediate.int_incidents': incidents,
    'contract.review': review(),
  });
  expect(rows.map((row) => [row['incidents'], row['incidents_before']])).toEqual(found);
});

test('a problem record that names one of the incidents is found', async () => {
  const [row] = await buildModel('fct_review_repeats', {
    ...quarter,
    'intermediate.int_incidents': opened(5, 3),
    'contract.review': review(),
    'marts.fct_review_causes': [
      { period_id: '2026-Q3', ticket_id: 'T-5-1', cause: 'PRB-1', title: 'p', kind: 'problem' },
    ],
  });
  expect(row).toMatchObject({ problem_id: 'PRB-1' });
});

async function proposals(inputs: Inputs) {
  return await buildModel('fct_improvement_proposals', { ...quarter, 'contract.review': review(), ...inputs });
}

test('of repeats a breach weighs more than any downtime, and downtime more than their number', async () => {
  const repeat = (category: string, breached: number, down: number, incidents: number): TableRow => ({
    ...{ period_id: '2026-Q3', service_id: 'sap', category, incidents, incidents_before: 0 },
    ...{ breached_tickets: breached, down_seconds: down, problem_id: null, ticket_ids: [] },
  });
  const rows = await proposals({
    'marts.fct_review_repeats': [
      repeat('often', 0, 3600, 900),
      // Two days short of a month: more than fits beside the breaches in one number.
      repeat('down', 0, 28 * day, 3),
      repeat('breached', 1, 0, 3),
      repeat('longer', 0, 3601, 3),
    ],
  });
  const inOrder = [...rows].sort((a, b) => Number(a['ordinal']) - Number(b['ordinal']));
  expect(inOrder.map((row) => row['category'])).toEqual(['breached', 'down', 'longer', 'often']);
});

test.each([
  { name: 'without a problem record', problem: null, found: 1 },
  { name: 'with one', problem: 'PRB-1', found: 0 },
])('repeats $name: $found proposals', async ({ problem, found }) => {
  const rows = await proposals({
    'marts.fct_review_repeats': [
      {
        period_id: '2026-Q3',
        service_id: 'sap',
        category: 'batch',
        incidents: 3,
        incidents_before: 0,
        breached_tickets: 0,
        down_seconds: 0,
        problem_id: problem,
      },
    ],
  });
  expect(rows).toHaveLength(found);
});

/** Incidents of a site, recovered in a month after so many seconds each. */
function recovered(ordinal: number, count: number, seconds: number): TableRow[] {
  return Array.from({ length: count }, (_, index) => ({
    period_id: month(ordinal),
    ticket_id: `${ordinal}-${index}`,
    site_id: 'singapore',
    recover_seconds: seconds,
    is_recovered_in_period: true,
  }));
}

test.each([
  { name: 'exactly 1.5 times', before: 100, now: 150, cases: 10, found: 0 },
  { name: 'a second more', before: 100, now: 151, cases: 10, found: 1 },
  { name: 'nine cases are too few', before: 100, now: 300, cases: 9, found: 0 },
  { name: 'faster than before', before: 300, now: 100, cases: 20, found: 0 },
])('a site drifts: $name', async ({ before, now, cases, found }) => {
  const rows = await proposals({
    'intermediate.int_incidents': [...recovered(2, 10, before), ...recovered(5, cases, now)],
  });
  expect(rows.filter(({ rule }) => rule === 'site_drift')).toHaveLength(found);
});

test.each([
  { status: 'action', found: 1 },
  { status: 'attention', found: 0 },
  { status: 'good', found: 0 },
])('capacity whose state is $status: $found proposals', async ({ status, found }) => {
  const rows = await proposals({
    'marts.fct_capacity': [
      { period_id: '2026-Q3', service_id: 'db', resource: 'disk', used_percent: '84.000', reaches_limit_at: 1, status },
    ],
  });
  expect(rows.filter(({ rule }) => rule === 'capacity')).toHaveLength(found);
});

test('patches past due are one proposal a service; those applied late are none', async () => {
  const patch = (asset: string, isOpen: boolean, row: number): TableRow => ({
    period_id: '2026-Q3',
    asset_id: asset,
    service_id: 'db',
    due_at: row,
    is_open: isOpen,
    _load: 1,
    _row: row,
  });
  const rows = await proposals({
    'marts.fct_patches': [patch('b', true, 1), patch('a', true, 2), patch('late', false, 3)],
  });
  expect(rows.map(({ rule, cases, examples }) => [rule, cases, examples])).toEqual([['patches', 2, ['b', 'a']]]);
});

test.each([
  { name: 'on the last day', openedAt: 180 * day - 30 * day, found: 0 },
  { name: 'a second past it', openedAt: 180 * day - 30 * day - 1, found: 1 },
])('a root cause that is not known $name of 30: $found proposals', async ({ openedAt, found }) => {
  const rows = await proposals({
    'marts.fct_problems': [
      {
        period_id: '2026-Q3',
        problem_id: 'PRB-1',
        title: 'p',
        opened_at: openedAt,
        root_cause_at: null,
        age_seconds: 1,
        is_open: true,
      },
    ],
  });
  expect(rows.filter(({ rule }) => rule === 'root_cause')).toHaveLength(found);
});
