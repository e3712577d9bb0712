import { expect, test } from 'vitest';
import { buildModel, type Inputs } from '../support/buildModel.ts';
import type { TableRow } from '../support/insertRows.ts';

// One month, and the month before it; a target in force on the last day of each.
const months: Inputs = {
  'run.rollups': [
    { period_id: '2026-09', month_id: '2026-09' },
    { period_id: '2026-10', month_id: '2026-10' },
  ],
  'run.periods': [
    { period_id: '2026-09', ordinal: 1, starts_at: 0, ends_at: 1000, as_of: 1000, is_reported: false },
    { period_id: '2026-10', ordinal: 2, starts_at: 1000, ends_at: 2000, as_of: 2000, is_reported: true },
  ],
};

const target = (
  kpi: string,
  value: number,
  direction: 'higher' | 'lower',
  attention: number | null,
  from = 0,
): TableRow => ({
  kpi,
  effective_from_at: from,
  target: value,
  direction,
  attention,
});

const backups = (success: number, runs: number, period = '2026-10'): TableRow => ({
  period_id: period,
  service_id: '',
  runs,
  success,
  failed: runs - success,
});

async function kpiOf(name: string, inputs: Inputs) {
  const rows = await buildModel('fct_kpis', { ...months, ...inputs });
  return rows.find(({ period_id, kpi }) => period_id === '2026-10' && kpi === name);
}

test.each([
  { name: 'exactly at the target', parts: [95, 100], verdict: 'attention', value: '95.000' },
  { name: 'one case short of it', parts: [94, 100], verdict: 'missed', value: '94.000' },
  { name: 'short by less than is printed', parts: [9_499_999, 10_000_000], verdict: 'missed', value: '94.999' },
  {
    name: 'at the target, though it prints alike',
    parts: [9_500_001, 10_000_000],
    verdict: 'attention',
    value: '95.000',
  },
  { name: 'exactly at the early warning', parts: [97, 100], verdict: 'met', value: '97.000' },
  { name: 'a third, cut off', parts: [2, 3], verdict: 'missed', value: '66.666' },
  { name: 'no runs at all: no figure, no verdict', parts: [0, 0], verdict: null, value: null },
])('higher is better, target 95, attention 97: $name', async ({ parts: [success = 0, runs = 0], verdict, value }) => {
  const found = await kpiOf('backup_success', {
    'marts.fct_backups': [backups(success, runs)],
    'contract.kpi_targets': [target('backup_success', 95, 'higher', 97)],
  });
  expect(found).toMatchObject({ value_text: value, verdict });
});

test.each([
  { name: 'below the early warning', open: 2, verdict: 'met' },
  { name: 'at the early warning', open: 3, verdict: 'met' },
  { name: 'between warning and target', open: 4, verdict: 'attention' },
  { name: 'at the target', open: 5, verdict: 'attention' },
  { name: 'beyond the target', open: 6, verdict: 'missed' },
])('lower is better, target 5, attention 3: $name', async ({ open, verdict }) => {
  const found = await kpiOf('backlog_over_30_days', {
    'marts.fct_backlog_ages': [{ period_id: '2026-10', age_band: '31+', ordinal: 4, open_incidents: open }],
    'contract.kpi_targets': [target('backlog_over_30_days', 5, 'lower', 3)],
  });
  expect(found).toMatchObject({ value_text: String(open), verdict });
});

test.each([
  {
    name: 'better by one in a million',
    before: [500_000, 1_000_000],
    now: [500_001, 1_000_000],
    trend: 'up',
    isBetter: true,
  },
  { name: 'the same ratio of other numbers', before: [1, 2], now: [2, 4], trend: 'flat', isBetter: null },
  { name: 'worse', before: [1, 2], now: [1, 3], trend: 'down', isBetter: false },
  { name: 'nothing before', before: [0, 0], now: [1, 2], trend: null, isBetter: null },
])('the trend is $name', async ({ before: [wasGood = 0, was = 0], now: [isGood = 0, is = 0], trend, isBetter }) => {
  const found = await kpiOf('backup_success', {
    'marts.fct_backups': [backups(wasGood, was, '2026-09'), backups(isGood, is)],
  });
  expect(found).toMatchObject({ trend, is_better: isBetter, verdict: null });
});

test('a target belongs to the period on whose last day it is in force', async () => {
  const rows = await buildModel('fct_kpis', {
    ...months,
    'contract.kpi_targets': [
      target('backup_success', 95, 'higher', null, 0),
      target('backup_success', 99.5, 'higher', null, 1500),
      target('backup_success', 99.9, 'higher', null, 2000),
    ],
  });
  const targets = rows.filter(({ kpi }) => kpi === 'backup_success').map(({ target_text }) => target_text);
  expect(targets).toEqual(['95', '99.5']);
});

test('a target of a KPI that does not exist has a row, without a value', async () => {
  const found = await kpiOf('backup_sucess', { 'contract.kpi_targets': [target('backup_sucess', 95, 'higher', null)] });
  expect(found).toMatchObject({ is_defined: false, value_text: null, target_text: '95', verdict: null });
});

test.each([
  { kpi: 'availability', section: 'service', counts_cases: false, unit: 'percent', direction: 'higher' },
  { kpi: 'attainment_high_restore', section: 'service', counts_cases: true, unit: 'percent', direction: 'higher' },
  { kpi: 'mttr_hours', section: 'speed', counts_cases: false, unit: 'hours', direction: 'lower' },
  { kpi: 'reopen_rate', section: 'volume', counts_cases: true, unit: 'percent', direction: 'lower' },
  { kpi: 'capacity_headroom', section: 'practice', counts_cases: false, unit: 'percent', direction: 'higher' },
  { kpi: 'no_such_kpi', section: 'other', counts_cases: false, unit: 'count', direction: 'lower' },
])('where $kpi stands, and how it is counted', async ({ kpi, ...expected }) => {
  const found = await kpiOf(kpi, {
    'marts.fct_attainment': [
      { period_id: '2026-10', severity: 'High', severity_rank: 2, measure: 'restore', met: 1, breached: 1 },
    ],
    'contract.kpi_targets': [target('no_such_kpi', 1, 'lower', null)],
  });
  expect(found).toMatchObject(expected);
});

test('a later set of targets replaces the whole set', async () => {
  const found = await kpiOf('backlog', {
    'contract.kpi_targets': [target('backlog', 25, 'lower', null), target('change_success', 95, 'higher', null, 900)],
  });
  expect(found).toMatchObject({ target_text: null });
});

test.each([
  { used: 80, limit: 100, headroom: '20.000' },
  { used: 100, limit: 100, headroom: '0.000' },
  { used: 120, limit: 100, headroom: '0.000' },
])('headroom of $used in $limit is $headroom, of the tightest resource', async ({ used, limit, headroom }) => {
  const resource = (name: string, full: number) => ({
    period_id: '2026-10',
    service_id: 's',
    resource: name,
    used: full,
    capacity_limit: limit,
  });
  const found = await kpiOf('capacity_headroom', {
    'marts.fct_capacity': [resource('wide', 10), resource('tight', used)],
  });
  expect(found).toMatchObject({ value_text: headroom, subject: 'tight' });
});
