/** The fold as Spark SQL: what its text promises. That it finds the runs of the other folds is proven on a Spark, in conformance/. */
import { describe, expect, test } from 'vitest';
import { keyOfJob, type SparkJob, smallTables } from '../../pipelines/exports/fold/spark/sparkJob.ts';
import { sparkScript, sparkStatements, sparkText } from '../../pipelines/exports/fold/spark/sparkSql.ts';

const job: SparkJob = {
  inputs: ['s3a://lake/checks/2026-10', 's3a://lake/late'],
  format: 'csv',
  columns: ['service_id', 'checked_at', 'state', 'latency_ms', 'location'],
  zone: 'Asia/Tokyo',
  gaps: {
    key: 'k',
    seconds: new Map([
      ['sap', 180],
      ['a "quoted", one', 600],
    ]),
  },
  output: 's3a://lake/folded',
  tables: 's3a://lake/folded/tables',
};

test('windows and aggregates alone: nothing of ours has to be on the cluster', () => {
  expect(sparkScript(job)).not.toMatch(/create (temporary )?function|transform\s*\(|java|python|add jar/i);
});

test('what is written last proves that all before it is whole', () => {
  const folders = sparkStatements(job).flatMap(
    (sql) => /insert overwrite directory '[^']*\/(\w+)'/.exec(sql)?.[1] ?? [],
  );
  expect(folders).toEqual(['files', 'inputs', 'runs', 'done']);
  expect(sparkStatements(job).at(-1)).toContain(`'${keyOfJob(job)}' as job`);
});

test('no statement is cut in two by the one that reads the file', () => {
  const statements = sparkStatements({ ...job, inputs: ["s3a://lake/it's;odd"] });
  expect(statements.filter((sql) => sql.replaceAll(/'(\\.|[^'])*'/g, '').includes(';'))).toEqual([]);
  expect(statements.filter((sql) => sql.includes('--'))).toEqual([]);
});

test.each([
  ['a quote', "it's", String.raw`'it\'s'`],
  ['a backslash', String.raw`a\b`, String.raw`'a\\b'`],
  ['both', String.raw`\'`, String.raw`'\\\''`],
])('%s in a path stays in its literal', (_, text, written) => expect(sparkText(text)).toBe(written));

describe('files are read as they are', () => {
  test('a CSV by its header, which is held against each file, and no column is left out: else a broken row were none', () => {
    const view = sparkStatements(job).find((sql) => sql.startsWith('create temporary view input_1'))!;
    expect(view).toContain(
      '(`service_id` string, `checked_at` string, `state` string, `latency_ms` string, `location` string, _broken string)',
    );
    for (const option of ["header 'true'", "enforceSchema 'false'", "columnPruning 'false'", `escape '"'`])
      expect(view).toContain(option);
  });

  test('a column without a name has one', () => {
    expect(sparkScript({ ...job, columns: [...job.columns, ''] })).toContain('`column_6` string');
  });

  test('headers in capitals are those columns', () => {
    const sql = sparkScript({ ...job, columns: ['Service_ID', 'Checked_At', 'State', 'a`b'] });
    expect(sql).toContain('cast(`Service_ID` as string)');
    expect(sql).toContain('`a``b` string');
    expect(sql).toContain("'' as location");
  });

  test('Parquet by its names, whatever type its instants have', () => {
    const sql = sparkScript({ ...job, format: 'parquet', columns: ['service_id', 'checked_at', 'state'] });
    expect(sql).toContain('using parquet options (path');
    expect(sql).toContain("typeof(`checked_at`) = 'timestamp_ntz'");
  });

  test('without a zone a wall clock is no instant', () => {
    expect(sparkScript({ ...job, zone: null })).not.toContain('zone_days');
  });
});

describe('the small tables', () => {
  test('services with their gaps, in the order of their numbers', () => {
    expect(smallTables(job)['services.csv']).toBe(
      'service_id,service_no,gap_seconds\n"sap",0,180\n"a ""quoted"", one",1,600\n',
    );
  });

  test('stretches of the zone; those that were skipped or came twice are none', () => {
    const rows = smallTables({ ...job, zone: 'Europe/Berlin' })
      ['zones.csv']!.trim()
      .split('\n')
      .slice(1);
    const spans = rows.map((row) => row.split(',').map(Number));
    const changeInOctober = Date.UTC(2026, 9, 25, 2) / 1000;
    const holding = (wall: number) => spans.filter(([from, until]) => wall >= from! && wall < until!);
    expect(holding(changeInOctober)).toEqual([]);
    expect(holding(changeInOctober + 3600).map(([, , offset]) => offset)).toEqual([3600]);
    expect(holding(changeInOctober - 1).map(([, , offset]) => offset)).toEqual([7200]);
  });
});

describe('the key of a job', () => {
  test.each<[string, Partial<SparkJob>]>([
    ['files', { inputs: ['s3a://lake/checks/2026-11'] }],
    ['columns', { columns: ['service_id', 'checked_at', 'state'] }],
    ['zone', { zone: null }],
    ['gaps', { gaps: { key: 'k', seconds: new Map([['sap', 60]]) } }],
  ])('is another one for other %s', (_, change) => expect(keyOfJob({ ...job, ...change })).not.toBe(keyOfJob(job)));

  test('is the same wherever results lie, and in whatever order files are named', () => {
    expect(keyOfJob({ ...job, output: '/tmp/x', tables: '/tmp/y', inputs: job.inputs.toReversed() })).toBe(
      keyOfJob(job),
    );
  });
});
