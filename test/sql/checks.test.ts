/**
 * Every check with the smallest export files that trip it, and the neighbours in the same files that do not.
 *
 * The files go through a real load; all cases of a group share one run. What a check finds in the files of its case (or,
 * where it names no file, under the ids that begin with the case's prefix) must be exactly what stands here.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import type { Finding } from '../../pipelines/warehouse/buildModels.ts';
import { readModelFiles } from '../../pipelines/warehouse/models.ts';
import { proveColumns } from '../support/proveColumns.ts';
import { writeFiles } from '../support/workspace.ts';
import {
  contractOf,
  earlyCases,
  earlyFiles,
  monthCases,
  monthFiles,
  quarterCases,
  quarterFiles,
} from './checkCases.ts';
import { evidenceCases, evidenceContract, evidenceFiles } from './evidenceCases.ts';

const folder = mkdtempSync(join(tmpdir(), 'sla-checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One run over all files of a group. */
async function findingsOf(
  name: string,
  period: string,
  asOf: string,
  files: Record<string, string | Uint8Array>,
): Promise<Finding[]> {
  const workspace = join(folder, name);
  const contract = name === 'evidence' ? evidenceContract : contractOf(name);
  writeFiles(workspace, { 'contract.yaml': stringify(contract), ...files });
  const at = Date.parse(asOf) / 1000;
  const run = await prepareRun({ workspace, period, asOf: at, now: at });
  // What is wrong with the files must not contradict what the marts say of their columns.
  for (const model of run.models) await proveColumns(run.warehouse, model);
  run.warehouse.close();
  return run.findings;
}

const groups = [
  { name: 'month', period: '2026-10', asOf: '2026-11-01T00:00:00+09:00', files: monthFiles, cases: monthCases },
  {
    name: 'month that is cut off',
    period: '2026-10',
    asOf: '2026-10-15T00:00:00+09:00',
    files: earlyFiles,
    cases: earlyCases,
  },
  {
    name: 'evidence',
    period: '2026-11',
    asOf: '2026-12-01T00:00:00-05:00',
    files: evidenceFiles,
    cases: evidenceCases,
  },
  { name: 'quarter', period: '2026-Q3', asOf: '2026-10-01T00:00:00+09:00', files: quarterFiles, cases: quarterCases },
];

describe.each(groups)('checks of a $name', ({ name, period, asOf, files, cases }) => {
  let findings: Finding[] = [];
  beforeAll(async () => {
    findings = await findingsOf(name, period, asOf, files);
  }, 240_000);

  test.each(cases.map((each) => [`${each.check}: ${each.name}`, each] as const))(
    '%s',
    (_, { check, prefix, found }) => {
      const rows = findings.find((finding) => finding.check.name === check)?.rows ?? [];
      const own = rows.filter(({ subject, file }) =>
        file?.startsWith('exports/') ? file.includes(`/${prefix}`) : subject.startsWith(prefix),
      );
      const said = own.map(({ subject, row, detail }) => `${subject}${row === null ? '' : ` row ${row}`}: ${detail}`);
      expect(said.sort()).toEqual([...found].sort());
    },
  );
});

test('every check has its case', () => {
  const known = new Set(groups.flatMap(({ cases }) => cases.map(({ check }) => check)));
  const checks = readModelFiles()
    .filter(({ layer }) => layer === 'checks')
    .map(({ name }) => name);
  expect(checks.filter((name) => !known.has(name))).toEqual([]);
  expect([...known].filter((name) => !checks.includes(name))).toEqual([]);
});
