/** Runs for the audit's tests: a workspace from exports to marts, closed when the test file is over. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';

/** Long after all data of the fixtures. */
const NOW = Date.parse('2026-12-01T00:00:00Z') / 1000;

/** A copy of a folder below fixtures/, kept until the tests of the file are over. */
export function copyForFile(name: string): string {
  const target = mkdtempSync(join(tmpdir(), 'sla-audit-test-'));
  const source = join(packageRoot(), 'fixtures', name);
  for (const entry of readdirSync(source)) {
    if (entry !== 'reports' && !entry.startsWith('warehouse.duckdb'))
      cpSync(join(source, entry), join(target, entry), { recursive: true });
  }
  afterAll(() => rmSync(target, { recursive: true, force: true }));
  return target;
}

/** A run that is closed when the tests of the file are over. */
export async function runOf(workspace: string, period: string, asOf: string | null = null): Promise<Run> {
  const run = await prepareRun({ workspace, period, asOf: asOf === null ? null : Date.parse(asOf) / 1000, now: NOW });
  afterAll(() => run.warehouse.close());
  return run;
}
