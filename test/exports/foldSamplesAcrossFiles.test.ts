/** However samples are spread over files, the month comes out the same: runs are stitched, and what overlaps counts once. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareRun } from '../../pipelines/run/prepareRun.ts';
import { copyOfFixture, writeFiles } from '../support/workspace.ts';
import { gzipSync } from './loading.ts';

const header = 'service_id,checked_at,state,latency_ms';
const start = Date.UTC(2026, 8, 30, 14, 59) / 1000;
/** Three days of checks a minute, the first a minute before October in Tokyo: down across midnight, a gap of two hours, short outages. */
const samples = Array.from({ length: 3 * 1440 }, (_, minute) => {
  const isDown = minute < 5 || minute % 700 < 7 || (minute > 2000 && minute < 2100);
  return { minute, line: `web,${new Date((start + minute * 60) * 1000).toISOString()},${isDown ? 'down' : 'up'},12` };
}).filter(({ minute }) => minute < 3000 || minute >= 3120);
const lines = samples.map(({ line }) => line);

const file = (rows: string[]): string => `${[header, ...rows].join('\n')}\n`;

/** Seconds of the month, and every outage. */
async function month(files: Record<string, string | Uint8Array>): Promise<Record<string, unknown>> {
  const workspace = copyOfFixture('scenarios/by-hand');
  rmSync(join(workspace, 'exports'), { recursive: true });
  writeFiles(workspace, Object.fromEntries(Object.entries(files).map(([name, text]) => [`exports/${name}`, text])));
  const run = await prepareRun({ workspace, period: '2026-10', asOf: null, now: Date.UTC(2026, 10, 2) / 1000 });
  const seconds = await run.warehouse.row(
    `select down_seconds, unknown_seconds, base_seconds, outages, longest_outage_seconds from marts.fct_service_availability where service_id = 'web' and period_id = '2026-10'`,
  );
  const outages = await run.warehouse.rows(
    `select started_at, ended_at from intermediate.int_outages where service_id = 'web' and period_id = '2026-10' order by 1`,
  );
  run.warehouse.close();
  return { ...seconds, outageList: outages };
}

const wholeMonth = () => month({ 'uptime_samples.csv': file(lines) });

test('the month as it is, by counting', async () => {
  const whole = await wholeMonth();
  const inOctober = samples.filter(({ minute }) => minute >= 1);
  const down = inOctober.filter(({ line }) => line.includes(',down,')).length * 60;
  expect(whole).toMatchObject({ down_seconds: down, base_seconds: (inOctober.length + 2) * 60 + 120 });
  // The state at midnight comes from the last sample of September, and the outage began there.
  expect((whole['outageList'] as { started_at: number }[])[0]).toMatchObject({ started_at: start });
});

test.each<[string, Record<string, string | Uint8Array>]>([
  [
    'three files, cut anywhere',
    {
      'uptime_samples-1.csv': file(lines.slice(0, 703)),
      'uptime_samples-2.csv': file(lines.slice(703, 2050)),
      'uptime_samples-3.csv': file(lines.slice(2050)),
    },
  ],
  [
    'a file a day, packed',
    Object.fromEntries(
      [0, 1, 2].map((day) => [
        `uptime_samples-${day}.csv.gz`,
        gzipSync(file(lines.slice(day * 1440, day * 1440 + 1440))),
      ]),
    ),
  ],
  [
    'the later file first',
    { 'uptime_samples-1.csv': file(lines.slice(2050)), 'uptime_samples-2.csv': file(lines.slice(0, 2050)) },
  ],
  [
    'two files that overlap by a day',
    { 'uptime_samples-1.csv': file(lines.slice(0, 2500)), 'uptime_samples-2.csv': file(lines.slice(1060)) },
  ],
  [
    'a week again in the file of the month',
    { 'uptime_samples-1.csv': file(lines), 'uptime_samples-2.csv': file(lines.slice(600, 2100)) },
  ],
  ['every row twice', { 'uptime_samples.csv': file(lines.flatMap((line) => [line, line])) }],
  ['newest first', { 'uptime_samples.csv': file(lines.toReversed()) }],
  [
    'another kind of file for the second half',
    {
      'uptime_samples-1.csv': file(lines.slice(0, 2050)),
      'uptime_samples-2.ndjson': lines
        .slice(2050)
        .map((line) =>
          JSON.stringify(Object.fromEntries(line.split(',').map((cell, index) => [header.split(',')[index], cell]))),
        )
        .join('\n'),
    },
  ],
])('%s: the same month', async (_, files) => {
  expect(await month(files)).toEqual(await wholeMonth());
});
