/** The fold by bytes against the fold in SQL and the plain one: the same runs, the same words, whatever the file looks like. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldBytes } from '../../pipelines/exports/fold/bytes/foldBytes.ts';
import { foldRange } from '../../pipelines/exports/fold/bytes/foldRange.ts';
import { joinRanges } from '../../pipelines/exports/fold/bytes/joinRanges.ts';
import { openFoldInput } from '../../pipelines/exports/fold/foldInput.ts';
import { foldSamples } from '../../pipelines/exports/fold/foldSamples.ts';
import { ensureRawSchema } from '../../pipelines/exports/load/rawSchema.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { compareFolds, foldPlainly, type PlainSample, type Run } from './foldReference.ts';
import { gzipSync, workspaceOf } from './loading.ts';

const header = 'service_id,checked_at,state,latency_ms,location';
const gaps = {
  key: 'test',
  seconds: new Map([
    ['sap', 180],
    ['crm', 600],
    ['拠点間VPN', 180],
  ]),
};
const midnight = Date.UTC(2026, 8, 30, 15) / 1000;
const at = (minute: number, rest = ':00+09:00') => `2026-10-01T00:${String(minute).padStart(2, '0')}${rest}`;
const zoneTokyo = 'version: 1\nsources: [{ files: "exports/**", table: uptime_samples, zone: Asia/Tokyo }]\n';
const zoneBerlin = zoneTokyo.replace('Asia/Tokyo', 'Europe/Berlin');

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open({ path: ':memory:' });
  await ensureRawSchema(warehouse);
});
afterAll(() => warehouse.close());

interface Outcome {
  runs: Run[];
  rows: number | undefined;
  notices: string[];
  rejects: unknown[];
}

/** Folds the file one of two ways. A small file's order is spoken of by SQL alone. */
async function foldWith(
  file: { name: string; bytes: Uint8Array | string; sources?: string },
  byBytes: boolean,
): Promise<Outcome> {
  const { exported, source } = exportOf(file);
  await warehouse.run('delete from raw.uptime_runs; delete from raw.rejects');
  const result = await foldSamples(warehouse, exported, source, {
    loadId: async () => 1,
    gaps,
    loadedAt: '2026-11-01T00:00:00Z',
    byBytesFrom: byBytes ? 0 : Number.POSITIVE_INFINITY,
  });
  return {
    runs: await warehouse.rows<Run>('select * exclude (_load) from raw.uptime_runs'),
    rows: result?.rows,
    notices: (result?.notices ?? []).filter(({ kind }) => kind !== 'out-of-order').map(({ message }) => message),
    rejects: await warehouse.rows('select * from raw.rejects order by all'),
  };
}

function exportOf({ name, bytes, sources }: { name: string; bytes: Uint8Array | string; sources?: string }) {
  const workspace = workspaceOf({ [name]: bytes }, sources);
  const file = `exports/${name}`;
  const exported = { file, path: join(workspace, file), sha256: 'x', bytes: Buffer.byteLength(bytes) };
  return { exported, source: readSources(workspace)(file)! };
}

/** Whether the bytes alone are enough, or SQL reads the file. */
async function isByBytes(file: Parameters<typeof foldWith>[0]): Promise<boolean> {
  const { exported, source } = exportOf(file);
  const input = await openFoldInput(warehouse, exported, source);
  const context = { loadId: async () => 1, gaps, loadedAt: '2026-11-01T00:00:00Z' };
  return input !== null && (await foldBytes(warehouse, exported, source, input, context)) !== null;
}

const rows = [`sap,${at(0)},up,1,`, `sap,${at(1)},down,1,`, `crm,${at(0)},up,1,`, `sap,${at(2)},up,1,`];
const csv = (lines: string[], head = header): string => `${[head, ...lines].join('\n')}\n`;

describe('what the bytes read', () => {
  test.each<[string, string | Uint8Array, string?]>([
    ['rows as monitors write them', csv(rows)],
    ['no line end behind the last row', csv(rows).trimEnd()],
    ['an empty last cell at the very end', csv(rows).trimEnd().replace(/1,$/, '1,')],
    ['Windows line ends', csv(rows).replaceAll('\n', '\r\n')],
    ['a byte-order mark', `\uFEFF${csv(rows)}`],
    [
      'other columns, in another order',
      csv(
        rows.map((row) => row.split(',').toReversed().join(',')),
        header.split(',').toReversed().join(','),
      ),
    ],
    [
      'a column that nobody knows',
      csv(
        rows.map((row) => `${row},x`),
        `${header},region`,
      ),
    ],
    [
      'no column of locations',
      csv(
        rows.map((row) => row.split(',').slice(0, 3).join(',')),
        'service_id,checked_at,state',
      ),
    ],
    [
      'several locations',
      csv([`sap,${at(0)},up,1,東京`, `sap,${at(0)},down,1,大阪`, `sap,${at(1)},up,1,東京`, `sap,${at(1)},down,1,大阪`]),
    ],
    ['names beyond ASCII', csv([`拠点間VPN,${at(0)},up,1,`, `拠点間VPN,${at(1)},down,1,`])],
    [
      'capitals and spaces',
      csv([`sap,${at(0)},UP,1,`, ` sap ,${at(1)}, Down ,1,`, `sap, ${at(2)} ,Unknown,1, tokyo `]),
    ],
    ['quoted cells', csv([`"sap","${at(0)}","up","1",""`, `sap,${at(1)},up,1,"tokyo"`])],
    ['Z', csv([`sap,2026-09-30T15:00:00Z,up,1,`, `sap,2026-09-30T15:01:00Z,down,1,`])],
    [
      'offsets of every form',
      csv([
        `sap,${at(0)},up,1,`,
        `sap,${at(1, ':00+0900')},up,1,`,
        `sap,${at(2, ':00+09')},up,1,`,
        `sap,2026-09-30 15:03:00+00,up,1,`,
        `sap,2026-09-30T10:04:00-05:00,down,1,`,
      ]),
    ],
    ['fractions, cut', csv([`sap,${at(0, ':00.999+09:00')},up,1,`, `sap,${at(1, ':00.5Z')},up,1,`])],
    ['wall clocks of a named zone', csv([`sap,${at(0, ':00')},up,1,`, `sap,2026-10-01 00:01:00,down,1,`]), zoneTokyo],
    [
      'wall clocks around a clock change',
      csv([`sap,2026-10-25T01:59:59,up,1,`, `sap,2026-10-25T03:00:00,down,1,`]),
      zoneBerlin,
    ],
    ['a leap day', csv([`sap,2028-02-29T00:00:00Z,up,1,`, `sap,2028-03-01T00:00:00Z,down,1,`])],
    ['the century that was none', csv([`sap,2100-02-28T23:59:59Z,up,1,`, `sap,2100-03-01T00:00:00Z,down,1,`])],
    ['services that the agreement does not name', csv([...rows, `ghost,${at(0)},up,1,`, `ghost,${at(1)},up,1,`])],
    ['a sample from the future', csv([...rows, 'sap,2027-03-01T00:00:00+09:00,down,1,'])],
    [
      'a gap of exactly the tolerance, and one longer',
      csv([`sap,${at(0)},up,1,`, `sap,${at(3)},up,1,`, `sap,${at(6, ':01+09:00')},up,1,`]),
    ],
    ['a row that is late', csv([`sap,${at(2)},up,1,`, `crm,${at(0)},up,1,`, `sap,${at(1)},down,1,`])],
    ['newest first', csv(rows.toReversed())],
    ['a row that stands twice', csv([...rows, rows[3]!])],
    [
      'up and down in one second',
      csv([`sap,${at(0)},up,1,`, `sap,${at(1)},down,1,`, `sap,${at(1)},up,1,`, `crm,${at(1)},up,1,`]),
    ],
    ['.gz', gzipSync(csv(rows))],
  ])('%s', async (_, bytes, sources) => {
    const name = typeof bytes === 'string' ? 'uptime_samples.csv' : 'uptime_samples.csv.gz';
    const file = { name, bytes, ...(sources && { sources }) };
    expect(await isByBytes(file)).toBe(true);
    const [one, other] = [await foldWith(file, true), await foldWith(file, false)];
    expect(compareFolds(one.runs, other.runs)).toBeNull();
    expect({ ...one, runs: [] }).toEqual({ ...other, runs: [] });
    expect(one.runs.length).toBeGreaterThan(0);
  });
});

describe('what the bytes leave to SQL, with the same result', () => {
  test.each<[string, string | Uint8Array, string?]>([
    ['a cell with a line end', csv([...rows, `sap,${at(3)},up,"1\n2",`])],
    ['a cell with quotes', csv([...rows, `sap,${at(3)},up,"1""2",`])],
    ['an instant that is none', csv([...rows, 'sap,yesterday,up,1,'])],
    ['a day that does not exist', csv([...rows, 'sap,2026-02-30T00:00:00Z,up,1,'])],
    ['1900 was no leap year, 2100 is none', csv([...rows, 'sap,2100-02-29T00:00:00Z,up,1,'])],
    ['before 1970', csv([...rows, 'sap,1905-01-01T00:00:00+09:00,up,1,'])],
    ['after 2174', csv([...rows, 'sap,9999-12-31T23:59:59+09:00,up,1,'])],
    ['a clock that came twice', csv([`sap,2026-10-25T01:59:59,up,1,`, `sap,2026-10-25T02:30:00,up,1,`]), zoneBerlin],
    ['a clock that never came', csv([`sap,2026-10-25T01:59:59,up,1,`, `sap,2026-03-29T02:30:00,up,1,`]), zoneBerlin],
    ['a row without an offset among others', csv([...rows, `sap,${at(3, ':00')},up,1,`])],
    ['an instant without seconds', csv([...rows, 'sap,2026-10-01T00:03+09:00,up,1,'])],
    ['a state that is none', csv([...rows, `sap,${at(3)},degraded,1,`])],
    ['an empty state', csv([...rows, `sap,${at(3)},,1,`])],
    ['no service', csv([...rows, `,${at(3)},up,1,`])],
    ['a row too short', csv([...rows, `sap,${at(3)},up`])],
    ['a row too long', csv([...rows, `sap,${at(3)},up,1,,x`])],
    [
      'bytes that are no UTF-8 in a column that nobody reads',
      Buffer.concat([Buffer.from(csv(rows)), Buffer.from(`sap,${at(3)},up,`), Buffer.from([0x93, 0x8c, 0x0a])]),
    ],
    [
      'more locations than it counts',
      csv(Array.from({ length: 20 }, (_, index) => `sap,${at(index)},up,1,place-${index}`)),
    ],
  ])('%s', async (_, bytes, sources) => {
    const file = { name: 'uptime_samples.csv', bytes, ...(sources && { sources }) };
    expect(await isByBytes(file)).toBe(false);
    const [one, other] = [await foldWith(file, true), await foldWith(file, false)];
    expect(compareFolds(one.runs, other.runs)).toBeNull();
    expect({ ...one, runs: [] }).toEqual({ ...other, runs: [] });
  });
});

const state = fc.constantFrom('up' as const, 'up' as const, 'down' as const, 'unknown' as const);
/** Samples of services in turn, as monitors write them; a clock that is set back makes rows that come late. */
const historiesOf = (services: string[], rowsAtMost: number) =>
  fc
    .array(
      fc.record({
        service_id: fc.constantFrom(...services),
        location: fc.constantFrom('', 'tokyo'),
        step: fc.oneof(
          { weight: 200, arbitrary: fc.integer({ min: 0, max: Math.floor(20_000 / services.length) }) },
          { weight: 1, arbitrary: fc.integer({ min: -20_000, max: 0 }) },
        ),
        state,
      }),
      { minLength: 1, maxLength: rowsAtMost, size: 'max' },
    )
    .map((steps) => {
      let clock = midnight;
      return steps.map(({ step, ...rest }): PlainSample => {
        clock += step;
        return { ...rest, at: clock };
      });
    });
const line = ({ service_id, location, at: second, state: said }: PlainSample) =>
  `${service_id},${new Date(second * 1000).toISOString().replace('.000', '')},${said},1,${location}`;
const seed = 20261001;

describe('on generated histories', () => {
  const ids = Array.from({ length: 200 }, (_, index) => `svc-${index}`);
  const tolerated = ids.map((_, index) => [120, 300, 900][index % 3]!);
  const plan = {
    services: ids.map((id, index): [string, number] => [id, tolerated[index]!]),
    columns: { count: 5, service: 0, instant: 1, state: 2, location: 4 },
    zone: [],
  };

  test('of 20,000 services: ranges cut anywhere join to the runs of the plain fold; odd services are named, never folded', () => {
    let sound = 0;
    let odd = 0;
    fc.assert(
      fc.property(historiesOf(ids, 2500), fc.array(fc.nat(), { maxLength: 3 }), (samples, cuts) => {
        const text = csv(samples.map(line));
        const { exported } = exportOf({ name: 'uptime_samples.csv', bytes: text });
        const starts = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
        const bounds = [...new Set([starts[0]!, ...cuts.map((cut) => starts[cut % starts.length]!), text.length])];
        bounds.sort((a, b) => a - b);
        const ranges = bounds
          .slice(1)
          .map((until, index) => foldRange({ path: exported.path, from: bounds[index]!, until, plan })!);
        const joined = joinRanges(ranges, tolerated);
        const isOdd = oddServices(samples);
        expect(new Set([...joined.odd].map((number) => ids[number]!))).toEqual(isOdd);
        const runs = joined.runs.map(
          ({ service, location, state: number, first, last, samples: count }): Run => ({
            service_id: ids[service]!,
            location,
            state: ['unknown', 'up', 'down'][number]!,
            first_at: first,
            last_at: last,
            samples: count,
          }),
        );
        const expected = foldPlainly(
          samples.filter(({ service_id }) => !isOdd.has(service_id)),
          (service) => tolerated[ids.indexOf(service)]!,
        );
        expect(compareFolds(runs, expected)).toBeNull();
        sound += new Set(runs.map(({ service_id }) => service_id)).size;
        odd += isOdd.size;
      }),
      { numRuns: 130, seed },
    );
    expect(sound + odd).toBeGreaterThan(20_000);
    expect(odd).toBeGreaterThan(500);
  });

  test('both folds leave the same rows and the same words', async () => {
    await fc.assert(
      fc.asyncProperty(historiesOf([...gaps.seconds.keys()], 40), async (samples) => {
        const file = { name: 'uptime_samples.csv', bytes: csv(samples.map(line)) };
        const [one, other] = [await foldWith(file, true), await foldWith(file, false)];
        expect(compareFolds(one.runs, other.runs)).toBeNull();
        expect({ ...one, runs: [] }).toEqual({ ...other, runs: [] });
      }),
      { numRuns: 25, seed },
    );
  });
});

/** Services with a row that is not later than the one before it of the same location. */
function oddServices(samples: PlainSample[]): Set<string> {
  const last = new Map<string, number>();
  const odd = new Set<string>();
  for (const { service_id, location, at: second } of samples) {
    const key = `${service_id} ${location}`;
    if (second <= (last.get(key) ?? Number.NEGATIVE_INFINITY)) odd.add(service_id);
    else last.set(key, second);
  }
  return odd;
}
