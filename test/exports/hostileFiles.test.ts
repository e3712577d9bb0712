/** Files whose names and bytes are not what a program expects: each loads its own rows, or is refused with a sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SlaError } from '../../pipelines/errors.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { temporaryFolder } from '../support/workspace.ts';
import { byPreset, failure, gzipSync, load } from './loading.ts';

// What follows the table's name. The first few are patterns that would match the names behind them.
const names = [
  '[1]',
  '*',
  '?',
  '**',
  '[!x]',
  '[a-z]',
  '{a,b}',
  '{x}',
  '1',
  '-x',
  '_a', // biome-ignore format: one line
  "'",
  '"',
  "'; drop table raw.loads; --",
  '$(id)',
  '%s%n',
  '%41',
  '#frag',
  '&',
  '~',
  '\n',
  '\u202e',
  '東京',
  ' ',
  '=1',
  '.csv',
];

const sampleOf = (service: string): string => `service_id,checked_at,state\n${service},2026-10-01T00:00:00Z,up\n`;

describe('names', () => {
  test('each file loads the row that is in it, whatever its name means to a pattern', async () => {
    const services = names.map((_, index) => `s${index}`);
    const files = Object.fromEntries(names.map((name, index) => [`uptime_samples${name}.csv`, sampleOf(`s${index}`)]));
    const { rows, report, warehouse } = await load(files, undefined, services);
    expect(report.loaded.map(({ file, rows: n }) => [file, n]).sort()).toEqual(
      names.map((name) => [`exports/uptime_samples${name}.csv`, 1]).sort(),
    );
    expect((await rows('uptime_runs')).map(({ service_id, samples }) => [service_id, samples]).sort()).toEqual(
      services.map((service) => [service, 1]).sort(),
    );
    const kept = await warehouse.rows<{ file: string; service: string }>(
      'select file, service_id as service from raw.uptime_runs inner join raw.loads on _load = load_id',
    );
    for (const { file, service } of kept) expect(files[file.slice('exports/'.length)]).toBe(sampleOf(service));
  });

  test('the same of Parquet, in folders that are patterns or name a column', async () => {
    const folder = temporaryFolder();
    const parquet = await Promise.all(
      names.map((_, index) =>
        parquetOf(`select 's${index}' as service_id, '2026-10-01T00:00:00Z' as checked_at, 'up' as state`, folder),
      ),
    );
    const folders = ['[1]/', '*/', 'service_id=web/', ''];
    const files = names.map((name, index) => [`${folders[index % 4]}uptime_samples${name}.parquet`, parquet[index]!]);
    const { rows } = await load(
      Object.fromEntries(files),
      undefined,
      names.map((_, index) => `s${index}`),
    );
    expect((await rows('uptime_runs')).map(({ service_id, samples }) => [service_id, samples]).sort()).toEqual(
      names.map((_, index) => [`s${index}`, 1]).sort(),
    );
  });

  test('any text that a file system takes for a name', async () => {
    const piece = fc.constantFrom(
      '*',
      '?',
      '[',
      ']',
      '{',
      '}',
      '!',
      '-',
      "'",
      '"',
      ';',
      '$',
      '%',
      '#',
      '^',
      ' ',
      '\n',
      '=',
      ',',
      '0',
      '1',
      '鯖',
    );
    const name = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const list = fc.uniqueArray(name, { minLength: 6, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(list, async (texts) => {
        const services = texts.map((_, index) => `s${index}`);
        const files = Object.fromEntries(
          texts.map((text, index) => [`uptime_samples${text}.csv`, sampleOf(`s${index}`)]),
        );
        const { rows } = await load(files, undefined, services);
        expect((await rows('uptime_runs')).map((row) => row['samples'])).toEqual(services.map(() => 1));
      }),
      { numRuns: 8 },
    );
  });

  test('a large CSV, which DuckDB reads where it stands, too', async () => {
    const csv = (id: string): string =>
      `ticket_id,title,opened_at\n${`${id},${'x'.repeat(1000)},2026-10-01T00:00:00Z\n`.repeat(1100)}`;
    const { warehouse } = await load({
      'tickets[1].csv': csv('A'),
      'tickets1.csv': csv('B'),
      'tickets*.csv': csv('C'),
    });
    expect(
      await warehouse.rows('select ticket_id as id, count(*) as n from raw.tickets group by all order by all'),
    ).toEqual([
      { id: 'A', n: 1100 },
      { id: 'B', n: 1100 },
      { id: 'C', n: 1100 }, // biome-ignore format: one line
    ]);
  });

  test('a backslash beside a pattern cannot be named, which is said', async () => {
    expect(await failure({ 'uptime_samples\\[1].csv': sampleOf('sap') })).toContain(
      'The path holds a backslash beside "*", "?" or "[": DuckDB cannot name such a file.',
    );
  });

  test('no path reaches DuckDB but through the functions that escape it', () => {
    const folder = join(packageRoot(), 'pipelines');
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /(read_csv|read_parquet|read_json|glob)\(\$?[{']/.test(readFileSync(join(folder, file), 'utf8')),
      );
    expect(found).toEqual(['warehouse/Warehouse.ts']);
  });
});

const states = ['up,12,東京', 'down,13,東京', 'up,14,札幌'];
const withPlaces = (header: string): string =>
  `${header}\n${states.map((state, i) => `sap,2026-10-01T00:0${i}:00+09:00,${state}`).join('\n')}\n`;
const usual = withPlaces('service_id,checked_at,state,latency_ms,location');
const cp932 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('東京', '\x93\x8c\x8b\x9e').replaceAll('札幌', '\x8eD\x96y'), 'latin1');
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('samples in other encodings, with a column that is not read', () => {
  test.each([
    { name: 'CP932', bytes: cp932(usual) },
    { name: 'UTF-16', bytes: utf16(usual) },
    {
      name: 'CP932, the column at the end',
      bytes: cp932(withPlaces('service_id,checked_at,state,location,x').replaceAll(/,(1\d),(.*)/g, ',$2,$1')),
    },
    {
      name: 'CP932 in the column that is not read',
      bytes: cp932(withPlaces('service_id,checked_at,state,location,x').replaceAll(/,1\d,/g, ',x,')),
      places: ['x'],
    },
  ])('$name', async ({ bytes, places = ['札幌', '東京'] }) => {
    for (const file of [{ 'uptime_samples.csv': bytes }, { 'uptime_samples.csv.gz': gzipSync(bytes) }]) {
      const { rows, report } = await load(file);
      expect(report.loaded).toMatchObject([{ rows: 3, rejected: 0 }]);
      expect([...new Set((await rows('uptime_runs')).map(({ location }) => location ?? ''))].sort()).toEqual(
        places.sort(),
      );
    }
  });
  test('two marks and a stray quote, over which the reader of DuckDB stumbles', async () => {
    const { report, rejects } = await load({
      'uptime_samples.csv': `service_id,checked_at,state\nsap,2026-10-01T00:00:00Z,up\nsap,2026-10-01T22026-02-30T00:00:00Z,"up\nsap,2026-10-01T00:01:00Z,up\n`,
    });
    expect(report.loaded).toMatchObject([{ rows: 2, rejected: 1 }]);
    expect(await rejects()).toEqual(['3 "sap,2026-10-01T22026-02-30T00:00:00Z,"up": a quote is never closed']);
  });
});

describe('zero bytes and zero characters', () => {
  const ticket = { ticket_id: 'A\u0000B', opened_at: '2026-10-01T00:00:00Z', title: "it's \u0000\u0000 'quoted'" };
  test('a zero character that JSON spells out is kept as it is', async () => {
    const { rows } = await load({ 'tickets.json': JSON.stringify([ticket]) });
    expect(await rows('tickets')).toMatchObject([{ ticket_id: 'A\0B', title: "it's \0\0 'quoted'" }]);
  });
  test('in a service, a location and a reject', async () => {
    const sample = { service_id: 'sap', checked_at: '2026-10-01T00:00:00Z', state: 'up', location: 'a\u0000b' };
    const { rows, notices, rejects } = await load({
      'uptime_samples.json': JSON.stringify([
        sample,
        { ...sample, service_id: "x\u0000'" },
        { ...sample, state: '\u0000' },
      ]),
    });
    expect(await rows('uptime_runs')).toMatchObject([{ service_id: 'sap', location: 'a\0b', samples: 1 }]);
    expect((await notices()).join()).toContain('is not in the contract: 1 samples were not read, the first in row 2');
    expect(await rejects()).toEqual(['3 state "\0": not a state (up, down, unknown)']);
  });
  test('no text ends a statement', async () => {
    const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('\0', "'", '"', '\\', ';', '--', '/*', 'x', '\n', '$$', '{}', '東')),
          async (parts) => {
            const text = parts.join('');
            expect(
              await warehouse.row(
                `select ${quote(text)} as text, ${quote(text)} in (${quote('')}, ${quote(text)}) as found`,
              ),
            ).toEqual({ text, found: true });
          },
        ),
        { numRuns: 60 },
      );
    } finally {
      warehouse.close();
    }
  });
  const csv = 'ticket_id,opened_at\nA,2026-10-01T00:00:00Z\n\0\0\0,\0\nB,2026-10-01T00:00:00Z\n';
  test.each([
    {
      name: 'CSV: a row of zero bytes is set aside',
      file: 'tickets.csv',
      content: csv,
      ids: ['A', 'B'],
      reject: 'holds a zero byte',
    },
    {
      name: 'NDJSON: a line of zero bytes is set aside',
      file: 'tickets.ndjson',
      content: `${['A', '\0', 'B'].map((id) => (id === '\0' ? '\0\0\0\0' : JSON.stringify({ ticket_id: id, opened_at: '2026-10-01T00:00:00Z' }))).join('\n')}\n`,
      ids: ['A', 'B'],
      reject: 'no JSON record',
    },
    {
      name: 'JSON: zero bytes between records are set aside',
      file: 'tickets.json',
      content: `[${JSON.stringify({ ticket_id: 'A', opened_at: '2026-10-01T00:00:00Z' })},\0\0\0\0,${JSON.stringify({ ticket_id: 'B', opened_at: '2026-10-01T00:00:00Z' })}]`,
      ids: ['A', 'B'],
      reject: 'no JSON record',
    },
  ])('$name', async ({ file, content, ids, reject }) => {
    const { rows, rejects } = await load({ [file]: content });
    expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(ids);
    expect(await rejects()).toEqual([expect.stringContaining(reject)]);
  });
  test('a CSV whose header holds them is none', async () => {
    expect(await failure({ 'tickets.csv': Buffer.from('ticket\0_id,opened_at\nA,2026-10-01T00:00:00Z\n') })).toContain(
      'The file is no CSV: it holds zero bytes.',
    );
  });
});

describe('JSON that is broken in odd places', () => {
  const record = JSON.stringify({ number: 'A', opened_at: '2026-10-01 00:00:00', u_x: 1 });
  test('a key with a broken escape is no key that is looked for', async () => {
    const { rows } = await load(
      { 'a.json': `{"x\\u12":1,"\\q":{},"result":[${record}]}` },
      byPreset('servicenow-incident-rest'),
    );
    expect(await rows('tickets')).toMatchObject([{ ticket_id: 'A' }]);
  });
  test('a cell that is nested more deeply than it can be written again is set aside', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { rows, rejects } = await load({
      'tickets.json': `[{"ticket_id":"A","opened_at":"2026-10-01T00:00:00Z","title":${deep}},{"ticket_id":"B","opened_at":"2026-10-01T00:00:00Z"}]`,
    });
    expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(['B']);
    expect(await rejects()).toEqual([expect.stringMatching(/^1 .*(nested too deeply|no JSON record)/)]);
  });
  test('a record of 60 MB costs a few looks, not one for each chunk', async () => {
    const begun = performance.now();
    const big = `[{"ticket_id":"A","opened_at":"2026-10-01T00:00:00Z","x":"${'y'.repeat(60_000_000)}"}]`;
    const { rows } = await load({ 'tickets.json': big });
    expect(await rows('tickets')).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('Parquet whose first column has a byte-order mark in its name, as a CSV that was converted leaves it', () => {
  test.each([
    { table: 'tickets', sql: `select 'T-1' as "\uFEFFticket_id", '2026-10-01T00:00:00Z' as opened_at` },
    {
      table: 'uptime_samples',
      sql: `select 'sap' as "\uFEFFservice_id", '2026-10-01T00:00:00Z' as checked_at, 'up' as state`,
    },
  ])('$table', async ({ table, sql }) => {
    const { report } = await load({ [`${table}.parquet`]: await parquetOf(sql, temporaryFolder()) });
    expect(report.loaded).toMatchObject([{ rows: 1, rejected: 0 }]);
  });
});

describe('Parquet that is damaged', () => {
  const tickets = `select 'T-' || i as ticket_id, '2026-10-01T00:00:00Z' as opened_at, repeat('title ', 5) || i as title from range(2000) as t(i)`;
  const samples = `select 'sap' as service_id, '2026-10-01T00:00:00Z' as checked_at, 'up' as state, 'tokyo' || (i % 9) as location from range(2000) as t(i)`;
  test.each([
    { table: 'tickets', sql: tickets, compression: 'snappy' },
    { table: 'uptime_samples', sql: samples, compression: 'zstd' },
    { table: 'uptime_samples', sql: samples, compression: 'uncompressed' },
  ])('$table, $compression: wherever the damage is, it loads or says so', async ({ table, sql, compression }) => {
    const whole = await parquetOf(sql, temporaryFolder(), compression);
    let refused = 0;
    for (let index = 0; index < 16; index += 1) {
      const bytes = Buffer.from(whole);
      const at = 4 + Math.floor(((bytes.length - 12) * index) / 16);
      for (let k = 0; k < 8; k += 1) bytes[at + k] = bytes[at + k]! ^ (0x5a + k);
      try {
        await load({ [`${table}.parquet`]: bytes });
      } catch (error) {
        if (!(error instanceof SlaError)) throw error;
        expect(error.message).toContain(`exports/${table}.parquet`);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(2);
  });
});

let parquets = 0;

async function parquetOf(sql: string, folder: string, compression = 'zstd'): Promise<Buffer> {
  parquets += 1;
  const path = join(folder, `${parquets}.parquet`);
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  try {
    await warehouse.run(`copy (${sql}) to ${quote(path)} (format parquet, compression ${compression})`);
    return readFileSync(path);
  } finally {
    warehouse.close();
  }
}
