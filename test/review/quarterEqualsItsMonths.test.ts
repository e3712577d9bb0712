import { describe, expect, test } from 'vitest';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { generatedExports, reviewWorkspace } from '../support/reviewWorkspace.ts';
import { copyOfFixture } from '../support/workspace.ts';

/** Every count and every second that a quarter sums: mart, what identifies a row beside the period, and the columns. */
const sums: [mart: string, keys: string[], columns: string[]][] = [
  [
    'fct_service_availability',
    ['service_id'],
    [
      'window_seconds',
      'maintenance_seconds',
      'excluded_seconds',
      'agreed_seconds',
      'down_seconds',
      'unknown_seconds',
      'base_seconds',
      'lost_seconds',
    ],
  ],
  [
    'fct_incident_volumes',
    ['severity'],
    [
      'opened',
      'resolved',
      'first_level',
      'reopened',
      'responded',
      'recovered',
      'acknowledge_seconds',
      'recover_seconds',
    ],
  ],
  ['fct_incident_totals', [], ['opened', 'resolved', 'cancelled', 'duplicates', 'requests', 'reopened', 'first_level']],
  ['fct_incidents_by_dimension', ['dimension', 'key'], ['opened']],
  ['fct_problem_totals', [], ['opened', 'resolved', 'root_cause_due', 'root_cause_on_time']],
  ['fct_change_totals', [], ['total', 'success', 'failed', 'rolled_back', 'cancelled', 'emergency']],
  ['fct_patch_compliance', ['severity'], ['due', 'on_time']],
  ['fct_backups', ['service_id'], ['runs', 'success', 'failed']],
  ['fct_error_budgets', ['service_id'], ['lost_seconds']],
  ['fct_review_hours', ['weekday', 'hour'], ['incidents']],
  ['(select period_id, level, count(*) as tickets from marts.fct_escalations group by all)', ['level'], ['tickets']],
  [
    '(select period_id, service_id, sum(counted_seconds) as counted_seconds from marts.fct_review_outages group by all)',
    ['service_id'],
    ['counted_seconds'],
  ],
  [
    "(select period_id, measured, dimension, key, amount from marts.fct_review_pareto where dimension <> 'cause' and measured <> 'breaches')",
    ['measured', 'dimension', 'key'],
    ['amount'],
  ],
  // A cause may become known later in the quarter; what it adds up to may not change.
  [
    "(select period_id, measured, sum(amount) as amount from marts.fct_review_pareto where dimension = 'cause' and measured <> 'breaches' group by all)",
    ['measured'],
    ['amount'],
  ],
  [
    "(select period_id, kpi, numerator, denominator from marts.fct_kpis where unit = 'percent' and kpi <> 'capacity_headroom' and kpi not like 'attainment%' or kpi like '%mean%')",
    ['kpi'],
    ['numerator', 'denominator'],
  ],
];

/**
 * Verdicts of measures that neither the months and the quarter say alike, nor `fct_redecided` names: a quarter looks at its
 * own two cut-offs, and what was decided twice in it counts once.
 */
async function unexplained({ warehouse }: Run, quarter: string): Promise<unknown[]> {
  return await warehouse.rows(
    `with said as (
       select standing::varchar as verdict, 1 as times from marts.fct_ticket_measures inner join run.rollups on month_id = fct_ticket_measures.period_id
       where rollups.period_id = '${quarter}' and month_id <> rollups.period_id and is_counted
       union all
       select standing::varchar, -1 from marts.fct_counted_measures where period_id = '${quarter}' and is_counted
       union all
       select unnest(list_transform(months, lambda each: each.verdict)), -1 from marts.fct_redecided where period_id = '${quarter}'
       union all
       select period_verdict, 1 from marts.fct_redecided where period_id = '${quarter}' and period_verdict not in ('carried-over', 'no-longer-promised')
     )
     select verdict, sum(times)::integer as times from said group by verdict having sum(times) <> 0`,
  );
}

/** Services of which a quarter counts an outage over a month's end twice or never, and an MTBF that divides by another number. */
async function miscounted({ warehouse }: Run, quarter: string): Promise<unknown[]> {
  return await warehouse.rows(
    `with counted as (
       select service_id, count(distinct started_at) as outages from marts.fct_outages inner join run.rollups on month_id = fct_outages.period_id
       where rollups.period_id = '${quarter}' and month_id <> rollups.period_id and counted_seconds > 0 group by service_id
     ), services as (
       select service_id, outages, base_seconds - lost_seconds as up_seconds from marts.fct_service_availability where period_id = '${quarter}'
     )
     select service_id, services.outages::bigint as outages, coalesce(counted.outages, 0)::bigint as expected
     from services left join counted using (service_id) where services.outages <> coalesce(counted.outages, 0)
     union all
     select kpi, numerator, denominator from marts.fct_kpis
     where period_id = '${quarter}' and kpi = 'mtbf_hours' and (numerator, denominator) is distinct from (
       select (sum(up_seconds)::bigint, nullif(3600 * (select sum(outages) from counted), 0)::bigint) from services
     ) and denominator is not null`,
  );
}

/** Rows in which a quarter is not the sum of its months; a row that only one of them has counts as zeros in the other. */
async function differences({ warehouse }: Run, quarter: string): Promise<string[]> {
  const found: string[] = [];
  for (const [mart, keys, columns] of sums) {
    const from = mart.startsWith('(') ? mart : `marts.${mart}`;
    const total = (column: string) => `coalesce(sum(${column}), 0)::hugeint as ${column}`;
    const keyed = keys.map((key) => `${key}, `).join('');
    const rows = await warehouse.rows(
      `with months as (
         select ${keyed}${columns.map(total).join(', ')} from ${from} as m inner join run.rollups as r on m.period_id = r.month_id and r.period_id = '${quarter}' and r.month_id <> r.period_id group by all
       ), whole as (
         select ${keyed}${columns.map(total).join(', ')} from ${from} as q where period_id = '${quarter}' group by all
       )
       (select ${keyed}${columns.join(', ')} from months where ${columns.map((column) => `${column} <> 0`).join(' or ')} except select * from whole)
       union all
       (select ${keyed}${columns.join(', ')} from whole where ${columns.map((column) => `${column} <> 0`).join(' or ')} except select * from months)`,
    );
    found.push(
      ...rows.map(
        (row) =>
          `${mart}: ${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`,
      ),
    );
  }
  return found;
}

async function built(workspace: string, period: string): Promise<Run> {
  return await prepareRun({ workspace, period, asOf: null, now: Date.UTC(2026, 10, 15) / 1000 });
}

test('the sample: two full quarters and a partial one in one warehouse, each the sum of its months', async () => {
  const workspace = copyOfFixture('sample');
  const run = await prepareRun({
    workspace,
    period: '2026-Q4',
    asOf: Date.UTC(2026, 9, 31, 15) / 1000,
    now: Date.UTC(2026, 10, 15) / 1000,
  });
  try {
    for (const quarter of ['2026-Q2', '2026-Q3', '2026-Q4']) {
      expect(await differences(run, quarter)).toEqual([]);
      expect(await unexplained(run, quarter)).toEqual([]);
      expect(await miscounted(run, quarter)).toEqual([]);
    }
    const [{ months }] = (await run.warehouse.rows<{ months: number }>(
      "select count(*)::integer as months from run.rollups where period_id = '2026-Q4'",
    )) as [{ months: number }];
    expect(months).toBe(3);
  } finally {
    run.warehouse.close();
  }
});

describe('generated months', () => {
  test.each([1, 2, 3, 4, 5])('seed %i: both quarters are the sum of their months', async (seed) => {
    const workspace = reviewWorkspace({ files: generatedExports(seed) });
    const run = await built(workspace, '2026-Q3');
    try {
      expect(await differences(run, '2026-Q2')).toEqual([]);
      expect(await differences(run, '2026-Q3')).toEqual([]);
      expect(await unexplained(run, '2026-Q3')).toEqual([]);
      const [counted] = await run.warehouse.rows(
        "select sum(met) > 50 as enough, sum(breached) > 20 as late from marts.fct_attainment where period_id = '2026-Q3'",
      );
      expect(counted).toEqual({ enough: true, late: true });
    } finally {
      run.warehouse.close();
    }
  });
});

test('the test sees a second that is lost', async () => {
  const run = await built(reviewWorkspace({ files: generatedExports(1) }), '2026-Q3');
  try {
    await run.warehouse.run(
      "update marts.fct_service_availability set down_seconds = down_seconds + 1 where period_id = '2026-Q3' and service_id = 'web'",
    );
    expect(await differences(run, '2026-Q3')).toHaveLength(2);
  } finally {
    run.warehouse.close();
  }
});
