/**
 * Proves the fold on Spark against the one in DuckDB: the same runs and the same counts, on a driver and two executors, with
 * one of them killed, with results that were torn off, in shards that overlap.
 *
 * `SPARK_HOME=... node .build/test/conformance/sparkFold.js FOLDER [SAMPLES] [PATTERN]`: a line for each proof (that
 * the pattern names), and 1 if one failed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { makeRows, services, writeBroken, writeExport, writeLake, writeParquet } from './sparkSamples.ts';

const [folder = '', samples = '1000000', only = ''] = process.argv.slice(2);
const cli = join(packageRoot(), '.build', 'pipelines', 'cli.js');
const warehouse = await Warehouse.open({ path: join(folder, 'rows.duckdb'), memoryLimit: '4GB' });
let failures = 0;

/** Two executors with a real shuffle between them; another zone and ANSI mode than a laptop's change nothing. */
function configuration(name: string, more: string[] = []): string {
  const path = join(folder, `conf-${name}`);
  mkdirSync(path, { recursive: true });
  const settings = [
    'spark.master local-cluster[2,1,1024]',
    'spark.executor.memory 1g',
    'spark.driver.host 127.0.0.1',
    'spark.driver.bindAddress 127.0.0.1',
    'spark.ui.enabled false',
    'spark.sql.shuffle.partitions 16',
    'spark.sql.files.maxPartitionBytes 8m',
    ...more,
  ];
  writeFileSync(join(path, 'spark-defaults.conf'), `${settings.join('\n')}\n`);
  return path;
}

function workspace(name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(join(path, 'exports'), { recursive: true });
  const contract = readFileSync(join(packageRoot(), 'fixtures', 'start', 'contract.yaml'), 'utf8');
  const lines = services.map(
    (id, number) =>
      `  - { id: ${id}, name: { ja: ${id}, en: ${id} }, category: application, site: tokyo, check_interval: ${number % 4 === 0 ? 'PT2M' : 'PT1M'} }`,
  );
  writeFileSync(join(path, 'contract.yaml'), contract.replace(/^ {2}- \{ id: erp.*$/m, lines.join('\n')));
  return path;
}

interface Ended {
  code: number | null;
  said: string;
}

function startFold(args: string[], conf: string): { process: ChildProcess; ended: Promise<Ended> } {
  const started = spawn(process.execPath, [cli, 'fold', ...args], { env: { ...process.env, SPARK_CONF_DIR: conf } });
  let said = '';
  started.stdout.on('data', (data) => (said += data));
  started.stderr.on('data', (data) => (said += data));
  return { process: started, ended: new Promise((done) => started.on('close', (code) => done({ code, said }))) };
}

/** What DuckDB makes of the same rows in one file, and what `sla load` takes in of the others. */
function load(path: string): void {
  const { status, stderr } = spawnSync(process.execPath, [cli, 'load', '--workspace', path], { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(stderr);
}

/** The first difference of runs or counts; null where there is none. */
async function difference(spark: string, duckdb: string): Promise<string | null> {
  for (const path of [spark, duckdb]) load(path);
  for (const [name, path] of [
    ['spark', spark],
    ['duckdb', duckdb],
  ])
    await warehouse.run(`attach ${quote(join(path!, 'warehouse.duckdb'))} as ${name} (read_only)`);
  try {
    const runs = (name: string) => `select * exclude (_load) from ${name}.raw.uptime_runs`;
    for (const [one, other] of [
      ['spark', 'duckdb'],
      ['duckdb', 'spark'],
    ] as const) {
      const [found] = await warehouse.rows(`${runs(one)} except all ${runs(other)} order by all limit 1`);
      if (found) return `a run of ${one} alone: ${JSON.stringify(found)}`;
    }
    const counts = async (name: string) =>
      JSON.stringify(
        await warehouse.rows(`
          select 'samples' as what, sum(row_count)::varchar as n from ${name}.raw.loads
          union all select 'unreadable', sum(rejected_count)::varchar from ${name}.raw.loads
          union all select kind || coalesce(' ' || value, ''), sum(row_count)::varchar from ${name}.raw.notices
            where kind in ('repeated', 'contradicting', 'unknown-service') group by 1
          order by all`),
      );
    const [one, other] = [await counts('spark'), await counts('duckdb')];
    return one === other ? null : `counts: ${one} | ${other}`;
  } finally {
    await warehouse.run('detach spark; detach duckdb');
  }
}

async function prove(name: string, work: () => Promise<string | null>): Promise<void> {
  if (!new RegExp(only).test(name)) return;
  const started = Date.now();
  const fault = await work().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (fault !== null) failures += 1;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `${fault === null ? 'passed' : 'FAILED'}\t${name} (${seconds} s)${fault === null ? '' : `: ${fault.replaceAll('\n', ' | ')}`}\n`,
  );
}

async function foldThere(path: string, inputs: string[], conf: string, more: string[] = []): Promise<Ended> {
  return await startFold([...inputs, '--workspace', path, '--zone', 'Asia/Tokyo', ...more], conf).ended;
}

const wanted = ({ code, said }: Ended): string | null => (code !== null && code <= 1 ? null : said.trim());

/** Java processes that a process has started, or those that it has started. */
function descendants(of: number, command: RegExp): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      parents.set(
        Number(name),
        Number(
          readFileSync(`/proc/${name}/stat`, 'latin1')
            .replace(/^.*\) \S /s, '')
            .split(' ')[0],
        ),
      );
    } catch {} // it has ended meanwhile
  }
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && (pid === of || isBelow(parents.get(pid)));
  return [...parents.keys()].filter((pid) => {
    if (pid === of || !isBelow(pid)) return false;
    try {
      return command.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
    } catch {
      return false;
    }
  });
}

/** Waits until Spark has begun to write the runs. */
async function begun(results: string, ended: Promise<Ended>): Promise<void> {
  let isOver = false;
  ended.then(() => (isOver = true));
  while (!existsSync(join(results, 'runs', '_temporary'))) {
    if (isOver) throw new Error(`Spark ended before it wrote runs: ${(await ended).said}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const tokyo = 'version: 1\nsources: [{ files: "exports/**", table: uptime_samples, zone: Asia/Tokyo }]\n';

await makeRows(warehouse, Number(samples));
const lake = join(folder, 'lake');
await writeLake(warehouse, lake, 7);
writeBroken(lake);
const reference = workspace('reference');
writeFileSync(join(reference, 'sources.yaml'), tokyo);
await writeExport(warehouse, join(reference, 'exports', 'uptime_samples.csv'));
const broken = ['service-1,2026-10-01T00:00:00Z,up', 'service-1,2026-10-01T00:00:00Z,up,1,,too,long'];
writeFileSync(join(reference, 'exports', 'uptime_samples.csv'), `${broken.join('\n')}\n`, { flag: 'a' });
const { n } = await warehouse.row<{ n: number }>('select count(*) as n from rows');
const usual = configuration('usual');

await prove(
  `${n} samples, shuffled, lost, repeated, contradicting, flapping, in 8 files: EXCEPT ALL both ways`,
  async () => {
    const path = workspace('plain');
    return wanted(await foldThere(path, [lake], usual)) ?? (await difference(path, reference));
  },
);

await prove('an executor is killed while it folds, in another session zone, without ANSI casts', async () => {
  const path = workspace('killed');
  const zone = '-Duser.timezone=Europe/Berlin';
  const conf = configuration('session', [
    'spark.sql.session.timeZone America/New_York',
    'spark.sql.ansi.enabled false',
    `spark.driver.extraJavaOptions ${zone}`,
    `spark.executor.extraJavaOptions ${zone}`,
  ]);
  const results = join(path, 'results');
  const { process: started, ended } = startFold(
    [lake, '--workspace', path, '--zone', 'Asia/Tokyo', '--results', results],
    conf,
  );
  await begun(results, ended);
  const executors = descendants(started.pid!, /CoarseGrainedExecutorBackend/);
  if (executors.length < 2) throw new Error(`${executors.length} executors`);
  process.kill(executors[0]!, 'SIGKILL');
  const outcome = await ended;
  const log = readFileSync(join(results, 'job', 'spark.log'), 'utf8');
  if (!/Lost executor|exited with code 137|Worker shutting down|Executor.*lost/i.test(log))
    return 'Spark did not notice';
  return wanted(outcome) ?? (await difference(path, reference));
});

await prove('what a killed driver leaves is refused', async () => {
  const path = workspace('torn');
  const results = join(path, 'results');
  const { process: started, ended } = startFold(
    [lake, '--workspace', path, '--zone', 'Asia/Tokyo', '--results', results],
    usual,
  );
  await begun(results, ended);
  for (const pid of descendants(started.pid!, /SparkSubmit/)) process.kill(pid, 'SIGKILL');
  const { code, said } = await ended;
  if (code !== 2 || !said.includes('Spark ended with')) return `ended with ${code}: ${said}`;
  const again = await startFold(['--bring', results, '--workspace', path], usual).ended;
  const isRefused =
    again.code === 2 &&
    again.said.includes('The fold is not complete: runs/') &&
    !existsSync(join(path, 'exports', 'folded'));
  return isRefused ? null : `ended with ${again.code}: ${again.said}`;
});

await prove('shards that overlap: the services that meet are folded again', async () => {
  const path = workspace('shards');
  const meets = `service_id in ('service-1', 'service-2', 'ghost')`;
  const half = `checked_at < '2026-10-05'`;
  await warehouse.run(
    `create or replace table whole as from rows; create or replace table rows as from whole where number in (0, 1, 4, 9) and h % 5003 <> 0`,
  );
  const shards: [string, string][] = [
    ['one', `not (${half}) or (${meets} and h % 2 = 0)`],
    ['other', `(${half}) and not (${meets} and h % 2 = 0)`],
  ];
  for (const [name, where] of shards) await writeLake(warehouse, join(folder, `lake-${name}`), 2, where);
  const all = workspace('shards-reference');
  writeFileSync(join(all, 'sources.yaml'), tokyo);
  await writeExport(warehouse, join(all, 'exports', 'uptime_samples.csv'));
  for (const [name] of shards) {
    const outcome = await foldThere(path, [join(folder, `lake-${name}`)], usual, ['--name', name]);
    const fault = wanted(outcome);
    if (fault !== null) return fault;
    if (name === 'other' && !/^again {6}.*service-1/m.test(outcome.said))
      return `nothing was folded again: ${outcome.said}`;
  }
  return await difference(path, all);
});

for (const type of ['timestamptz', 'timestamp'] as const)
  await prove(`Parquet with instants as ${type}`, async () => {
    const [path, all] = [workspace(`parquet-${type}`), workspace(`parquet-${type}-reference`)];
    const files = join(folder, `lake-${type}`);
    await writeParquet(warehouse, files, type);
    writeFileSync(join(all, 'sources.yaml'), tokyo);
    await warehouse.run(
      `copy (from read_parquet('${files}/*.parquet')) to ${quote(join(all, 'exports', 'uptime_samples.parquet'))} (format parquet)`,
    );
    return wanted(await foldThere(path, [files], usual)) ?? (await difference(path, all));
  });

await prove('the figures of the sample, whether its samples lie here or in a lake', async () => {
  const [here, there] = ['sample', 'sample-lake'].map((name) => join(folder, name)) as [string, string];
  for (const path of [here, there]) {
    rmSync(path, { recursive: true, force: true });
    cpSync(join(packageRoot(), 'fixtures', 'sample'), path, {
      recursive: true,
      filter: (each) => !/warehouse|reports/.test(each.slice(packageRoot().length)),
    });
  }
  const files = join(folder, 'lake-sample');
  mkdirSync(files, { recursive: true });
  const exported = join(there, 'exports', '2026-10');
  for (const name of readdirSync(exported).filter((each) => each.startsWith('uptime_samples')))
    renameSync(join(exported, name), join(files, name));
  const fault = wanted(await foldThere(there, [files], usual));
  if (fault !== null) return fault;
  const [one, other] = [here, there].map((path) => {
    const { stdout, stderr } = spawnSync(process.execPath, [cli, 'figures', '2026-10', '--workspace', path], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return stdout.startsWith('{') ? stdout : stderr;
  });
  return one === other && one!.startsWith('{')
    ? null
    : `the figures differ: ${one!.slice(0, 200)} | ${other!.slice(0, 200)}`;
});

warehouse.close();
process.exitCode = failures > 0 ? 1 : 0;
