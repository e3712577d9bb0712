/** Rows read back from an export are those of the file, byte for byte, whatever stands in them. */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cutCsv, cutJson } from '../../pipelines/audit/cutRecords.ts';
import { readRawRows, readSourceRows } from '../../pipelines/audit/readRawRows.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { temporaryFolder, writeFiles } from '../support/workspace.ts';

const cp932 = Buffer.from([0x69, 0x64, 0x2c, 0x6e, 0x0a, 0x31, 0x2c, 0x93, 0x8c, 0x8b, 0x9e, 0x0a]);

describe('the rows wanted', () => {
  test.each<{
    name: string;
    file: string;
    content: string | Buffer;
    rows: number[];
    header: string | null;
    text: string[];
  }>([
    { name: 'a plain CSV', file: 'a.csv', content: 'id,n\n1,x\n2,y\n', rows: [3], header: 'id,n', text: ['2,y'] },
    {
      name: 'lines of a log',
      file: 'nagios.log',
      content: '[1] a\r\n\n[3] "c\n[4] d',
      rows: [1, 3, 4],
      header: null,
      text: ['[1] a', '[3] "c', '[4] d'],
    },
    {
      name: 'an event of a calendar',
      file: 'c.ics',
      content: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\n',
      rows: [5],
      header: null,
      text: ['BEGIN:VEVENT\nUID:b\nEND:VEVENT'],
    },
    { name: 'no line end at the end', file: 'a.csv', content: 'id,n\n1,x', rows: [2], header: 'id,n', text: ['1,x'] },
    {
      name: 'a line end within quotes',
      file: 'a.csv',
      content: 'id,n\n1,"x\n\ny"\n2,z\n',
      rows: [2, 3],
      header: 'id,n',
      text: ['1,"x\n\ny"', '2,z'],
    },
    {
      name: 'quotes doubled within quotes',
      file: 'a.csv',
      content: 'id,n\n1,"a ""b"", c\n"\n2,z\n',
      rows: [2, 3],
      header: 'id,n',
      text: ['1,"a ""b"", c\n"', '2,z'],
    },
    {
      name: 'a quote inside a field is no quote',
      file: 'a.csv',
      content: 'id,n\n1,5" disk\n2,z\n',
      rows: [2, 3],
      header: 'id,n',
      text: ['1,5" disk', '2,z'],
    },
    {
      name: 'line ends of Windows',
      file: 'a.csv',
      content: 'id,n\r\n1,x\r\n2,y\r\n',
      rows: [2, 3],
      header: 'id,n',
      text: ['1,x', '2,y'],
    },
    {
      name: 'an empty line takes a number, as in a spreadsheet',
      file: 'a.csv',
      content: 'id,n\n\n2,y\n',
      rows: [3],
      header: 'id,n',
      text: ['2,y'],
    },
    {
      name: 'a byte order mark',
      file: 'a.csv',
      content: '\uFEFFid,n\n1,x\n',
      rows: [2],
      header: 'id,n',
      text: ['1,x'],
    },
    {
      name: 'gzip',
      file: 'a.csv.gz',
      content: gzipSync('id,n\n1,東京\n'),
      rows: [2],
      header: 'id,n',
      text: ['1,東京'],
    },
    { name: 'CP932', file: 'a.csv', content: cp932, rows: [2], header: 'id,n', text: ['1,東京'] },
    {
      name: 'rows named twice and out of order',
      file: 'a.csv',
      content: 'id\n1\n2\n3\n',
      rows: [4, 2, 4],
      header: 'id',
      text: ['1', '3'],
    },
    {
      name: 'JSON lines count from 1',
      file: 'a.ndjson',
      content: '{"a":1}\n\n{"a":{"b":"}"}}\n',
      rows: [2],
      header: null,
      text: ['{"a":{"b":"}"}}'],
    },
    {
      name: 'a JSON array, braces and escapes in its texts',
      file: 'a.json',
      content: '[ {"a":"}{\\"[" , "b":[{"c":1}]},\n {"a":2} ]',
      rows: [1, 2],
      header: null,
      text: ['{"a":"}{\\"[" , "b":[{"c":1}]}', '{"a":2}'],
    },
  ])('$name', async ({ file, content, rows, header, text }) => {
    const workspace = temporaryFolder();
    writeFiles(workspace, { [file]: content });
    const read = await readRawRows(workspace, file, sha256(join(workspace, file)), rows);
    expect(read).toMatchObject({ state: 'unchanged', header });
    expect(read.rows.map((row) => row.text)).toEqual(text);
    expect(read.rows.map((row) => row.row)).toEqual([...new Set(rows)].sort((a, b) => a - b));
  });

  test('Parquet is shown as JSON', async () => {
    const workspace = temporaryFolder();
    const warehouse = await Warehouse.open({ path: ':memory:' });
    await warehouse.run(`copy (select * from (values ('a', 1), ('b', 2)) as t(id, n)) to '${workspace}/a.parquet'`);
    warehouse.close();
    const read = await readRawRows(workspace, 'a.parquet', sha256(join(workspace, 'a.parquet')), [2]);
    expect(read).toMatchObject({ state: 'unchanged', header: null, rows: [{ row: 2, text: '{"id":"b","n":"2"}' }] });
  });
});

describe('wherever the file is cut into chunks', () => {
  const csv = 'id,n\r\n1,"x,\r\n""y"""\r\n\r\n4,東\r\n';
  const json = '[{"a":"\\\\"},{"b":{"c":"]"}}]';
  test.each([1, 2, 3, 5, 7, 64])('%i bytes at a time', (size) => {
    const cut = (cutter: typeof cutCsv, text: string) => {
      const found: string[] = [];
      const each = cutter(
        () => true,
        (row, bytes) => found.push(`${row} ${bytes}`),
      );
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += size) each.push(bytes.subarray(at, at + size));
      each.end();
      return found;
    };
    expect(cut(cutCsv, csv).slice(0, 4)).toEqual(['1 id,n', '2 1,"x,\r\n""y"""', '3 ', '4 4,東']);
    expect(cut(cutJson, json)).toEqual(['1 {"a":"\\\\"}', '2 {"b":{"c":"]"}}']);
  });
});

describe('a file that is not the one that was loaded', () => {
  test.each<{ name: string; spoil: (path: string) => void; state: string }>([
    { name: 'one byte more', spoil: (path) => appendFileSync(path, '\n'), state: 'changed' },
    { name: 'gone', spoil: (path) => rmSync(path), state: 'gone' },
  ])('$name: $state, and no row is shown', async ({ spoil, state }) => {
    const workspace = temporaryFolder();
    writeFiles(workspace, { 'a.csv': 'id\n1\n' });
    const hash = sha256(join(workspace, 'a.csv'));
    spoil(join(workspace, 'a.csv'));
    expect(await readRawRows(workspace, 'a.csv', hash, [2])).toEqual({
      file: 'a.csv',
      sha256: hash,
      state,
      header: null,
      rows: [],
    });
  });

  test('a kind of file without text', async () => {
    const workspace = temporaryFolder();
    writeFiles(workspace, { 'a.xlsx': 'PK' });
    expect(await readRawRows(workspace, 'a.xlsx', sha256(join(workspace, 'a.xlsx')), [2])).toMatchObject({
      state: 'opaque',
      rows: [],
    });
  });
});

test('sources of several files come back by file, in the order in which they were named', async () => {
  const workspace = temporaryFolder();
  writeFiles(workspace, { 'b.csv': 'id\nb2\nb3\n', 'a.csv': 'id\na2\n' });
  const source = (file: string, row: number) => ({ file, sha256: sha256(join(workspace, file)), row });
  const read = await readSourceRows(workspace, [
    source('b.csv', 3),
    source('a.csv', 2),
    source('b.csv', 2),
    source('b.csv', 0),
  ]);
  expect(read.map(({ file, rows }) => [file, rows.map(({ text }) => text)])).toEqual([
    ['b.csv', ['b2', 'b3']],
    ['a.csv', ['a2']],
  ]);
});

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
