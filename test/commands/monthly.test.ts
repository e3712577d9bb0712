/** What a month's report promises: a draft until it is issued, the same bytes again, and tables that say the same. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { readSheet } from 'read-excel-file/node';
import { expect, onTestFinished, test } from 'vitest';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { copyOfFixture, sla } from '../support/workspace.ts';
import { type PdfFacts, readPdf } from '../templates/readPdf.ts';

const month = ['monthly', '2026-10', '--quiet', '--workspace'];

/** SHA-256 of every file of a written report, by name. */
function hashesOf(workspace: string): Record<string, string> {
  const folder = join(workspace, 'reports', '2026-10');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')];
      })
      .sort(),
  );
}

/** What stands highest on each page after the cover. */
function headsOf({ boxes }: PdfFacts): string[] {
  return boxes.slice(1).map((page) => page.toSorted((one, other) => other.y - one.y || one.x - other.x)[0]?.text ?? '');
}

test('the same bytes: run again, from a deleted warehouse, without the reports, and in any time zone and language of the machine', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  expect(sla([...month, workspace, '--charts']).code).toBe(0);
  const first = hashesOf(workspace);
  expect(Object.keys(first)).toContain('monthly.draft.ja.pdf');
  expect(Object.keys(first)).toContain('charts/availability.png');

  expect(sla([...month, workspace, '--charts']).code).toBe(0);
  expect(hashesOf(workspace)).toEqual(first);

  for (const env of [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' },
    { TZ: 'America/New_York', LANG: 'de_DE.UTF-8' },
  ]) {
    rmSync(join(workspace, 'warehouse.duckdb'));
    rmSync(join(workspace, 'reports'), { recursive: true });
    expect(sla([...month, workspace, '--charts'], { env }).code).toBe(0);
    expect(hashesOf(workspace), JSON.stringify(env)).toEqual(first);
  }
});

test('the figures go out as tables too: Arrow, Parquet and a workbook with a sheet each, all saying the same', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  expect(sla([...month, workspace]).code).toBe(0);
  const data = join(workspace, 'reports', '2026-10', 'data');
  const arrow = tableFromIPC(readFileSync(join(data, 'sla.arrow')))
    .toArray()
    .map((row) => ({ ...row }));
  expect(arrow).toHaveLength(6);
  expect(arrow[1]).toMatchObject({
    severity: 'critical',
    measure: 'restore',
    met: 1,
    breached: 1,
    attainment_percent: '50.000',
  });

  const database = await Warehouse.open({ path: ':memory:' });
  onTestFinished(() => database.close());
  expect(await database.rows(`select * from read_parquet('${join(data, 'sla.parquet')}')`)).toEqual(arrow);

  const sheet = await readSheet(join(data, 'figures.xlsx'), 'sla');
  expect(sheet[0]).toEqual([
    'severity',
    'measure',
    'met',
    'breached',
    'carried_over',
    'excluded',
    'no_data',
    'attainment_percent',
  ]);
  expect(sheet[2]).toEqual(['critical', 'restore', 1, 1, 0, 1, 0, '50.000']);
});

test('a month that still runs gives an interim report, which says so in head, foot and number and has no version', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const { stdout, stderr } = sla(['monthly', '2026-10', '--as-of', '2026-10-10', '--workspace', workspace]);
  expect(stdout).toMatch(/monthly\.interim\.ja\.pdf/);
  expect(stderr).toMatch(/interim report, \d+ pages: 2026-10 has not ended; it is not issued/);
  const pdf = await readPdf(readFileSync(join(workspace, 'reports', '2026-10', 'monthly.interim.ja.pdf')));
  const { pages } = pdf;
  expect(pages[0]).toMatch(/SLR-HAND-2026-10（速報）/);
  expect(pages[0]).not.toMatch(/改訂履歴|第1\.0版/);
  expect(headsOf(pdf).filter((head) => !head.startsWith('【速報】'))).toEqual([]);
  expect(pages[1]).toMatch(/SLR-HAND-2026-10（速報）/);
});

test('a draft says on every page that it is one, and has no date of issue', async () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  expect(sla([...month, workspace, '--lang', 'en']).code).toBe(0);
  const pdf = await readPdf(readFileSync(join(workspace, 'reports', '2026-10', 'monthly.draft.en.pdf')));
  const { pages } = pdf;
  expect(pages[0]).toMatch(/Version 1\.0 +DRAFT/);
  expect(pages[0]).toMatch(/Issued\s*Not issued/);
  expect(headsOf(pdf).filter((head) => !head.startsWith('DRAFT: '))).toEqual([]);
  expect(pages.slice(1).filter((page) => !/Version 1\.0 +DRAFT/.test(page))).toEqual([]);
});

test('a month that still runs is provisional: cut off where --as-of says, and later made whole', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  const early = JSON.parse(
    sla(['figures', '2026-10', '--as-of', '2026-10-10T00:00:00+09:00', '--workspace', workspace]).stdout,
  ) as {
    as_of: string;
    availability: { service_id: string; window_seconds: number; down_seconds: number }[];
    breaches: { ticket_id: string }[];
  };
  expect(early.as_of).toBe('2026-10-09T15:00:00Z');
  expect(early.availability.find(({ service_id }) => service_id === 'web')).toMatchObject({
    window_seconds: 9 * 86_400,
    down_seconds: 1800,
  });
  expect(early.breaches.map(({ ticket_id }) => ticket_id)).toEqual(['T-04']);
});

test('loading the same bytes again changes nothing, a file that is gone takes its rows with it, and a copy is skipped', () => {
  const workspace = copyOfFixture('scenarios/by-hand');
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(/loaded {5}exports\/tickets\.csv -> tickets: 12 rows/);
  expect(sla(['load', '--workspace', workspace]).stdout).toBe('unchanged  4 files, loaded before\n');

  writeFileSync(
    join(workspace, 'exports', 'tickets-copy.csv'),
    readFileSync(join(workspace, 'exports', 'tickets.csv')),
  );
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(
    /skipped {4}exports\/tickets-?c?o?p?y?\.csv: the same bytes as/,
  );
  rmSync(join(workspace, 'exports', 'tickets-copy.csv'));

  rmSync(join(workspace, 'exports', 'uptime_samples_db.csv'));
  expect(sla(['load', '--workspace', workspace]).stdout).toMatch(/removed {4}exports\/uptime_samples_db\.csv/);
  const { availability } = JSON.parse(sla(['figures', '2026-10', '--workspace', workspace]).stdout) as {
    availability: { service_id: string; unknown_seconds: number }[];
  };
  expect(availability.find(({ service_id }) => service_id === 'db')?.unknown_seconds).toBe(2_664_000);
});

test('init makes a workspace that the other commands accept', () => {
  const folder = join(copyOfFixture('start'), 'new');
  expect(sla(['init', folder]).code).toBe(0);
  expect(existsSync(join(folder, 'contract.yaml'))).toBe(true);
  const { code, stderr } = sla(['monthly', '2026-10', '--workspace', folder]);
  expect(stderr).toMatch(/no data for 2026-10/);
  expect(code).toBe(1);
  expect(sla(['init', folder])).toMatchObject({ code: 2, stderr: expect.stringMatching(/not empty/) });
});
