import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../pipelines/report/writeWorkbook.ts';
import { byPreset, failure, gzipSync, load } from './loading.ts';

const csv = 'ticket_id,opened_at\n1,2026-10-01T00:00:00Z\n';
const generic = 'version: 1\nsources: [{ files: "exports/**", table: tickets }]';

describe('ZIP', () => {
  test('one member, named in the report; rows are those of the member', async () => {
    const { report, rows, warehouse } = await load({ 'tickets.zip': zipSync({ 'october.csv': strToU8(csv) }) });
    expect(report.loaded).toMatchObject([{ file: 'exports/tickets.zip#october.csv', table: 'tickets', rows: 1 }]);
    expect(await rows('tickets')).toMatchObject([{ ticket_id: '1', _row: 2 }]);
    expect(await warehouse.rows('select file, member from raw.loads')).toEqual([
      { file: 'exports/tickets.zip', member: 'october.csv' },
    ]);
  });
  test('several members load each; folders, hidden files and paths that lead outside do no harm', async () => {
    const zip = zipSync({
      'a.csv': strToU8(csv),
      'sub/': new Uint8Array(),
      '__MACOSX/a.csv': strToU8('x'),
      '../../b.csv': strToU8(csv.replace('1,', '2,')),
    });
    const { rows } = await load({ 'tickets.zip': zip });
    expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(['1', '2']);
  });
  test.each([
    {
      name: 'an archive in an archive',
      zip: () => zipSync({ 'inner.zip': zipSync({ 'a.csv': strToU8(csv) }) }),
      says: 'The archive holds another archive',
    },
    {
      name: 'one that was cut off',
      zip: () => zipSync({ 'a.csv': strToU8(csv.repeat(2000)) }).subarray(0, 90),
      says: 'damaged or was cut off',
    },
    { name: 'an empty one', zip: () => zipSync({}), says: 'holds no file' },
    {
      name: 'a bomb',
      zip: () => zipSync({ 'a.csv': new Uint8Array(300_000_000) }, { level: 9 }),
      says: 'unpacks to more than 256 MB and 250 times its size',
    },
  ])('$name is refused', async ({ zip, says }) => {
    expect(await failure({ 'tickets.zip': zip() })).toContain(says);
  });
  test('a gzip bomb of one endless line is refused too, before anybody waits for it', async () => {
    const packed = gzipSync(Buffer.concat([Buffer.from(csv), Buffer.alloc(300_000_000, 'a')]));
    const begun = performance.now();
    expect(await failure({ 'tickets.csv.gz': packed })).toContain('unpacks to more than 256 MB');
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('Excel', () => {
  test('in: cells as text, dates as wall clocks of the named zone, a header further down, its own row numbers', async () => {
    const { default: writeXlsxFile } = await import('write-excel-file/node');
    const date = (iso: string) => ({ value: new Date(`${iso}Z`), type: Date, format: 'yyyy-mm-dd hh:mm:ss' });
    const rows = [
      ['Ticket report'],
      [],
      ['#', 'Title', 'State', 'Priority', 'Group', 'Created At', 'Closed At', 'First Response At', 'Close Diff In Min'],
      [
        10_001,
        '=1+1',
        'closed',
        '3 high',
        'SAP',
        date('2026-10-01T09:00:00'),
        date('2026-10-01T11:30:15'),
        date('2026-10-01T09:10:00'),
        -30,
      ],
      [null, null, null, null, null, null, null, null, null],
      [10_002, 'Slow', 'merged', '2 normal', 'SAP', date('2026-10-02T09:00:00'), null, null, null],
    ];
    const xlsx = await writeXlsxFile([{ sheet: 'Report', data: rows as never }]).toBuffer();
    const loaded = await load({ 'report.xlsx': xlsx }, byPreset('zammad', 'zone: Asia/Tokyo\nheader_row: 3'));
    expect(await loaded.rows('tickets')).toEqual([
      {
        ticket_id: '10001',
        severity: 'high',
        title: '=1+1',
        status: 'closed',
        opened_at: '2026-10-01T00:00:00Z',
        responded_at: '2026-10-01T00:10:00Z',
        resolved_at: '2026-10-01T02:30:15Z',
        closed_at: '2026-10-01T02:30:15Z',
        group: 'SAP',
        _row: 4,
      },
      {
        ticket_id: '10002',
        severity: 'medium',
        title: 'Slow',
        status: 'cancelled',
        opened_at: '2026-10-02T00:00:00Z',
        group: 'SAP',
        _row: 6,
      },
    ]);
    expect(await loaded.rows('vendor_verdicts')).toMatchObject([
      { ticket_id: '10001', measure: 'resolve', verdict: 'breached', value: '-30' },
    ]);
    expect(await failure({ 'report.xlsx': xlsx }, byPreset('zammad', 'zone: Asia/Tokyo\nsheet: Absent'))).toContain(
      'name the sheet in sources.yaml',
    );
    expect(await failure({ 'report.xlsx': xlsx.subarray(0, 500) }, byPreset('zammad', 'zone: Asia/Tokyo'))).toContain(
      'cannot be read as an Excel workbook',
    );
  });
  test('out: a table that is too long for a sheet says where it is', async () => {
    const rows = Array.from({ length: 100_001 }, (_, index) => [index]);
    const bytes = await writeWorkbook([{ name: 'measures', columns: ['n'], rows }]);
    const { default: readExcelFile } = await import('read-excel-file/node');
    const [sheet] = (await readExcelFile(Buffer.from(bytes))) as unknown as { data: unknown[][] }[];
    expect(sheet!.data).toEqual([['note'], ['100001 rows are too many for a sheet: see measures.parquet']]);
  });
  test('out: a sheet a table, texts never formulas, the same bytes under any clock', async () => {
    const tables = [
      {
        name: 'SLA: met/breached',
        columns: ['ticket_id', 'late', 'met'],
        rows: [
          ['=cmd|calc', 12, false],
          ['日本\u0000語', null, true],
        ],
      },
      { name: 'SLA: met/breached', columns: ['x'], rows: [] },
    ] satisfies Parameters<typeof writeWorkbook>[0];
    const first = await writeWorkbook(tables);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(Buffer.from(await writeWorkbook(tables)).equals(Buffer.from(first))).toBe(true);
    const { default: readExcelFile } = await import('read-excel-file/node');
    const sheets = (await readExcelFile(Buffer.from(first))) as unknown as { sheet: string; data: unknown[][] }[];
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['SLA  met breached', 'SLA  met breached 2']);
    expect(sheets[0]!.data).toEqual([
      ['ticket_id', 'late', 'met'],
      ['=cmd|calc', 12, false],
      ['日本語', null, true],
    ]);
    const { unzipSync } = await import('fflate');
    const sheetXml = Object.entries(unzipSync(first))
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .join('');
    expect(sheetXml).not.toContain('<f>');
  });
});

test('nothing temporary is left behind, whether a load succeeds or fails', async () => {
  const { readdirSync } = await import('node:fs');
  const { workspace } = await load({ 'tickets.zip': zipSync({ 'a.csv': strToU8(csv) }) }, generic);
  expect(readdirSync(workspace).sort()).toEqual(['exports', 'sources.yaml']);
});
