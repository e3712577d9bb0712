/** What a stranger's file or pattern may cost: cells, time, recursion. Each is stopped with a sentence that names the place. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { SlaError } from '../../pipelines/errors.ts';
import { readLineRecords } from '../../pipelines/exports/read/lineRecords.ts';
import { RecordFile } from '../../pipelines/exports/read/RecordFile.ts';
import { readSqliteRecords } from '../../pipelines/exports/read/tableRecords.ts';
import { temporaryFolder, writeFiles } from '../support/workspace.ts';
import { failure, load } from './loading.ts';

const state = '\nNothing of this file was loaded; the warehouse is as it was.';

describe('workbooks', () => {
  const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const workbook = (...rows: string[]): Uint8Array =>
    zipSync({
      '[Content_Types].xml': strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      ),
      'xl/workbook.xml': strToU8(
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells) => `<row>${cells}</row>`).join('')}</sheetData></worksheet>`,
      ),
    });
  const header = cell('A1', 'ticket_id') + cell('B1', 'opened_at');
  const row = cell('A2', 'T-1') + cell('B2', '2026-10-01T00:00:00Z');

  test('one with a cell a little away from the table is read', async () => {
    const { rows } = await load({ 'tickets.xlsx': workbook(header, row, cell('H40', 'note')) });
    expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toContain('T-1');
  });
  test('one with a cell in the last corner is refused by its cells, though it has 2 kB', async () => {
    expect(await failure({ 'tickets.xlsx': workbook(header, row, cell('XFD1048576', 'Z')) })).toBe(
      `The sheet has cells as far out as row 1048576 and column 16384: a table of 17179869184 cells.
  where  exports/tickets.xlsx
  fix    Delete what stands far from the table (select the empty rows and columns behind it and delete them), or save the sheet as CSV UTF-8.${state}`,
    );
  });
  test('one with bytes behind its end is read', async () => {
    const whole = workbook(header, row);
    const { rows } = await load({ 'tickets.xlsx': Buffer.concat([whole, Buffer.from('\n')]) });
    expect((await rows('tickets')).map(({ ticket_id }) => ticket_id)).toEqual(['T-1']);
  });
  test.each([
    { name: 'in the middle', keep: 0.5 },
    { name: 'before its last byte', keep: 0.999 },
  ])('one that is cut off $name is refused', async ({ keep }) => {
    const whole = workbook(header, row);
    expect(await failure({ 'tickets.xlsx': whole.subarray(0, Math.floor(whole.length * keep)) })).toContain(
      'The file cannot be read as an Excel workbook',
    );
  });
  test.each([
    { name: 'leads to no sheet', part: 'xl/_rels/workbook.xml.rels', holds: '<Relationships/>' },
    { name: 'has a sheet without rows', part: 'xl/worksheets/sheet1.xml', holds: '<worksheet/>' },
    {
      name: 'has cells without a place',
      part: 'xl/worksheets/sheet1.xml',
      holds: '<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>',
    },
    { name: 'ends in the middle of a sheet', part: 'xl/worksheets/sheet1.xml', holds: '<worksheet><sheetData' },
  ])('one that $name is refused, and not in the words of a library that stumbled', async ({ part, holds }) => {
    const damaged = zipSync({ ...unzipSync(workbook(header, row)), [part]: strToU8(holds) });
    const said = await failure({ 'tickets.xlsx': damaged });
    expect(said).toContain('The file cannot be read as an Excel workbook: ');
    expect(said).not.toMatch(/undefined|reading '|is not a function/);
  });
  test('one with an endless cell is refused before it is read', async () => {
    const begun = performance.now();
    expect(await failure({ 'tickets.xlsx': workbook(header, cell('A2', 'x'.repeat(40_000_000))) })).toContain(
      'The workbook holds a cell of more than 1 MB; Excel writes at most 32,767 characters.',
    );
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});

describe('time', () => {
  test('a pattern that tries every way is stopped at its line', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.log': `id 1\nid ${'a'.repeat(60)}!\n` });
    const sink = new RecordFile(`${folder}/records.csv`);
    const reading = readLineRecords(
      { path: `${folder}/a.log`, file: 'exports/a.log' },
      [],
      '^id (?<id>1|(a+)+)$',
      'utf-8',
      sink,
      1,
    );
    await expect(reading).rejects.toThrow(
      new SlaError({
        what: 'The pattern was tried on this line for more than 1 seconds, and was stopped.',
        where: 'exports/a.log, row 2',
        fix: 'Change "lines" in sources.yaml: a repeated group within a repeated group, as in (a+)+, has more ways to fail than can be tried.',
        state: state.trim(),
      }),
    );
    sink.close();
  });
  test.each([
    {
      name: 'never gives a row',
      query: 'with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) as id from n',
    },
    {
      name: 'gives rows without end',
      query: 'with recursive n(x) as (select 1 union all select x + 1 from n) select x as id from n',
    },
  ])('a query that $name is stopped', async ({ query }) => {
    const { default: initSqlJs } = await import('sql.js');
    const folder = temporaryFolder();
    const database = new (await initSqlJs()).Database();
    database.run('create table t (id integer)');
    writeFiles(folder, { 'a.db': database.export() });
    database.close();
    const sink = new RecordFile(`${folder}/records.csv`);
    const reading = readSqliteRecords({ path: `${folder}/a.db`, file: 'exports/a.db' }, [], query, sink, 1);
    await expect(reading).rejects.toThrow('The query ran for more than 1 seconds, and was stopped.');
    sink.close();
  });
  test('a row_id that is no number is refused, not written', async () => {
    const { default: initSqlJs } = await import('sql.js');
    const database = new (await initSqlJs()).Database();
    database.run("create table t (id text); insert into t values ('a,b')");
    const bytes = database.export();
    database.close();
    const sources = `version: 1\nsources: [{ files: "exports/**", table: tickets, query: "select id as row_id, id as ticket_id, '2026-10-01T00:00:00Z' as opened_at from t" }]`;
    expect(await failure({ 'a.db': bytes }, sources)).toContain(
      'The query gives "a,b" as row_id, which is no whole number.',
    );
  });
});

describe('patterns of sources.yaml', () => {
  const mapped = (rule: string): string =>
    `version: 1\nsources:\n  - files: "exports/**"\n    table: tickets\n    columns: { ticket_id: ${rule}, opened_at: opened_at }\n`;
  test.each([{ pattern: '(?<=INC)(\\d+)' }, { pattern: 'INC(?!9)(\\d+)' }, { pattern: '(a)\\1' }])(
    '$pattern, which JavaScript knows and DuckDB does not, is refused with its place',
    async ({ pattern }) => {
      const csv = 'Number,opened_at\nINC1,2026-10-01T00:00:00Z\n';
      const text = await failure({ 'a.csv': csv }, mapped(`{ from: Number, pattern: '${pattern}' }`));
      expect(text).toContain(`"${pattern}" is no pattern that is understood here`);
      expect(text).toContain('where  sources.yaml, line 3');
      expect(text).toContain('Patterns are RE2');
    },
  );
  test('one that both know is not', async () => {
    const csv = 'Number,opened_at\nINC1,2026-10-01T00:00:00Z\n';
    const { rows } = await load({ 'a.csv': csv }, mapped(`{ from: Number, pattern: 'INC(\\d+)' }`));
    expect(await rows('tickets')).toMatchObject([{ ticket_id: '1' }]);
  });
});

describe('numbers of time', () => {
  const sources = (rule: string): string =>
    `version: 1\nsources:\n  - files: "exports/**"\n    table: tickets\n    columns: { ticket_id: id, opened_at: ${rule} }\n`;
  test.each([
    { at: '1790000000', epoch: 's', reads: '2026-09-21T14:13:20Z' },
    { at: '1790000000123', epoch: 'ms', reads: '2026-09-21T14:13:20Z' },
    { at: '0', epoch: 's', reads: '1970-01-01T00:00:00Z' },
    { at: '4294967295', epoch: 's', reads: '2106-02-07T06:28:15Z' },
    { at: '4294967296', epoch: 's', reads: null },
    { at: '-1', epoch: 's', reads: null },
    { at: '1e20', epoch: 's', reads: null },
    { at: '10000000000000000', epoch: 's', reads: null },
    { at: '99999999999999999999999999999999999999999', epoch: 'ms', reads: null },
    { at: 'inf', epoch: 'us', reads: null },
    { at: 'Infinity', epoch: 'ns', reads: null },
    { at: '-9223372036854775808', epoch: 'us', reads: null },
  ])('$at $epoch', async ({ at, epoch, reads }) => {
    const { rows, rejects } = await load({ 'a.csv': `id,at\nA,${at}\n` }, sources(`{ from: at, epoch: ${epoch} }`));
    expect((await rows('tickets')).map(({ opened_at }) => opened_at)).toEqual(reads === null ? [] : [reads]);
    expect(await rejects()).toEqual(
      reads === null ? [`2 opened_at "${at}": not a number of ${epoch} since 1970, up to the year 2105`] : [],
    );
  });
  test('a duration that overflows sets its row aside', async () => {
    const csv = 'id,at,for\nA,1790000000,1e300\nB,1790000000,60\n';
    const { rows, rejects } = await load(
      { 'a.csv': csv },
      sources('{ from: at, epoch: s, plus: { from: for, unit: min } }'),
    );
    expect(await rows('tickets')).toMatchObject([{ ticket_id: 'B', opened_at: '2026-09-21T15:13:20Z' }]);
    expect(await rejects()).toHaveLength(1);
  });
  test.each(['0001-10-01T00:00:00Z', '9999-10-01T00:00:00+09:00', '1926-10-01T00:00:00Z', '-0001-01-01T00:00:00Z'])(
    'a mapped instant in the year of %s is set aside',
    async (at) => {
      const { rejects } = await load({ 'a.csv': `id,at\nA,${at}\nB,2026-10-01T00:00:00Z\n` }, sources('{ from: at }'));
      expect(await rejects()).toEqual([`2 opened_at "${at}": before 1970 or after 2105`]);
    },
  );
});
