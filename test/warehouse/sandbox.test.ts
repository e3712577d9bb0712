/** Behind the last export, the engine reaches no file, no environment, no other database: not even a statement of ours. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { prepareRun, type Run } from '../../pipelines/run/prepareRun.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { failure, load } from '../exports/loading.ts';

const secret = 'TOP-SECRET-42';

describe('a sealed warehouse', () => {
  const other = mkdtempSync(join(tmpdir(), 'sla-sandbox-'));
  afterAll(() => rmSync(other, { recursive: true, force: true }));
  let run: Run;
  beforeAll(async () => {
    mkdirSync(join(other, 'out'));
    writeFileSync(join(other, 'secret.csv'), `a\n${secret}\n`);
    const foreign = await Warehouse.open({ path: join(other, 'warehouse.duckdb') });
    await foreign.run(`create table secrets as select ${quote(secret)} as text`);
    foreign.close();
    const now = Date.parse('2026-11-01T00:00:00+09:00') / 1000;
    const workspace = join(other, 'workspace');
    cpSync(join(packageRoot(), 'fixtures/scenarios/by-hand'), workspace, { recursive: true });
    run = await prepareRun({ workspace, period: '2026-10', asOf: now, now, writesTo: [join(other, 'out')] });
    return () => run.warehouse.close();
  }, 120_000);

  test.each([
    { name: 'a file of the system', sql: () => `select * from read_text('/etc/passwd')` },
    { name: 'a CSV of somebody else', sql: () => `select * from read_csv(${quote(join(other, 'secret.csv'))})` },
    { name: 'the environment of the process', sql: () => `select * from read_blob('/proc/self/environ')` },
    { name: 'a variable of it', sql: () => `select getenv('HOME')` },
    { name: 'the names in a folder', sql: () => `select * from glob('/etc/*')` },
    { name: 'another workspace', sql: () => `attach ${quote(join(other, 'warehouse.duckdb'))} as foreign_one` },
    { name: 'an extension', sql: () => 'load httpfs' },
    { name: 'an extension from the network', sql: () => 'install httpfs' },
    { name: 'a database that is named like a table', sql: () => `select * from '${join(other, 'secret.csv')}'` },
    { name: 'the way back', sql: () => 'set enable_external_access = true' },
    { name: 'another folder', sql: () => `set allowed_directories = ['/']` },
    { name: 'any setting', sql: () => `set TimeZone = 'Asia/Tokyo'` },
    {
      name: 'writing elsewhere',
      sql: () => `copy (select 1 as n) to ${quote(join(other, 'x.parquet'))} (format parquet)`,
    },
    {
      name: 'writing beside the folder',
      sql: () => `copy (select 1 as n) to ${quote(join(other, 'out/../x.parquet'))} (format parquet)`,
    },
  ])('reaches not $name, in either connection', async ({ sql }) => {
    const files = readdirSync(other);
    for (const connection of [run.warehouse, await run.warehouse.lane()])
      await expect(connection.run(sql())).rejects.toThrow(/Permission Error|Catalog Error|locked/);
    expect(readdirSync(other)).toEqual(files);
  });
  test('writes into the folder that it was given, and works on', async () => {
    await run.warehouse.run(`copy (select 1 as n) to ${quote(join(other, 'out/x.parquet'))} (format parquet)`);
    expect(readdirSync(join(other, 'out'))).toEqual(['x.parquet']);
    expect(await (await run.warehouse.lane()).row(`select current_setting('TimeZone') as zone`)).toEqual({
      zone: 'UTC',
    });
  });
});

// What a mapping can say is text that is compared, cut and replaced. None of it is run, as SQL or otherwise.
const attack = `' || (select content from read_text('/etc/passwd')) || '`;
const csv = `id,at,what\n"${attack}",2026-10-01T00:00:00Z,"=getenv('HOME')"\n`;
const mapping = (columns: string, more = ''): string =>
  `version: 1\nsources:\n  - files: "exports/**"\n    table: tickets\n    columns: ${columns}\n${more}`;

describe('a mapping', () => {
  const said = JSON.stringify(attack);
  test.each([
    { name: 'a value', columns: `{ ticket_id: id, opened_at: at, title: { value: ${said} } }`, title: attack },
    {
      name: 'a default',
      columns: `{ ticket_id: id, opened_at: at, title: { from: none, default: ${said} } }`,
      title: attack,
    },
    {
      name: 'a map',
      columns: `{ ticket_id: id, opened_at: at, title: { from: what, map: { "=getenv('HOME')": ${said} } } }`,
      title: attack,
    },
    {
      name: 'a column name',
      columns: `{ ticket_id: id, opened_at: at, title: [${said}, what] }`,
      title: "=getenv('HOME')",
    },
    {
      name: 'a pattern',
      columns: `{ ticket_id: id, opened_at: at, title: { from: what, pattern: "(get.*)" } }`,
      title: "getenv('HOME')",
    },
  ])('keeps $name as text', async ({ columns, title }) => {
    const { rows } = await load({ 'a.csv': csv }, mapping(columns));
    expect(await rows('tickets')).toEqual([expect.objectContaining({ ticket_id: attack, title })]);
  });
  test.each([
    {
      name: 'a zone that is none',
      columns: `{ ticket_id: id, opened_at: { from: at, zone: ${said} } }`,
      says: 'is not a valid value of',
    },
    {
      name: 'a format that is none',
      columns: `{ ticket_id: id, opened_at: { from: at, format: ${said} } }`,
      says: 'is not a valid value of',
    },
    { name: 'a column that is none', columns: `{ ticket_id: id, opened_at: at, ${said}: what }`, says: 'columns' },
    {
      name: 'SQL of its own',
      columns: `{ ticket_id: id, opened_at: at, title: { sql: "getenv('HOME')" } }`,
      says: 'Unknown key "sql"',
    },
  ])('refuses $name', async ({ columns, says }) => {
    expect(await failure({ 'a.csv': csv }, mapping(columns))).toContain(says);
  });
  test.each([
    { query: `attach database '/etc/passwd' as x` },
    { query: `select readfile('/etc/passwd') as id` },
    { query: `select load_extension('x') as id` },
    { query: `select * from pragma_database_list where file like '%passwd%' union select 1, 2, 3 from nowhere` },
  ])('an SQLite query reads its own database alone: $query', async ({ query }) => {
    const { default: initSqlJs } = await import('sql.js');
    const database = new (await initSqlJs()).Database();
    database.run('create table t (id integer)');
    const bytes = database.export();
    database.close();
    const sources = mapping(
      '{ ticket_id: id, opened_at: { value: "2026-10-01T00:00:00Z" } }',
      `    query: ${JSON.stringify(query)}\n`,
    );
    expect(await failure({ 'a.db': bytes }, sources)).toMatch(/cannot be read as the SQLite database|lacks the column/);
  });
});
