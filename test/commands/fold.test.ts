/** `sla fold` without a Spark: what it prints, and what it says where Spark is missing, fails, or leaves nothing. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJob } from '../../pipelines/exports/fold/spark/jobFolder.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { writeResults } from '../exports/sparkResults.ts';
import { copyOfFixture, type Outcome, sla, temporaryFolder, writeFiles } from '../support/workspace.ts';

const rows = 'service_id,checked_at,state,location\nerp,2026-10-01T00:00:00+09:00,up,\n';

/** A workspace, and beside it a lake with one file. */
function place(): { workspace: string; lake: string } {
  const folder = temporaryFolder();
  const [workspace, lake] = [join(folder, 'client'), join(folder, 'lake')];
  writeFiles(workspace, {
    'contract.yaml': readFileSync(join(copyOfFixture('start'), 'contract.yaml')),
    'exports/tickets.csv': 'ticket_id,opened_at\n',
  });
  writeFiles(lake, { 'checks.csv': rows });
  return { workspace, lake };
}

/** A program in the place of spark-sql. */
function sparkThat(does: string): { SPARK_HOME: string } {
  const home = temporaryFolder();
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin', 'spark-sql'), `#!/bin/sh\n${does}\n`);
  chmodSync(join(home, 'bin', 'spark-sql'), 0o755);
  return { SPARK_HOME: home };
}

const fold = (workspace: string, args: string[], env: Record<string, string> = { SPARK_HOME: '' }): Outcome =>
  sla(['fold', ...args, '--workspace', workspace], { env });

test('--print writes the job by the header of the files, and says what to run here', () => {
  const { workspace, lake } = place();
  const { code, stdout } = fold(workspace, [lake, '--print', '--results', join(workspace, 'out')]);
  expect(code).toBe(0);
  const out = join(workspace, 'out');
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(
      /^"\$SPARK_HOME"\/bin\/spark-sql --name 'sla fold [0-9a-f]{16}' --conf spark.sql.catalogImplementation=in-memory -f .*\/out\/job\/fold.sql$/,
    ),
    `sla fold --engine spark --bring ${out} --workspace ${workspace}`,
    '',
  ]);
  expect(readJob(out)).toMatchObject({ columns: ['service_id', 'checked_at', 'state', 'location'], format: 'csv' });
  expect(readFileSync(join(out, 'job', 'services.csv'), 'utf8')).toBe(
    'service_id,service_no,gap_seconds\n"erp",0,180\n',
  );
});

test('--print says how to reach a lake that is elsewhere', () => {
  const { workspace } = place();
  const { stdout } = fold(workspace, ['s3a://lake/2026-10', '--print', '--results', 's3a://lake/folded/']);
  const lines = stdout.split('\n');
  expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'hadoop fs -mkdir',
    'hadoop fs -put',
    '"$SPARK_HOME"/bin/spark-sql --name \'sla',
    'hadoop fs -get',
    'sla fold --engine',
    '',
  ]);
  expect(lines[3]).toContain(
    's3a://lake/folded/files s3a://lake/folded/inputs s3a://lake/folded/runs s3a://lake/folded/done',
  );
});

test.each<[string, string[], Record<string, string>, string]>([
  ['no SPARK_HOME', ['LAKE'], { SPARK_HOME: '' }, 'SPARK_HOME is not set.'],
  ['a folder that is no Spark', ['LAKE'], { SPARK_HOME: '/' }, 'it holds no bin/spark-sql'],
  ['nothing to fold', [], {}, 'Nothing says which samples to fold.'],
  [
    'columns without samples',
    ['s3a://lake', '--columns', 'a,b'],
    {},
    'lack the column "service_id", "checked_at", "state"',
  ],
  ['no such zone', ['s3a://lake', '--zone', 'Tokyo'], {}, 'There is no time zone "Tokyo".'],
  ['another format', ['s3a://lake', '--format', 'orc'], {}, 'cannot be folded from "orc"'],
  ['results that only Spark can read', ['s3a://lake', '--results', 's3a://out'], {}, 'cannot be read from here'],
  ['a folder without a job', ['--bring', '/tmp'], {}, 'holds no job/job.json'],
])('%s is said, with what to do', (_, args, env, said) => {
  const { workspace, lake } = place();
  const { code, stderr } = fold(
    workspace,
    args.map((arg) => arg.replace('LAKE', lake)),
    env,
  );
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  expect(stderr).toContain('  fix    ');
});

test.each([
  [
    'fails',
    'echo "[PATH_NOT_FOUND] Path does not exist: s3a://x" >&2; exit 1',
    'Spark ended with code 1: [PATH_NOT_FOUND]',
    'Correct the path',
  ],
  [
    'meets another header',
    'printf "26/11/27 ERROR Executor: Exception\\nCaused by: org.apache.spark.X: CSV header does not conform to the schema.\\n Header: a, b\\n\\tat org.x(y)\\n[FAILED_READ_FILE] odd\\n"; exit 1',
    'Spark ended with code 1: CSV header does not conform to the schema. Header: a, b\n',
    '--columns',
  ],
  ['is killed', 'kill -9 $$', 'Spark ended with a signal', 'Read what Spark says'],
  ['ends well and leaves nothing', 'exit 0', 'The fold is not complete: files/ is missing', 'Run the fold again'],
])('a Spark that %s brings nothing in', (_, does, said, fix) => {
  const { workspace, lake } = place();
  const { code, stderr } = fold(workspace, [lake], sparkThat(does));
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  expect(stderr).toContain(fix);
  expect(existsSync(join(workspace, 'exports', 'folded'))).toBe(false);
});

test('shards that overlap ask for a second fold, and are joined once it is there', async () => {
  const { workspace } = place();
  const [one, other] = [join(workspace, 'one'), join(workspace, 'other')];
  const at = (minute: number) => Date.UTC(2026, 9, 1) / 1000 + minute * 60;
  const files = [
    { path: '/lake/1.csv', samples: [0, 2, 4].map((minute) => ({ ...erp, at: at(minute) })) },
    { path: '/lake/2.csv', samples: [1, 3].map((minute) => ({ ...erp, at: at(minute), state: 'down' as const })) },
  ];
  const warehouse = await Warehouse.open({ path: ':memory:' });
  for (const [index, folder] of [one, other].entries()) {
    fold(workspace, [files[index]!.path, '--print', '--results', folder]);
    await writeResults(warehouse, folder, readJob(folder), [files[index]!]);
  }
  expect(fold(workspace, ['--bring', one, '--name', 'one']).code).toBe(0);
  const refused = fold(workspace, ['--bring', other, '--name', 'other']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('The time of erp overlaps that of an earlier fold');
  expect(refused.stderr).toContain(`-f ${other}/again/job/fold.sql`);
  await writeResults(warehouse, join(other, 'again'), readJob(join(other, 'again')), files);
  warehouse.close();
  const { stdout } = fold(workspace, ['--bring', other, '--name', 'other']);
  expect(stdout).toContain('again      erp: their time overlaps');
  expect(stdout).toContain('replaced   exports/folded/uptime_samples-one.parquet');
  expect(sla(['load', '--workspace', workspace]).stdout).toContain(
    'uptime_samples-other.parquet -> uptime_samples: 5 rows',
  );
}, 60_000);

const erp = { service_id: 'erp', location: '', state: 'up' as const };

test('results that were copied are brought in, loaded and audited as runs', async () => {
  const { workspace } = place();
  fold(workspace, [
    's3a://lake/2026-10',
    '--print',
    '--results',
    's3a://lake/folded',
    '--columns',
    'service_id,checked_at,state,location',
  ]);
  const folder = join(workspace, 'folded', 'here');
  const { stdout } = fold(workspace, ['s3a://lake/2026-10', '--print', '--results', folder]);
  expect(stdout).toContain(folder);
  const warehouse = await Warehouse.open({ path: ':memory:' });
  const minutes = Array.from({ length: 10 }, (_, minute) => Date.UTC(2026, 9, 1) / 1000 + minute * 60);
  const samples = minutes.map((at, index) => ({
    service_id: 'erp',
    location: '',
    at,
    state: index < 5 ? ('up' as const) : ('down' as const),
  }));
  await writeResults(warehouse, folder, readJob(folder), [{ path: '/2026-10/a.csv', samples, unreadable: 2 }]);
  warehouse.close();
  const brought = fold(workspace, ['--bring', folder, '--name', '2026-10']);
  expect(brought).toMatchObject({ code: 1, stderr: '' });
  expect(brought.stdout).toBe(
    `folded     1 files by Spark 4.3.0 -> exports/folded/uptime_samples-2026-10.parquet: 10 samples\nset aside  2 rows that cannot be read\nnext       sla load --workspace ${workspace}\n`,
  );
  expect(sla(['load', '--workspace', workspace]).stdout).toContain(
    'uptime_samples-2026-10.parquet -> uptime_samples: 10 rows, 2 set aside\n',
  );
  expect(sla(['check', '2026-10', '--workspace', workspace]).stdout).toContain(
    '2 rows of /2026-10/a.csv cannot be read, for example: sap,kaputt,up',
  );
  const audit = sla(['audit', '--service', 'erp', '2026-10', '--workspace', workspace, '--lang', 'en']);
  expect(audit.stdout).toContain('were folded where they lie');
}, 60_000);
