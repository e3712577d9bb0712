/** A report is not written where the two engines disagree: each kind of figure is altered in the warehouse once. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareEngines } from '../../pipelines/audit/compareEngines.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';

let workspace: string;
let run: Run;
beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'sla-engines-'));
  cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand'), workspace, { recursive: true });
  run = await prepareRun({ workspace, period: '2026-10', asOf: null, now: Date.parse('2026-11-02T00:00:00Z') / 1000 });
}, 240_000);
afterAll(() => {
  run?.warehouse.close();
  rmSync(workspace, { recursive: true, force: true });
});

test('they agree', async () => {
  await expect(compareEngines(run)).resolves.toBeUndefined();
});

test.each([
  { edge: 'downtime', table: 'marts.fct_service_availability', column: 'down_seconds', says: 'down_seconds' },
  { edge: 'a due instant', table: 'marts.fct_ticket_measures', column: 'due_at', says: 'due_at' },
])('one second of $edge more: the report stops, and says of what', async ({ table, column, says }) => {
  await run.warehouse.run(`update ${table} set ${column} = ${column} + 1`);
  await expect(compareEngines(run)).rejects.toThrow(/The two engines disagree on \d+ figures/);
  await expect(compareEngines(run)).rejects.toThrow(says);
  await run.warehouse.run(`update ${table} set ${column} = ${column} - 1`);
  await expect(compareEngines(run)).resolves.toBeUndefined();
});
