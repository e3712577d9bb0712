/** The budget over the days ends where the verdict stands: for every service and period of the sample and of the month by hand. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';

test.each([
  { fixture: 'scenarios/by-hand', period: '2026-10' },
  { fixture: 'sample', period: '2026-Q3' },
])(
  '$fixture, $period: the last day leaves what the budget leaves, and each day takes what it lost',
  async ({ fixture, period }) => {
    const workspace = mkdtempSync(join(tmpdir(), 'sla-budget-'));
    cpSync(join(packageRoot(), 'fixtures', fixture), workspace, { recursive: true });
    const run = await prepareRun({ workspace, period, asOf: null, now: Date.UTC(2026, 10, 20) / 1000 });
    try {
      const rows = await run.warehouse.rows<{
        period_id: string;
        service_id: string;
        last: number;
        left: number;
        days: number;
      }>(
        `select availability.period_id, service_id, arg_max(days.left_seconds, local_date) as last, budget_left_seconds as left, count(*)::integer as days
       from marts.fct_service_availability as availability inner join marts.fct_budget_days as days using (period_id, service_id)
       where base_seconds > 0 group by all`,
      );
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.filter(({ last, left }) => last !== left)).toEqual([]);
      const wrong = await run.warehouse.rows(
        `select * from (select *, lag(left_seconds) over (partition by period_id, service_id order by local_date) as before from marts.fct_budget_days)
       where before - lost_seconds <> left_seconds`,
      );
      expect(wrong).toEqual([]);
    } finally {
      run.warehouse.close();
      rmSync(workspace, { recursive: true, force: true });
    }
  },
);
