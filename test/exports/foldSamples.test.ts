/** What becomes of uptime samples: runs of equal state, and a word about every row that is odd. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { compareFolds, foldPlainly, type PlainSample, type Run } from './foldReference.ts';
import { failure, gzipSync, type Loaded, load, workspaceOf } from './loading.ts';

const header = 'service_id,checked_at,state,latency_ms,location';
const at = (minute: number, offset = '+09:00') => `2026-10-01T00:${String(minute).padStart(2, '0')}:00${offset}`;
/** Midnight of 1 October in Tokyo, epoch seconds. */
const midnight = Date.UTC(2026, 8, 30, 15) / 1000;

function csv(...lines: string[]): string {
  return `${[header, ...lines].join('\n')}\n`;
}

/** Runs as `service@location state first-last xsamples`, minutes after midnight in Tokyo. */
async function runsOf({ warehouse }: Loaded): Promise<string[]> {
  const runs = await warehouse.rows<Run>(
    'select * from raw.uptime_runs order by service_id, location, first_at, state',
  );
  return runs.map(
    (run) =>
      `${run.service_id}${run.location && `@${run.location}`} ${run.state} ${(run.first_at - midnight) / 60}-${(run.last_at - midnight) / 60} x${run.samples}`,
  );
}

describe('runs', () => {
  test.each([
    ['one state is one run', [`sap,${at(0)},up,1,`, `sap,${at(1)},up,1,`], ['sap up 0-1 x2']],
    [
      'a state ends a run',
      [`sap,${at(0)},up,1,`, `sap,${at(1)},down,1,`, `sap,${at(2)},up,1,`],
      ['sap up 0-0 x1', 'sap down 1-1 x1', 'sap up 2-2 x1'],
    ],
    [
      'a gap of exactly the tolerance does not end a run',
      [`sap,${at(0)},up,1,`, `sap,${at(3)},up,1,`],
      ['sap up 0-3 x2'],
    ],
    [
      'a longer gap ends it',
      [`sap,${at(0)},up,1,`, `sap,2026-10-01T00:03:01+09:00,up,1,`],
      ['sap up 0-0 x1', `sap up ${181 / 60}-${181 / 60} x1`],
    ],
    [
      'services do not end each other',
      [`sap,${at(0)},up,1,`, `crm,${at(0)},up,1,`, `sap,${at(1)},up,1,`, `crm,${at(1)},up,1,`],
      ['crm up 0-1 x2', 'sap up 0-1 x2'],
    ],
    [
      'locations are kept apart',
      [`sap,${at(0)},up,1,tokyo`, `sap,${at(0)},down,1,osaka`, `sap,${at(1)},up,1,tokyo`],
      ['sap@osaka down 0-0 x1', 'sap@tokyo up 0-1 x2'],
    ],
    [
      'rows in any order',
      [`sap,${at(2)},up,1,`, `sap,${at(0)},up,1,`, `sap,${at(1)},down,1,`],
      ['sap up 0-0 x1', 'sap down 1-1 x1', 'sap up 2-2 x1'],
    ],
    [
      'newest first',
      [`sap,${at(2)},down,1,`, `sap,${at(1)},up,1,`, `sap,${at(0)},up,1,`],
      ['sap up 0-1 x2', 'sap down 2-2 x1'],
    ],
    ['a row that stands twice', [`sap,${at(0)},up,1,`, `sap,${at(0)},up,1,`, `sap,${at(1)},up,1,`], ['sap up 0-1 x3']],
    [
      'up and down in one second: both are kept, down wins later',
      [`sap,${at(0)},down,1,`, `sap,${at(0)},up,1,`],
      ['sap down 0-0 x1', 'sap up 0-0 x1'],
    ],
    ['unknown is a state', [`sap,${at(0)},up,1,`, `sap,${at(1)},unknown,1,`], ['sap up 0-0 x1', 'sap unknown 1-1 x1']],
    [
      'states in capitals, cells with spaces',
      [`sap,${at(0)},UP,1,`, ` sap ,${at(1)}, Up ,1,`, `"sap",${at(2)},"up",1,`],
      ['sap up 0-2 x3'],
    ],
    ['fractions of a second are cut', [`sap,2026-10-01T00:00:00.999+09:00,up,1,`], ['sap up 0-0 x1']],
    [
      'several offsets in one file',
      [
        `sap,${at(0)},up,1,`,
        `sap,2026-09-30T15:01:00Z,up,1,`,
        `sap,2026-09-30T23:02:00+0800,up,1,`,
        `sap,2026-09-30 15:03:00+00,up,1,`,
      ],
      ['sap up 0-3 x4'],
    ],
    ['an empty file has no runs', [], []],
  ])('%s', async (_, lines, runs) => {
    expect(await runsOf(await load({ 'uptime_samples.csv': csv(...lines) }))).toEqual(runs);
  });

  test('a service that tolerates more keeps its run where another would end', async () => {
    const workspace = workspaceOf({
      'uptime_samples.csv': csv(`sap,${at(0)},up,1,`, `sap,${at(9)},up,1,`, `crm,${at(0)},up,1,`, `crm,${at(9)},up,1,`),
    });
    const warehouse = await Warehouse.open({ path: ':memory:' });
    const gaps = {
      key: 'two',
      seconds: new Map([
        ['sap', 900],
        ['crm', 180],
      ]),
    };
    await loadExports(warehouse, {
      workspace,
      sourceOf: readSources(workspace),
      gaps,
      loadedAt: '2026-11-01T00:00:00Z',
    });
    const runs = await warehouse.rows('select service_id, samples from raw.uptime_runs order by all');
    warehouse.close();
    expect(runs).toEqual([
      { service_id: 'crm', samples: 1 },
      { service_id: 'crm', samples: 1 },
      { service_id: 'sap', samples: 2 },
    ]);
  });
});

describe('kinds of files give the same runs', () => {
  const lines = [`sap,${at(0)},up,1,tokyo`, `sap,${at(1)},down,1,tokyo`, `crm,${at(0)},up,1,osaka`];
  const expected = ['crm@osaka up 0-0 x1', 'sap@tokyo up 0-0 x1', 'sap@tokyo down 1-1 x1'];
  const objects = lines.map((line) => {
    const [service_id, checked_at, state, , location] = line.split(',');
    return { service_id, checked_at, state, location };
  });
  test.each([
    ['CSV', { 'uptime_samples.csv': csv(...lines) }],
    [
      'CSV of Windows, with a byte-order mark',
      { 'uptime_samples.csv': `\uFEFF${csv(...lines).replaceAll('\n', '\r\n')}` },
    ],
    ['CSV with semicolons', { 'uptime_samples.csv': csv(...lines).replaceAll(',', ';') }],
    ['CSV, gzip', { 'uptime_samples.csv.gz': gzipSync(csv(...lines)) }],
    [
      'CSV, gzip in two members',
      {
        'uptime_samples.csv.gz': Buffer.concat([
          gzipSync(csv(...lines.slice(0, 1))),
          gzipSync(`${lines.slice(1).join('\n')}\n`),
        ]),
      },
    ],
    ['NDJSON', { 'uptime_samples.ndjson': objects.map((row) => JSON.stringify(row)).join('\n') }],
    ['JSON', { 'uptime_samples.json': JSON.stringify(objects) }],
    ['three files', Object.fromEntries(lines.map((line, index) => [`uptime_samples_${index}.csv`, csv(line)]))],
  ])('%s', async (_, files) => {
    expect(await runsOf(await load(files))).toEqual(expected);
  });

  test.each([
    ['text', 'checked_at', undefined],
    ['an instant', 'checked_at::timestamptz', undefined],
    ['a wall clock, with the zone of sources.yaml', `checked_at::timestamp`, 'Asia/Tokyo'],
  ])('Parquet with checked_at as %s', async (_, expression, zone) => {
    const parquet = await parquetOf(csv(...lines), expression);
    const sources = zone && `version: 1\nsources: [{ files: "exports/**", table: uptime_samples, zone: ${zone} }]\n`;
    expect(await runsOf(await load({ 'uptime_samples.parquet': parquet }, sources))).toEqual(expected);
  });
});

describe('instants without an offset', () => {
  const tokyo = 'version: 1\nsources: [{ files: "exports/**", table: uptime_samples, zone: Asia/Tokyo }]\n';
  const berlin = tokyo.replace('Asia/Tokyo', 'Europe/Berlin');
  test('with a zone they are wall clocks there', async () => {
    expect(
      await runsOf(
        await load({ 'uptime_samples.csv': csv(`sap,${at(0, '')},up,1,`, `sap,2026-10-01 00:01:00,up,1,`) }, tokyo),
      ),
    ).toEqual(['sap up 0-1 x2']);
  });

  test('with a zone, rows that do say an offset keep it', async () => {
    expect(
      await runsOf(
        await load({ 'uptime_samples.csv': csv(`sap,${at(0, '')},up,1,`, `sap,2026-09-30T15:01:00Z,up,1,`) }, tokyo),
      ),
    ).toEqual(['sap up 0-1 x2']);
  });

  test('without a zone the file is refused', async () => {
    expect(await failure({ 'uptime_samples.csv': csv(`sap,${at(0, '')},up,1,`) })).toContain(
      'says no offset from UTC, and no zone is named',
    );
  });

  test('a row without one among rows that have one is set aside, never read as UTC', async () => {
    const loaded = await load({
      'uptime_samples.csv': csv(`sap,${at(0)},up,1,`, `sap,${at(1, '')},down,1,`, `sap,${at(2)},up,1,`),
    });
    expect(await runsOf(loaded)).toEqual(['sap up 0-2 x2']);
    expect(await loaded.rejects()).toEqual([
      expect.stringContaining(`3 checked_at "${at(1, '')}": no offset from UTC`),
    ]);
  });

  test('a local time that came twice, or never, is set aside', async () => {
    const lines = [
      `sap,2026-10-25T01:59:59,up,1,`,
      `sap,2026-10-25T02:30:00,up,1,`,
      `sap,2026-10-25T03:00:00,up,1,`,
      `sap,2026-03-29T02:30:00,up,1,`,
    ];
    const loaded = await load({ 'uptime_samples.csv': csv(...lines) }, berlin);
    expect((await loaded.rejects()).map((reject) => reject.slice(0, 34))).toEqual([
      '3 checked_at "2026-10-25T02:30:00"',
      '5 checked_at "2026-03-29T02:30:00"',
    ]);
    expect((await loaded.rows('uptime_runs')).map(({ first_at }) => first_at)).toEqual([
      Date.UTC(2026, 9, 24, 23, 59, 59) / 1000,
      Date.UTC(2026, 9, 25, 2) / 1000,
    ]);
  });
});

describe('bad samples are named with their row, and counted', () => {
  const good = (from: number, until: number) =>
    Array.from({ length: until - from }, (_, index) => `sap,${at(from + index)},up,1,`);
  test.each([
    [
      'an instant that is none',
      [...good(0, 2), 'sap,yesterday,up,1,', ...good(2, 3)],
      ['4 checked_at "yesterday": not a date and time'],
    ],
    [
      'a date that does not exist',
      [...good(0, 2), 'sap,2026-02-30T00:00:00+09:00,up,1,'],
      ['4 checked_at "2026-02-30T00:00:00+09:00": not a date and time'],
    ],
    [
      'an instant before 1970',
      [...good(0, 1), 'sap,1905-01-01T00:00:00+09:00,up,1,'],
      ['3 checked_at "1905-01-01T00:00:00+09:00": before 1970 or after 2105'],
    ],
    [
      'an instant of the year 9999',
      [...good(0, 1), 'sap,9999-12-31T23:59:59+09:00,up,1,'],
      ['3 checked_at "9999-12-31T23:59:59+09:00": before 1970 or after 2105'],
    ],
    [
      'a state that is none',
      [...good(0, 1), `sap,${at(1)},degraded,1,`],
      ['3 state "degraded": not a state (up, down, unknown)'],
    ],
    ['an empty state', [...good(0, 1), `sap,${at(1)},,1,`], ['3 state "null": is empty']],
    ['no service', [...good(0, 1), `,${at(1)},up,1,`], ['3 service_id "null": is empty']],
    [
      'everything wrong in one row',
      [...good(0, 1), ',x,y,1,'],
      [
        '3 checked_at "x": not a date and time',
        '3 service_id "null": is empty',
        '3 state "y": not a state (up, down, unknown)',
      ],
    ],
  ])('%s', async (_, lines, rejects) => {
    const loaded = await load({ 'uptime_samples.csv': csv(...lines) });
    expect(await loaded.rejects()).toEqual(rejects);
    expect(loaded.report.loaded[0]).toMatchObject({ rejected: 1, rows: lines.length - 1 });
  });

  test.each([
    ['a truncated last line', `${csv(...good(0, 3))}sap,2026-10-01T00:0`, 5],
    ['a line with a column too many', `${csv(...good(0, 1))}sap,${at(1)},up,1,,x\n${good(2, 3).join('\n')}\n`, 3],
  ])('%s', async (_, text, row) => {
    const loaded = await load({ 'uptime_samples.csv': text });
    expect((await loaded.rows('rejects')).map(({ _row }) => _row)).toEqual([row]);
    expect(await runsOf(loaded)).toHaveLength(1);
  });

  test('a quoted line end moves the numbers of no row', async () => {
    const loaded = await load({ 'uptime_samples.csv': csv(`sap,${at(0)},up,"1\n2",`, 'sap,never,up,1,') });
    expect(await loaded.rejects()).toEqual(['3 checked_at "never": not a date and time']);
  });

  test('ten thousand bad rows: a thousand are listed, all are counted', async () => {
    const loaded = await load({
      'uptime_samples.csv': csv(
        ...good(0, 1),
        ...Array.from({ length: 10_000 }, (_, index) => `sap,never-${index},up,1,`),
      ),
    });
    expect(await loaded.rejects()).toHaveLength(1000);
    expect(loaded.report.loaded[0]).toMatchObject({ rows: 1, rejected: 10_000 });
    expect(await loaded.notices()).toContainEqual(
      expect.stringContaining('10000 samples cannot be read; the first 1000 are listed'),
    );
  });

  test('a file of which nothing can be read is refused', async () => {
    expect(await failure({ 'uptime_samples.csv': csv('sap,01.10.2026,up,1,') })).toContain('No sample can be read');
  });

  test.each([
    [
      'an unknown service',
      [...good(0, 2), `ghost,${at(0)},up,1,`, `ghost,${at(1)},up,1,`],
      'service "ghost" is not in the contract: 2 samples were not read, the first in row 4',
    ],
    [
      'a sample that stands twice',
      [...good(0, 2), ...good(1, 3)],
      '1 sample repeats a sample of this file and changed nothing; the first: row 4 repeats row 3',
    ],
    [
      'up and down in one second',
      [...good(0, 2), `sap,${at(1)},down,1,`, ...good(2, 3)],
      '1 sample contradicts another of the same service, location and second: down counts before up, up before unknown; the first in rows 3, 4',
    ],
    [
      'a clock that jumps back',
      [...good(0, 5), ...good(2, 3).map((line) => line.replace(':00+', ':30+')), ...good(5, 6)],
      '1 sample stands out of order (the clock was set, or files were joined): they count by their instant; the first in row 7',
    ],
    [
      'two services in turn, one out of order',
      [...good(0, 1), `crm,${at(0)},up,1,`, ...good(1, 2), `crm,${at(2)},up,1,`, ...good(2, 3), `crm,${at(1)},up,1,`],
      '1 sample stands out of order (the clock was set, or files were joined): they count by their instant; the first in row 7',
    ],
    [
      'a sample from the future',
      [...good(0, 2), 'sap,2027-03-01T00:00:00+09:00,down,1,'],
      '1 sample lies after the day on which the file was loaded; the first: 2027-03-01T00:00:00+09:00 in row 4',
    ],
  ])('%s', async (_, lines, message) => {
    expect(await (await load({ 'uptime_samples.csv': csv(...lines) })).notices()).toEqual([message]);
  });

  test.each([
    ['in order', good(0, 5)],
    ['newest first', good(0, 5).toReversed()],
    ['service by service', [...good(0, 3), ...good(0, 3).map((line) => line.replace('sap', 'crm'))]],
    ['minute by minute', good(0, 3).flatMap((line) => [line, line.replace('sap', 'crm')])],
  ])('nothing is said of a file that is %s', async (_, lines) => {
    expect(await (await load({ 'uptime_samples.csv': csv(...lines) })).notices()).toEqual([]);
  });

  const packed = gzipSync(
    csv(
      ...Array.from(
        { length: 5000 },
        (_, index) =>
          `sap,2026-10-01T${String(index % 24).padStart(2, '0')}:00:00+09:00,up,${(index * 7919) % 100003},`,
      ),
    ),
  );
  test.each([
    ['in the middle', packed.subarray(0, packed.length >> 1)],
    ['within its last eight bytes', packed.subarray(0, packed.length - 3)],
    [
      'nowhere, but a byte of it changed',
      Buffer.from(packed.map((byte, index) => (index === packed.length - 6 ? byte ^ 255 : byte))),
    ],
  ])('a .gz that is cut off %s is refused', async (_, bytes) => {
    const message = await failure({ 'uptime_samples.csv.gz': bytes });
    expect(message).toMatch(/uptime_samples\.csv\.gz/);
    expect(message).toContain('The .gz is damaged or was cut off');
  });

  test('the row up to which a cut .gz reads is named', async () => {
    expect(await failure({ 'uptime_samples.csv.gz': packed.subarray(0, packed.length - 3) })).toContain(
      'uptime_samples.csv.gz, row 5001',
    );
  });

  test('a Parquet file that is cut off is refused', async () => {
    const whole = await parquetOf(csv(...good(0, 3)), 'checked_at');
    expect(await failure({ 'uptime_samples.parquet': whole.subarray(0, whole.length - 20) })).toContain(
      'cannot be read as Parquet',
    );
  });
});

describe('files are folded once', () => {
  test('a second load folds nothing; a new file folds alone; other tolerances fold anew', async () => {
    const workspace = workspaceOf({
      'uptime_samples-1.csv': csv(`sap,${at(0)},up,1,`),
      'uptime_samples-2.csv': csv(`sap,${at(1)},up,1,`),
    });
    const warehouse = await Warehouse.open({ path: ':memory:' });
    const run = async (key: string) => {
      const gaps = { key, seconds: new Map([['sap', 180]]) };
      return (
        await loadExports(warehouse, {
          workspace,
          sourceOf: readSources(workspace),
          gaps,
          loadedAt: '2026-11-01T00:00:00Z',
        })
      ).loaded.map(({ file }) => file);
    };
    expect(await run('a')).toEqual(['exports/uptime_samples-1.csv', 'exports/uptime_samples-2.csv']);
    expect(await run('a')).toEqual([]);
    writeFileSync(join(workspace, 'exports', 'uptime_samples-3.csv'), csv(`sap,${at(2)},up,1,`));
    expect(await run('a')).toEqual(['exports/uptime_samples-3.csv']);
    expect(await run('b')).toHaveLength(3);
    expect(await warehouse.rows('select count(*)::integer as n from raw.uptime_runs')).toEqual([{ n: 3 }]);
    warehouse.close();
  });
});

describe('the SQL and the plain fold agree run for run', () => {
  const sample = fc.record({
    service_id: fc.constantFrom('sap', 'crm'),
    location: fc.constantFrom('', 'tokyo', 'osaka'),
    at: fc.integer({ min: midnight, max: midnight + 3000 }),
    state: fc.constantFrom('up' as const, 'down' as const, 'unknown' as const),
  });
  const instant = ({ at: seconds }: PlainSample) => new Date(seconds * 1000).toISOString();

  test('on any samples, however they are ordered', async () => {
    const warehouse = await Warehouse.open({ path: ':memory:' });
    await fc.assert(
      fc.asyncProperty(fc.array(sample, { minLength: 1, maxLength: 60 }), async (samples) => {
        const text = csv(
          ...samples.map((each) => `${each.service_id},${instant(each)},${each.state},1,${each.location}`),
        );
        const workspace = workspaceOf({ 'uptime_samples.csv': text });
        const gaps = {
          key: 'property',
          seconds: new Map([
            ['sap', 180],
            ['crm', 600],
          ]),
        };
        await loadExports(warehouse, {
          workspace,
          sourceOf: readSources(workspace),
          gaps,
          loadedAt: '2026-11-01T00:00:00Z',
        });
        const runs = await warehouse.rows<Run>('select * exclude (_load) from raw.uptime_runs');
        expect(
          compareFolds(
            runs,
            foldPlainly(samples, (service) => gaps.seconds.get(service)!),
          ),
        ).toBeNull();
      }),
      { numRuns: 60 },
    );
    warehouse.close();
  });

  test('the comparison tells folds apart', () => {
    const runs = foldPlainly([{ service_id: 'sap', location: '', at: 0, state: 'up' }], () => 180);
    expect(compareFolds(runs, [])).toBe('run 1: sap  up 0 0 1 | none');
    expect(
      compareFolds(
        runs,
        runs.map((run) => ({ ...run, last_at: 60 })),
      ),
    ).toBe('run 1: sap  up 0 0 1 | sap  up 0 60 1');
  });
});

/** Bytes of a Parquet file with these rows. */
async function parquetOf(text: string, checkedAt: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'sla-parquet-'));
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    writeFileSync(join(folder, 'samples.csv'), text);
    const path = join(folder, 'samples.parquet');
    await warehouse.run(
      `copy (select * replace (${checkedAt} as checked_at) from read_csv(${quote(join(folder, 'samples.csv'))}, all_varchar = true)) to ${quote(path)} (format parquet)`,
    );
    return readFileSync(path);
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true });
  }
}
