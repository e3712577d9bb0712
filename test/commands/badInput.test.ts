/** What people do wrong: each mistake gives one clear message and its exit code, and leaves everything as it was. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { copyOfFixture, sla, temporaryFolder } from '../support/workspace.ts';

interface Mistake {
  name: string;
  /** Spoils a workspace that has a written report of October. */
  make: (workspace: string) => void;
  args?: string[];
  code: number;
  /** Each must stand in the message: what, where, fix, state. */
  says: RegExp[];
  /** The report is written all the same. */
  writes?: boolean;
}

const replaceIn = (file: string, from: string | RegExp, to: string) => (workspace: string) => {
  const path = join(workspace, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
};

const mistakes: Mistake[] = [
  {
    name: 'a missing column',
    make: replaceIn('exports/tickets.csv', 'opened_at', 'opened'),
    code: 2,
    says: [/lacks the column "opened_at"/, /exports\/tickets\.csv/, /sources\.yaml/, /Nothing was loaded/],
  },
  {
    name: 'a cell of a wrong type',
    make: replaceIn('exports/tickets.csv', '2026-10-13T18:00:00+09:00', '31/02/2026 18:00'),
    code: 1,
    says: [/31\/02\/2026 18:00/, /restored_at/, /exports\/tickets\.csv, row 4/, /fix/],
    writes: true,
  },
  {
    name: 'an unknown service',
    make: replaceIn('exports/tickets.csv', 'T-01,incident,web', 'T-01,incident,wbe'),
    code: 1,
    says: [/not in the contract/, /T-01/, /exports\/tickets\.csv, row 2/, /wbe/],
    writes: true,
  },
  {
    name: 'an unknown severity',
    make: replaceIn('exports/tickets.csv', 'tokyo,low', 'tokyo,severe'),
    code: 1,
    says: [/severity/, /T-10/, /"severe"/, /row 11/],
    writes: true,
  },
  {
    name: 'a file that is no CSV',
    make: (workspace) =>
      writeFileSync(join(workspace, 'exports/tickets-2.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2])),
    code: 2,
    says: [/exports\/tickets-2\.csv/, /fix/, /Nothing of this file was loaded; the warehouse is as it was/],
  },
  {
    name: 'an empty file',
    make: (workspace) => writeFileSync(join(workspace, 'exports/tickets-2.csv'), ''),
    code: 2,
    says: [/empty/, /exports\/tickets-2\.csv/, /Nothing of this file was loaded; the warehouse is as it was/],
  },
  {
    name: 'a month without any data',
    make: () => undefined,
    args: ['2025-03'],
    code: 1,
    says: [/no data for 2025-03/, /exports\/2025-03/, /No report was written/],
  },
  {
    name: 'a month that has not begun',
    make: () => undefined,
    args: ['2099-03'],
    code: 2,
    says: [/2099-03 has not begun/, /--as-of/, /Nothing was written/],
  },
  {
    name: 'a cut-off after the period: what it would print as of then is counted up to the end',
    make: () => undefined,
    args: ['2026-10', '--as-of', '2026-11-02'],
    code: 2,
    says: [
      /2026-11-01T15:00:00Z is after the end of 2026-10 \(2026-10-31T15:00:00Z\)/,
      /Leave --as-of out/,
      /Nothing was written/,
    ],
  },
  {
    name: 'a contract with a typo in a key',
    make: replaceIn('contract.yaml', 'severity_change:', 'severity_chnage:'),
    code: 2,
    says: [/contract\.yaml/, /line \d+/, /severity_chnage/, /severity_change/],
  },
  {
    name: 'a contract that is no YAML',
    make: replaceIn('contract.yaml', 'version: 1', 'version: [1'),
    code: 2,
    says: [/contract\.yaml/, /line \d+/],
  },
  {
    name: 'a month that does not exist',
    make: () => undefined,
    args: ['2026-13'],
    code: 2,
    says: [/"2026-13"/, /2026-10/],
  },
  {
    name: 'a quarter where a month is meant',
    make: () => undefined,
    args: ['2026-Q3'],
    code: 2,
    says: [/is a quarter/, /sla quarterly 2026-Q3/],
  },
  {
    name: 'an unknown option',
    make: () => undefined,
    args: ['2026-10', '--langauge', 'ja'],
    code: 2,
    says: [/--langauge/],
  },
  {
    name: 'an unknown language',
    make: () => undefined,
    args: ['2026-10', '--lang', 'fr'],
    code: 2,
    says: [/--lang/, /Allowed choices are ja, en/],
  },
  {
    name: 'no exports folder',
    make: (workspace) => rmSync(join(workspace, 'exports'), { recursive: true }),
    code: 2,
    says: [/no exports\//, /sla init/],
  },
  {
    name: 'a damaged warehouse',
    make: (workspace) =>
      writeFileSync(
        join(workspace, 'warehouse.duckdb'),
        'this is no database, but it is long enough to look like one'.repeat(300),
      ),
    code: 2,
    says: [/warehouse\.duckdb/, /Delete the file/],
  },
];

/** Bytes of every file of the reports, by path. */
function reportsOf(workspace: string): Record<string, string> {
  const folder = join(workspace, 'reports');
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

describe('a mistake is explained, and leaves earlier reports as they were', () => {
  let reported: string;
  beforeAll(() => {
    reported = mkdtempSync(join(tmpdir(), 'sla-test-'));
    cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand'), reported, { recursive: true });
    expect(sla(['monthly', '2026-10', '--quiet', '--workspace', reported]).code).toBe(0);
  });
  afterAll(() => rmSync(reported, { recursive: true, force: true }));

  test.each(mistakes)('$name', ({ make, args = ['2026-10'], code, says, writes = false }) => {
    const workspace = temporaryFolder();
    cpSync(reported, workspace, { recursive: true });
    const before = reportsOf(workspace);
    make(workspace);
    const outcome = sla(['monthly', ...args, '--workspace', workspace]);
    for (const part of says) expect(outcome.stderr).toMatch(part);
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(outcome.code).toBe(code);
    if (!writes) expect(reportsOf(workspace)).toEqual(before);
  });
});

test('a clock in a year whose holidays are not known stops the report; check lists it', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  replaceIn('contract.yaml', 'holidays: [{ preset: sg }]', 'holidays: [{ file: sg-2026.csv }]')(workspace);
  writeFileSync(join(workspace, 'sg-2026.csv'), 'Date,Day,Holiday\n2026-01-01,Thursday,New Year\n');
  const row =
    'T-50,incident,db,singapore,medium,over the year end,open,2026-12-30T15:00:00+08:00,2026-12-30T15:30:00+08:00,,,,2027-01-02T01:00:00+09:00,L1,\n';
  appendFileSync(join(workspace, 'exports/tickets.csv'), row);
  const { code, stderr } = sla(['monthly', '2026-12', '--as-of', '2027-01-01', '--workspace', workspace]);
  expect(stderr).toMatch(/calendar sg does not know the holidays of 2027 \(ticket T-50\)/);
  expect(stderr).toMatch(/fix .*calendars\/sg-2027\.csv/);
  expect(stderr).toMatch(/No report was written/);
  expect(code).toBe(2);
  const listed = sla(['check', '2026-12', '--as-of', '2027-01-01', '--workspace', workspace]);
  expect(listed.stdout).toMatch(/years? whose holidays|without known holidays/);
  expect(listed.code).toBe(1);
});

test('a row that cannot be read is set aside, and all others count', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  replaceIn('exports/tickets.csv', '2026-10-13T18:00:00+09:00', 'tomorrow')(workspace);
  const { stdout } = sla(['figures', '2026-10', '--workspace', workspace]);
  const { sla: rows } = JSON.parse(stdout) as { sla: { severity: string; measure: string; met: number }[] };
  // T-03 is gone; T-04 and T-12 stand.
  expect(rows.find(({ severity, measure }) => severity === 'high' && measure === 'restore')?.met).toBe(2);
});

test('an output folder that cannot be written: the message names it, nothing is left behind', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const out = join(temporaryFolder(), 'file');
  writeFileSync(out, 'a file where a folder is wanted');
  const { code, stderr } = sla(['monthly', '2026-10', '--quiet', '--workspace', workspace, '--out', out]);
  expect(stderr).toMatch(/cannot be written/);
  expect(stderr).toMatch(/--out DIR/);
  expect(code).toBe(2);
});

test('a second run at the same time is told so', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  expect(sla(['load', '--workspace', workspace]).code).toBe(0);
  const holder = await Warehouse.open({ path: join(workspace, 'warehouse.duckdb') });
  try {
    const begun = performance.now();
    const { code, stderr } = sla(['monthly', '2026-10', '--workspace', workspace], { env: { SLA_WAIT_SECONDS: '2' } });
    expect(performance.now() - begun).toBeGreaterThan(2000);
    expect(stderr).toContain(`waiting for another run (process ${process.pid}), which uses the warehouse\n`);
    expect(stderr).toContain(
      `Another run (process ${process.pid}) is using the warehouse, and still was after 2 seconds.`,
    );
    expect(stderr).toMatch(/Nothing was changed/);
    expect(code).toBe(2);
  } finally {
    holder.close();
  }
});

test('a second run waits for the first, and finds what it did', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const run = (): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['.build/pipelines/cli.js', 'load', '--workspace', workspace]);
      child.once('exit', resolve);
    });
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(/^unchanged {2}\d+ files/);
});

test('a run that is killed while loading leaves a warehouse that the next run mends', async () => {
  const workspace = copyOfFixture('sample');
  const child = spawn(process.execPath, ['.build/pipelines/cli.js', 'load', '--workspace', workspace]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  mkdirSync(join(workspace, '.sla-load-1-1'));
  expect(sla(['load', '--workspace', workspace]).code).toBe(0);
  expect(readdirSync(workspace).filter((name) => name.startsWith('.sla'))).toEqual([]);
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(/^unchanged {2}\d+ files/);
});

test('text that strangers typed is never run: quotes, SQL, formulas and control characters stay text', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const hostile = `"'; drop table raw.tickets; -- =cmd|' /C calc'!A0 \u202Eevil\u0007 %s \\ (bracket) <b>"`;
  appendFileSync(
    join(workspace, 'exports/tickets.csv'),
    `T-99,incident,web,tokyo,high,${hostile},closed,2026-10-06T09:00:00+09:00,2026-10-06T20:00:00+09:00,2026-10-09T09:30:00+09:00,,,2026-11-01T01:00:00+09:00,L1,\n`,
  );
  const { code, stderr } = sla(['monthly', '2026-10', '--workspace', workspace]);
  expect(stderr).not.toMatch(/bug in the program/);
  expect(code).toBe(0);
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(/unchanged/);
});

test('a folder that may not be read is named', ({ skip }) => {
  if (process.getuid?.() === 0) skip('the administrator reads everything');
  const workspace = copyOfFixture('scenarios/by-hand');
  chmodSync(join(workspace, 'exports'), 0);
  const { code, stderr } = sla(['load', '--workspace', workspace]);
  chmodSync(join(workspace, 'exports'), 0o755);
  expect(stderr).toMatch(/exports/);
  expect(code).toBe(2);
  mkdirSync(join(workspace, 'exports'), { recursive: true });
});
