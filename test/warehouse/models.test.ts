/** What a model file must be, how models are ordered, and how a grain that does not hold stops the build. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildModels, runChecks } from '../../pipelines/warehouse/buildModels.ts';
import { type Model, readModels } from '../../pipelines/warehouse/models.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { temporaryFolder, writeFiles } from '../support/workspace.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open({ path: ':memory:' });
});
afterAll(() => warehouse.close());

const model = (select: string, grain = 'n'): string => `-- What it is for.\n-- grain: ${grain}\n${select}\n`;

/** Reads models from files: `staging/stg_a.sql` to text. Every layer's folder exists. */
async function read(files: Record<string, string>): Promise<Model[]> {
  const folder = temporaryFolder();
  const layers = Object.fromEntries(
    ['staging', 'intermediate', 'marts', 'checks'].map((layer) => [join(layer, '.keep'), '']),
  );
  writeFiles(folder, { ...layers, ...files });
  return await readModels(warehouse, folder);
}

test('models come behind those that they read, checks last', async () => {
  const models = await read({
    'marts/fct_a.sql': model('select n from intermediate.int_b'),
    'intermediate/int_b.sql': model(
      'with x as (select n from staging.stg_c) select * from x where n in (select n from staging.stg_d)',
    ),
    'staging/stg_c.sql': model('select 1 as n'),
    'staging/stg_d.sql': model('select 1 as n'),
    'checks/a__claim.sql': '-- It holds.\nselect n from marts.fct_a where n <> 1',
  });
  expect(models.map(({ name }) => name)).toEqual(['stg_c', 'stg_d', 'int_b', 'fct_a', 'a__claim']);
  expect(models.find(({ name }) => name === 'int_b')!.reads).toEqual(['staging.stg_c', 'staging.stg_d']);
});

describe('a model file that is none', () => {
  test.each([
    {
      edge: 'two statements',
      files: { 'staging/stg_a.sql': model('select 1 as n; select 2 as n') },
      message: /stg_a\.sql is not exactly one select/,
    },
    {
      edge: 'no select',
      files: { 'staging/stg_a.sql': model('create table x (n integer)') },
      message: /stg_a\.sql is not exactly one select/,
    },
    {
      edge: 'a syntax error',
      files: { 'staging/stg_a.sql': model('select from where') },
      message: /stg_a\.sql is not exactly one select/,
    },
    {
      edge: 'a severity that there is not',
      files: { 'checks/a__claim.sql': '-- It holds.\n-- severity: warning\nselect 1 as n' },
      message: 'sql/checks/a__claim.sql: "-- severity:" cannot be "warning"',
    },
    {
      edge: 'a misspelt header',
      files: { 'checks/a__claim.sql': '-- It holds.\n-- severty: warn\nselect 1 as n' },
      message:
        'sql/checks/a__claim.sql: "-- severty:" is no header; there are grain, as, severity, found-en, found-ja, fix',
    },
    {
      edge: 'a header of checks',
      files: { 'staging/stg_a.sql': '-- What it is for.\n-- severity: warn\n-- grain: n\nselect 1 as n' },
      message: 'sql/staging/stg_a.sql: "-- severity:" belongs to checks',
    },
    {
      edge: 'a view that is misspelt',
      files: { 'staging/stg_a.sql': '-- What it is for.\n-- grain: n\n-- as: vieww\nselect 1 as n' },
      message: 'sql/staging/stg_a.sql: "-- as:" cannot be "vieww"',
    },
    {
      edge: 'no purpose',
      files: { 'staging/stg_a.sql': 'select 1 as n' },
      message: /must open with a comment that says what it is for/,
    },
    {
      edge: 'no grain',
      files: { 'staging/stg_a.sql': '-- What it is for.\nselect 1 as n' },
      message: /has no "-- grain:" line/,
    },
    {
      edge: 'reads what no file makes',
      files: { 'marts/fct_a.sql': model('select n from intermediate.int_gone') },
      message: /fct_a\.sql reads intermediate\.int_gone, which no file makes/,
    },
    {
      edge: 'columns of a model that nobody reads but models',
      files: { 'staging/stg_a.sql': `${model('select 1 as n')}-- columns:\n--   n: A number.\n` },
      message: 'sql/staging/stg_a.sql: only marts describe their columns',
    },
    {
      edge: 'a column of which nothing is said',
      files: { 'marts/fct_a.sql': `${model('select 1 as n')}-- columns:\n--   n:\n` },
      message: 'sql/marts/fct_a.sql: "--   n:" does not describe a column',
    },
    {
      edge: 'a circle',
      files: {
        'intermediate/int_a.sql': model('select n from intermediate.int_b'),
        'intermediate/int_b.sql': model('select n from intermediate.int_a'),
      },
      message: /circle: intermediate\.int_a -> intermediate\.int_b -> intermediate\.int_a/,
    },
  ])('$edge', async ({ files, message }) => {
    await expect(read(files as Record<string, string>)).rejects.toThrow(message);
  });
});

test('a mart says of its columns which may be null, which are large, and which values there are', async () => {
  const lines = ['n: A number.', 'm? (big): A large one; null if none.', "word (yes, no, ''): One of three."];
  const sql = model(`select 1 as n, null::hugeint as m, 'yes' as word`);
  const [mart] = await read({
    'marts/fct_a.sql': `${sql}-- columns:\n${lines.map((line) => `--   ${line}`).join('\n')}\n`,
  });
  const plain = { isNullable: false, isBig: false, values: [] };
  expect(mart!.columns).toEqual([
    { ...plain, name: 'n', text: 'A number.' },
    { ...plain, name: 'm', isNullable: true, isBig: true, text: 'A large one; null if none.' },
    { ...plain, name: 'word', values: ['yes', 'no', ''], text: 'One of three.' },
  ]);
});

describe('a grain that does not hold stops the build', () => {
  test.each([
    {
      edge: 'twice the same',
      select: 'select unnest([1, 2, 2]) as n',
      grain: 'n',
      message: /stg_a\.sql: its grain \(n\) does not hold at .*"n":2/,
    },
    {
      edge: 'null',
      select: 'select unnest([1, null]) as n',
      grain: 'n',
      message: /its grain \(n\) does not hold at .*"n":null/,
    },
    {
      edge: 'null in one of two columns',
      select: `select 1 as n, unnest(['a', null]) as m`,
      grain: 'n, m',
      message: /its grain \(n, m\) does not hold/,
    },
    { edge: 'a column that is not there', select: 'select 1 as n', grain: 'm', message: /m/ },
  ])('$edge', async ({ select, grain, message }) => {
    await expect(buildModels(warehouse, await read({ 'staging/stg_a.sql': model(select, grain) }))).rejects.toThrow(
      message,
    );
  });

  test('one that holds over several columns', async () => {
    const models = await read({
      'staging/stg_a.sql': model(`select unnest([1, 1, 2]) as n, unnest(['a', 'b', 'a']) as m`, 'n, m'),
    });
    await buildModels(warehouse, models);
    expect(await warehouse.rows('select count(*) as n from staging.stg_a')).toEqual([{ n: 3 }]);
  });
});

test('a view is computed where it is read, and takes the place of a table of an earlier version', async () => {
  const files = { 'staging/stg_a.sql': model('select 1 as n') };
  await buildModels(warehouse, await read(files));
  const view = { 'staging/stg_a.sql': '-- What it is for.\n-- grain: n\n-- as: view\nselect 2 as n' };
  const kind = `select table_type as kind, (select n from staging.stg_a) as n from information_schema.tables where table_name = 'stg_a'`;
  await buildModels(warehouse, await read(view));
  expect(await warehouse.row(kind)).toEqual({ kind: 'VIEW', n: 2 });
  await buildModels(warehouse, await read(files));
  expect(await warehouse.row(kind)).toEqual({ kind: 'BASE TABLE', n: 1 });
});

test('an error in a model names its file', async () => {
  const models = await read({ 'staging/stg_a.sql': model('select n + 1 as n from raw.nothing_here') });
  await expect(buildModels(warehouse, models)).rejects.toThrow(/stg_a\.sql cannot be built: .*nothing_here/s);
});

test('checks tell what contradicts their claim, worst first', async () => {
  const row = (subject: string): string =>
    `select '${subject}' as subject, null as file, null as row, 'detail' as detail`;
  const models = await read({
    'checks/a__note.sql': `-- A note.\n-- severity: note\n${row('n')}`,
    'checks/b__error.sql': `-- An error.\n-- severity: error\n${row('e')}`,
    'checks/c__holds.sql': `-- It holds.\n${row('h')} where false`,
  });
  const findings = await runChecks(warehouse, models);
  expect(findings.map(({ check, rows }) => [check.name, rows.map(({ subject }) => subject)])).toEqual([
    ['b__error', ['e']],
    ['a__note', ['n']],
  ]);
});
