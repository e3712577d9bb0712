/** A file that cannot be loaded stops the run: whatever stood in the warehouse before stands there still, and nothing else. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { gzipSync, type Loaded, load } from './loading.ts';

const sample = (minute: string): string => `sap,2026-10-01T00:${minute}:00Z,up\n`;
const samples = gzipSync(
  `service_id,checked_at,state\n${Array.from({ length: 60 }, (_, n) => sample(String(n).padStart(2, '0'))).join('')}`,
);
const before = { 'a-tickets.csv': 'ticket_id,opened_at\nA,2026-10-01T00:00:00Z\n', 'uptime_samples.csv.gz': samples };
const sources = 'version: 1\nsources: [{ files: "exports/*tickets.csv", table: tickets }]';

const again = async ({ warehouse, workspace }: Loaded) =>
  await loadExports(warehouse, {
    workspace,
    sourceOf: readSources(workspace),
    gaps: { key: 'test', seconds: new Map([['sap', 180]]) },
    loadedAt: '2026-11-02T00:00:00Z',
  });

const contents = async ({ warehouse }: Loaded) => ({
  loads: await warehouse.rows('select * from raw.loads order by load_id'),
  tickets: await warehouse.rows('select * from raw.tickets order by all'),
  runs: await warehouse.rows('select * from raw.uptime_runs order by all'),
});

test.each([
  { edge: 'the broken file replaces a good one', changed: {} },
  { edge: 'a good file changed beside it', changed: { 'a-tickets.csv': 'ticket_id,opened_at\nB,2026-10-02\n' } },
  { edge: 'a good file came before it', changed: { 'b-tickets.csv': 'ticket_id,opened_at\nC,2026-10-02\n' } },
])('$edge: all of it stays as it was, and loads when it is mended', async ({ changed }) => {
  const loaded = await load(before, sources, ['sap']);
  const was = await contents(loaded);
  expect(was.runs).toHaveLength(1);
  const path = (name: string): string => join(loaded.workspace, 'exports', name);
  for (const [name, text] of Object.entries(changed)) writeFileSync(path(name), text);
  writeFileSync(path('uptime_samples.csv.gz'), samples.subarray(0, samples.length - 12));
  await expect(again(loaded)).rejects.toThrow(/cut off/);
  expect(await contents(loaded)).toEqual(was);

  writeFileSync(path('uptime_samples.csv.gz'), samples);
  expect((await again(loaded)).loaded.map(({ file }) => file)).toEqual(
    Object.keys(changed).map((name) => `exports/${name}`),
  );
});

test('a file that is gone beside a broken one is still there, and goes when the other is mended', async () => {
  const loaded = await load(before, sources, ['sap']);
  const was = await contents(loaded);
  rmSync(join(loaded.workspace, 'exports', 'a-tickets.csv'));
  const path = join(loaded.workspace, 'exports', 'uptime_samples.csv.gz');
  writeFileSync(path, samples.subarray(0, samples.length - 12));
  await expect(again(loaded)).rejects.toThrow(/cut off/);
  expect(await contents(loaded)).toEqual(was);
  writeFileSync(path, samples);
  expect((await again(loaded)).removed).toEqual(['exports/a-tickets.csv']);
});
