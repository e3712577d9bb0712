/**
 * What a user would write instead: the same runs from the same CSV, with packages that the bench installs on demand.
 *
 *     node peers.js NAME CSV      prints { seconds, cpuSeconds, peakMegabytes, detail: { runs } } as one line of JSON
 *
 * Each finds the rows at which a service's state changes or a gap of more than three minutes ends; none checks its input.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export const peerNames = [
  'nodejs-polars',
  'csv-parse and Luxon',
  'better-sqlite3',
  'Node readline and Date.parse',
] as const;

/** Installs the packages into a folder of their own; polars skips its native package on Node 20, so that is named too. */
export function installPeers(folder: string): void {
  if (existsSync(join(folder, 'node_modules', 'better-sqlite3'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const polars = '0.26.1';
  const native = `nodejs-polars-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : ''}`;
  const packages = [`nodejs-polars@${polars}`, `${native}@${polars}`, 'csv-parse@7', 'luxon@3', 'better-sqlite3@12'];
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`the packages to compare with cannot be installed:\n${stderr}`);
}

type Peer = (csv: string, load: (name: string) => Promise<unknown>) => Promise<number>;

const gapSeconds = 180;

const peers: Record<(typeof peerNames)[number], Peer> = {
  'nodejs-polars': async (csv, load) => {
    const { default: pl } = (await load('nodejs-polars')) as { default: Polars };
    const sorted = pl
      .readCSV(csv, { columns: ['service_id', 'checked_at', 'state'], tryParseDates: true })
      .sort(['service_id', 'checked_at']);
    const seconds = sorted.getColumn('checked_at').cast(pl.Int64).toTypedArray();
    const [service, state] = ['service_id', 'state'].map((name) =>
      sorted.getColumn(name).cast(pl.Categorical).cast(pl.UInt32).toTypedArray(),
    );
    let runs = 0;
    for (let row = 0; row < seconds.length; row += 1) {
      if (
        row === 0 ||
        service![row] !== service![row - 1] ||
        state![row] !== state![row - 1] ||
        Number(seconds[row]! - seconds[row - 1]!) > gapSeconds * 1e6
      )
        runs += 1;
    }
    return runs;
  },
  'csv-parse and Luxon': async (csv, load) => {
    const { parse } = (await load('csv-parse')) as { parse: (options: object) => NodeJS.ReadWriteStream };
    const { DateTime } = (await load('luxon')) as {
      DateTime: { fromISO: (text: string) => { toSeconds: () => number } };
    };
    return await runsOf(createReadStream(csv).pipe(parse({ columns: true })) as AsyncIterable<Sample>, (text) =>
      DateTime.fromISO(text).toSeconds(),
    );
  },
  'Node readline and Date.parse': async (csv) => await runsOf(lines(csv), (text) => Date.parse(text) / 1000),
  'better-sqlite3': async (csv, load) => {
    const { default: Database } = (await load('better-sqlite3')) as { default: new (path: string) => Sqlite };
    const database = new Database(':memory:');
    database.exec('create table samples (service_id text, at integer, state text)');
    const insert = database.prepare('insert into samples values (?, ?, ?)');
    database.exec('begin');
    for await (const { service_id, checked_at, state } of lines(csv))
      insert.run(service_id, Date.parse(checked_at) / 1000, state);
    database.exec('commit');
    const { runs } = database
      .prepare(`
      select count(*) as runs from (
        select state, at, lag(state) over history as before_state, lag(at) over history as before_at from samples
        window history as (partition by service_id order by at)
      ) where before_at is null or state <> before_state or at - before_at > ${gapSeconds}`)
      .get() as { runs: number };
    return runs;
  },
};

interface Sample {
  service_id: string;
  checked_at: string;
  state: string;
}

async function* lines(csv: string): AsyncGenerator<Sample> {
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(csv, { highWaterMark: 1 << 20 }) })) {
    const [service_id = '', checked_at = '', state = ''] = line.split(',', 3);
    if (!isHeader) yield { service_id, checked_at, state };
    isHeader = false;
  }
}

/** Needs the rows in order of time, which those of the benchmark are. */
async function runsOf(samples: AsyncIterable<Sample>, secondsOf: (text: string) => number): Promise<number> {
  const last = new Map<string, { at: number; state: string }>();
  let runs = 0;
  for await (const { service_id, checked_at, state } of samples) {
    const at = secondsOf(checked_at);
    const before = last.get(service_id);
    if (!before || before.state !== state || at - before.at > gapSeconds) runs += 1;
    last.set(service_id, { at, state });
  }
  return runs;
}

interface Series {
  cast: (type: unknown) => Series;
  toTypedArray: () => ArrayLike<number | bigint> & { [index: number]: never };
}

interface Polars {
  Int64: unknown;
  UInt32: unknown;
  Categorical: unknown;
  readCSV: (path: string, options: object) => Frame;
}

interface Frame {
  sort: (by: string[]) => Frame;
  getColumn: (name: string) => Series;
}

interface Sqlite {
  exec: (sql: string) => void;
  prepare: (sql: string) => { run: (...values: unknown[]) => void; get: () => unknown };
}

const [name, csv] = process.argv.slice(2);
if (name !== undefined && name in peers) {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const load = async (module: string): Promise<unknown> => await import(pathToFileURL(require.resolve(module)).href);
  const cpu = process.cpuUsage();
  const before = process.hrtime.bigint();
  const runs = await peers[name as (typeof peerNames)[number]](csv!, load);
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    JSON.stringify({
      seconds,
      cpuSeconds: (user + system) / 1e6,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      detail: { runs },
    }),
  );
  process.exit(0);
}
