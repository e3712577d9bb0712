import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDirectCsv } from '../../pipelines/exports/read/directCsv.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { temporaryFolder } from '../support/workspace.ts';
import { gzipSync, load } from './loading.ts';

const header = 'ticket_id,title,opened_at\n';
const line = (n: number): string => `T-${n},見積の変更 ${n},2026-10-01T00:00:00Z\n`;
/** Enough rows to be read directly, with an odd one among them. */
const filler = (from: number): string => Array.from({ length: 12_000 }, (_, index) => line(from + index)).join('');
const around = (odd: string): string => `${header}${filler(1)}${odd}${filler(20_000)}`;

/** A large file is read by DuckDB; packed, the same bytes go through the reader that looks at each record. */
const cases = [
  { name: 'plain rows', text: around(''), isDirect: true },
  { name: 'quotes, doubled quotes and a comma', text: around('"A ""1""","x, y",2026-10-02\n'), isDirect: true },
  { name: 'a line end within quotes is one row', text: around('A,"x\ny",2026-10-02\n'), isDirect: true },
  { name: 'spaces around cells, also within quotes', text: around('  A  ," x ",2026-10-02\n'), isDirect: true },
  { name: 'empty cells, quoted or not', text: around('A,"",\n'), isDirect: true },
  { name: 'a cell of spaces is empty', text: around('A,   ,2026-10-02\n'), isDirect: true },
  { name: 'no line end at the end', text: around('').slice(0, -1), isDirect: true },
  { name: 'a space at the very end', text: `${around('')}A,x,2026-10-02 `, isDirect: true },
  { name: 'a byte-order mark', text: `\uFEFF${around('')}`, isDirect: true },
  {
    name: 'columns that nobody asked for',
    text: around('').replaceAll('\n', ',x\n').replace('at,x', 'at,owner'),
    isDirect: true,
  },
  { name: 'semicolons', text: around('').replaceAll(',', ';'), isDirect: true },
  { name: 'a blank line counts as a row of the file', text: around('\n'), isDirect: false },
  { name: 'Windows line ends', text: around('').replaceAll('\n', '\r\n'), isDirect: false },
  { name: 'a stray quote', text: around('A,5" disk,2026-10-02\n'), isDirect: true },
  { name: 'a quote behind a space', text: around('A, "x",2026-10-02\n'), isDirect: false },
  { name: 'a comma behind such a quote', text: around('A, "x,y",2026-10-02\n'), isDirect: false },
  { name: 'a space behind a closing quote', text: around('A,"x" ,2026-10-02\n'), isDirect: false },
  { name: 'text behind a closing quote', text: around('A,"x"y,2026-10-02\n'), isDirect: false },
  { name: 'a row with too few cells', text: around('A,x\n'), isDirect: false },
  { name: 'a row with too many cells', text: around('A,x,2026-10-02,more\n'), isDirect: false },
  { name: 'a comma at the end of a row', text: around('A,x,2026-10-02,\n'), isDirect: true },
  { name: 'a quote that is never closed', text: around('A,"x,2026-10-02\n'), isDirect: false },
  { name: 'a last row that is torn', text: around('').slice(0, -30), isDirect: false },
  { name: 'a header that names a column twice', text: around('').replace('title', 'Ticket_ID'), isDirect: false },
];

describe('a large CSV is read as record by record', () => {
  test.each(cases)('$name', async ({ text, isDirect }) => {
    const warehouse = await Warehouse.open({ path: ':memory:' });
    const path = join(temporaryFolder(), 'tickets.csv');
    writeFileSync(path, text);
    const requests = ['ticket_id', 'title'].map((name) => ({ key: name, names: [name] }));
    const direct = await readDirectCsv(warehouse, { path, file: 'tickets.csv' }, requests, {});
    expect(direct !== null).toBe(isDirect);
    warehouse.close();
    expect(await outcome({ 'tickets.csv': Buffer.from(text) })).toEqual(
      await outcome({ 'tickets.csv.gz': gzipSync(Buffer.from(text)) }),
    );
  });
  test('in a file that two threads share, rows keep their numbers', async () => {
    const text = `${header}${Array.from({ length: 900_000 }, (_, index) => line(index + 2)).join('')}`;
    const { warehouse } = await load({ 'tickets.csv': Buffer.from(text) });
    expect(
      await warehouse.row(
        `select count(*) as n, count(*) filter (ticket_id <> 'T-' || _row) as moved from raw.tickets`,
      ),
    ).toEqual({ n: 900_000, moved: 0 });
  });
});

/** Rows, rejects and notices; or the error, without the name of the file. */
async function outcome(files: Record<string, Uint8Array>): Promise<unknown> {
  try {
    const { warehouse, notices } = await load(files);
    const rows = await warehouse.row(
      `select count(*) as n, sum(hash(_row, ticket_id, title, opened_at))::varchar as digest from raw.tickets`,
    );
    const rejects = await warehouse.rows('select _row, column_name, value, reason from raw.rejects order by _row');
    return { rows, rejects, notices: await notices() };
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replaceAll('.csv.gz', '.csv');
  }
}
