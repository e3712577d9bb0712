/** Runs that were folded elsewhere: only whole results are brought in, and they load as their samples would have. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Brought, bringIn } from '../../pipelines/exports/fold/spark/bringIn.ts';
import { foldedColumns, writeFolded } from '../../pipelines/exports/fold/spark/FoldedFile.ts';
import { readOutput } from '../../pipelines/exports/fold/spark/readOutput.ts';
import type { Folder } from '../../pipelines/exports/fold/spark/Shard.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { temporaryFolder } from '../support/workspace.ts';
import { compareFolds, foldPlainly, type PlainSample, type Run } from './foldReference.ts';
import { jobOf, type LakeSamples, writeResults } from './sparkResults.ts';

const gaps = { sap: 180, crm: 600 };
const start = Date.UTC(2026, 9, 1) / 1000;
const sample = (minute: number, state: PlainSample['state'], service_id = 'sap', location = ''): PlainSample => ({
  service_id,
  location,
  at: start + minute * 60,
  state,
});
const first: LakeSamples = {
  path: '/lake/1.csv',
  samples: [sample(0, 'up'), sample(1, 'down'), sample(2, 'up'), sample(0, 'up', 'crm'), sample(3, 'up', 'erp')],
};

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open({ path: ':memory:' });
});
afterAll(() => warehouse.close());

interface Lake {
  workspace: string;
  /** Folds these files, as Spark would, and brings the runs in under the name. */
  fold: (name: string, files: LakeSamples[], agreed?: Record<string, number>) => Promise<Brought>;
  load: (agreed?: Record<string, number>) => Promise<{ runs: Run[]; said: string[]; skipped: string[] }>;
}

/** A workspace, and a lake that remembers each file, so that services can be folded again. */
function lake(): Lake {
  const workspace = temporaryFolder();
  mkdirSync(join(workspace, 'exports'));
  const known = new Map<string, LakeSamples>();
  return {
    workspace,
    fold: async (name, files, agreed = gaps) => {
      for (const file of files) known.set(file.path, file);
      const job = jobOf(
        files.map(({ path }) => path),
        agreed,
      );
      const again: Folder = async (planned) => {
        const folder = temporaryFolder();
        const wanted = { ...planned, output: '', tables: '' };
        await writeResults(
          warehouse,
          folder,
          wanted,
          planned.inputs.map((path) => known.get(path)!),
        );
        return await readOutput(warehouse, folder, wanted);
      };
      const folder = temporaryFolder();
      await writeResults(warehouse, folder, job, files);
      const path = join(workspace, 'exports', 'folded', `uptime_samples-${name}.parquet`);
      return await bringIn(warehouse, workspace, path, await readOutput(warehouse, folder, job), again);
    },
    load: async (agreed = gaps) => {
      const own = await Warehouse.open({ path: ':memory:' });
      try {
        const seconds = new Map(Object.entries(agreed));
        const report = await loadExports(own, {
          workspace,
          sourceOf: readSources(workspace),
          gaps: { key: JSON.stringify(agreed), seconds },
          loadedAt: '2026-11-01T00:00:00Z',
        });
        return {
          runs: await own.rows<Run>('select * exclude (_load) from raw.uptime_runs'),
          said: report.loaded.flatMap(({ notices }) => notices),
          skipped: report.replaced.map(({ file }) => file),
        };
      } finally {
        own.close();
      }
    },
  };
}

const plain = (files: LakeSamples[], agreed: Record<string, number> = gaps) =>
  foldPlainly(
    files.flatMap(({ samples }) => samples).filter(({ service_id }) => service_id in agreed),
    (service) => agreed[service]!,
  );

describe('results that are whole', () => {
  test('load as their samples would have, with where those lie and what was wrong with them', async () => {
    const { fold, load } = lake();
    const { said } = await fold('a', [{ ...first, unreadable: 2 }]);
    expect(said.counted).toEqual({ samples: 4, unreadable: 2, unknownService: 1, repeated: 0, contradicting: 0 });
    const loaded = await load();
    expect(compareFolds(loaded.runs, plain([first]))).toBeNull();
    expect(loaded.said).toEqual([
      '4 samples of 1 files (200 bytes; the first: /lake/1.csv) were folded by Spark 4.3.0 where they lie: their rows are not here',
      '2 rows of /lake/1.csv cannot be read, for example: sap,kaputt,up',
      'service "erp" is not in the contract: 1 samples were not read',
    ]);
  });

  test('a path with signs that Spark writes in two ways is one file', async () => {
    const job = jobOf(['/lake'], gaps);
    const folder = temporaryFolder();
    await writeResults(warehouse, folder, job, [{ path: '/lake/a b%41.csv', samples: [sample(0, 'up')] }]);
    await warehouse.run(
      `copy (select * replace ('file:///lake/a%20b%2541.csv' as file_path) from read_parquet('${folder}/inputs/part-00000.snappy.parquet')) to '${folder}/inputs/part-00001.parquet' (format parquet)`,
    );
    rmSync(join(folder, 'inputs', 'part-00000.snappy.parquet'));
    const { said } = await readOutput(warehouse, folder, job);
    expect(said.files).toMatchObject([{ path: '/lake/a b%41.csv', rows: 1, bytes: 40 }]);
  });

  test('the same results are the same bytes', async () => {
    const [one, other] = [lake(), lake()];
    await one.fold('a', [first]);
    await other.fold('a', [first]);
    const bytes = async ({ workspace }: Lake) =>
      await warehouse.row(`select sha256(content) as hash from read_blob('${workspace}/exports/folded/*.parquet')`);
    expect(await bytes(one)).toEqual(await bytes(other));
  });
});

describe('results that are not whole are refused', () => {
  const copyPart = (folder: string, name: string) =>
    `copy (from read_parquet('${folder}/${name}/part-00000.snappy.parquet') limit 1) to '${folder}/${name}/part-00000.snappy.parquet' (format parquet)`;
  test.each<[string, (folder: string) => Promise<void> | void, string]>([
    ...['files', 'inputs', 'runs', 'done'].map((name): [string, (folder: string) => void, string] => [
      `no _SUCCESS in ${name}`,
      (folder) => rmSync(join(folder, name, '_SUCCESS')),
      `${name}/ holds no _SUCCESS`,
    ]),
    ['a folder is missing', (folder) => rmSync(join(folder, 'runs'), { recursive: true }), 'runs/ is missing'],
    ['Spark still writes', (folder) => void mkdirSync(join(folder, 'runs', '_temporary')), 'runs/ holds _temporary'],
    [
      'executors that wrote where nobody sees it',
      (folder) => rmSync(join(folder, 'runs', 'part-00000.snappy.parquet')),
      'runs/ holds no Parquet file',
    ],
    [
      'a part that was not copied',
      (folder) => warehouse.run(copyPart(folder, 'runs')),
      'it wrote 4 runs of 4 samples, and 1 runs of 1 samples are here',
    ],
    [
      'files that came in between',
      (folder) =>
        warehouse.run(
          `copy (select * replace (rows + 1 as rows) from read_parquet('${folder}/inputs/part-00000.snappy.parquet') where fault is null) to '${folder}/inputs/part-00000.snappy.parquet' (format parquet)`,
        ),
      'The files changed while they were being read: 5 rows were counted, and 4 were folded',
    ],
  ])('%s', async (_, damage, said) => {
    const folder = temporaryFolder();
    const job = jobOf(['/lake'], gaps);
    await writeResults(warehouse, folder, job, [first]);
    await damage(folder);
    await expect(readOutput(warehouse, folder, job)).rejects.toThrow(said);
  });

  test.each<[string, LakeSamples[], string]>([
    ['no files', [], 'No sample was found in /lake: there are no files.'],
    [
      'rows that nobody can read',
      [{ path: '/lake/1.csv', samples: [sample(0, 'up', 'erp')], unreadable: 3 }],
      '1 files hold 3 rows that cannot be read and 1 of services that the agreement does not name. The first of /lake/1.csv: sap,kaputt,up',
    ],
  ])('%s', async (_, files, said) => {
    const folder = temporaryFolder();
    const job = jobOf(['/lake'], gaps);
    await writeResults(warehouse, folder, job, files);
    await expect(readOutput(warehouse, folder, job)).rejects.toThrow(said);
  });

  test('the answer to another question', async () => {
    const folder = temporaryFolder();
    await writeResults(warehouse, folder, jobOf(['/lake'], gaps), [first]);
    await expect(readOutput(warehouse, folder, jobOf(['/lake'], { ...gaps, sap: 60 }))).rejects.toThrow(
      'answer another fold',
    );
  });
});

describe('a file of runs that somebody altered is refused', () => {
  const run = (first: number, last: number, samples: number, state = 'up') =>
    `('sap', '', '${state}', ${start + first}, ${start + last}, ${samples}, 0, 0)`;
  test.each<[string, string[], string]>([
    ['samples are missing', [run(0, 60, 3)], 'they hold 3 samples, and 4 were folded'],
    [
      'runs stand in each other',
      [run(0, 60, 2), run(30, 90, 2, 'down')],
      '1 of them begin before the one in front has ended',
    ],
    ['no state', [run(0, 60, 4, 'fine')], '1 of them have no state, end before they begin, or have no samples'],
    ['the end before the start', [run(60, 0, 4)], '1 of them have no state'],
    ['a run of nothing', [run(0, 60, 4), run(120, 120, 0)], '1 of them have no state'],
  ])('%s', async (_, rows, said) => {
    const { fold, load, workspace } = lake();
    const brought = await fold('a', [first]);
    const runs = `(values ${rows.join(', ')}) as runs(${foldedColumns.join(', ')})`;
    await writeFolded(warehouse, runs, brought.said, join(workspace, 'exports', 'folded', 'uptime_samples-a.parquet'));
    await expect(load()).rejects.toThrow(`The runs in this file are damaged: ${said}`);
  });

  test('it is cut off', async () => {
    const { fold, load, workspace } = lake();
    await fold('a', [first]);
    const path = join(workspace, 'exports', 'folded', 'uptime_samples-a.parquet');
    writeFileSync(path, readFileSync(path).subarray(0, -40));
    await expect(load()).rejects.toThrow('uptime_samples-a.parquet');
  });
});

describe('another agreement than that of the fold', () => {
  test.each<[string, Record<string, number>, string | null]>([
    ['tolerates longer gaps: later steps join them', { sap: 300, crm: 600 }, null],
    ['tolerates shorter gaps', { sap: 60, crm: 600 }, 'bridge gaps of 180 s, and the agreement tolerates 60 s now'],
    ['names a service that was left out', { ...gaps, erp: 180 }, 'samples of service "erp" were left out'],
    ['names a service that has no samples there', { ...gaps, web: 180 }, null],
    ['no longer names one', { sap: 180 }, null],
  ])('%s', async (_, agreed, refusal) => {
    const { fold, load } = lake();
    await fold('a', [first]);
    const loaded = load(agreed);
    if (refusal !== null) return await expect(loaded).rejects.toThrow(refusal);
    expect(new Set((await loaded).runs.map(({ service_id }) => service_id))).toEqual(
      new Set(['sap', 'crm'].filter((service) => service in agreed)),
    );
  });
});

describe('folds whose time overlaps', () => {
  const late: LakeSamples = { path: '/lake/late.csv', samples: [sample(1.5, 'up'), sample(90, 'up', 'crm')] };

  test('do not interfere where they are apart', async () => {
    const { fold, load } = lake();
    const next: LakeSamples = { path: '/lake/2.csv', samples: [sample(60, 'up'), sample(60, 'down', 'crm')] };
    await fold('a', [first]);
    expect(await fold('b', [next])).toMatchObject({ again: [], replaced: [] });
    expect((await load()).runs).toHaveLength(plain([first, next]).length);
  });

  test('only the services that overlap are folded again, and one file speaks for both', async () => {
    const { fold, load, workspace } = lake();
    await fold('a', [first]);
    const brought = await fold('b', [late]);
    expect(brought.again).toEqual(['sap']);
    expect(brought.replaced).toEqual([join(workspace, 'exports/folded/uptime_samples-a.parquet')]);
    const { runs, skipped } = await load();
    expect(compareFolds(runs, plain([first, late]))).toBeNull();
    expect(skipped).toEqual(['exports/folded/uptime_samples-a.parquet']);
  });

  test('a fold over everything replaces those before it', async () => {
    const { fold, load } = lake();
    await fold('a', [first]);
    await fold('b', [late]);
    expect((await fold('c', [first, late])).again).toEqual([]);
    const { runs, skipped } = await load();
    expect(compareFolds(runs, plain([first, late]))).toBeNull();
    expect(skipped).toHaveLength(2);
  });

  test('a file in two folds would count twice', async () => {
    const { fold } = lake();
    await fold('a', [first]);
    await fold('b', [late]);
    await expect(fold('c', [late, { path: '/lake/3.csv', samples: [sample(200, 'up')] }])).rejects.toThrow(
      'are part of an earlier one: their samples would count twice. The first: /lake/late.csv',
    );
  });

  test('samples that lie here cannot stand between those that lie elsewhere', async () => {
    const { fold, load, workspace } = lake();
    await fold('a', [first]);
    const rows = 'service_id,checked_at,state\nsap,2026-10-01T00:00:30Z,up\nsap,2026-10-01T00:01:30Z,up\n';
    writeFileSync(join(workspace, 'exports', 'uptime_samples-here.csv'), rows);
    await expect(load()).rejects.toThrow('The samples of sap stand between those of other files');
  });

  test('a second that contradicts itself within one fold is settled there: a fold beside it is no reason to refuse', async () => {
    const { fold, load } = lake();
    const at = (name: string, minute: number, state: PlainSample['state']): LakeSamples => ({
      path: `/lake/${name}.csv`,
      samples: [sample(minute, state)],
    });
    const files = [at('a', 0, 'unknown'), at('b', 0, 'up'), at('c', 1, 'up')];
    for (const file of files) await fold(file.path.slice(6, -4), [file]);
    const { runs } = await load();
    expect(compareFolds(joinNeighbours(runs), joinNeighbours(plain(files)))).toBeNull();
  });

  test('whatever the shards, they come to the runs of one fold', { timeout: 300_000 }, async () => {
    const anySample = fc.record({
      service_id: fc.constantFrom('sap', 'crm', 'erp'),
      location: fc.constantFrom('', 'tokyo'),
      at: fc.integer({ min: start, max: start + 3000 }),
      state: fc.constantFrom('up' as const, 'up' as const, 'down' as const, 'unknown' as const),
    });
    const shards = fc.array(fc.array(anySample, { minLength: 1, maxLength: 25 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(shards, async (parts) => {
        const { fold, load } = lake();
        const files = parts
          .filter((samples) => samples.some(({ service_id }) => service_id in gaps))
          .map((samples, index) => ({ path: `/lake/${index}.csv`, samples }));
        if (files.length === 0) return;
        for (const file of files) await fold(file.path.slice(6, -4), [file]);
        const { runs } = await load();
        expect(compareFolds(joinNeighbours(runs), joinNeighbours(plain(files)))).toBeNull();
        expect(sum(runs)).toBe(sum(plain(files)));
      }),
      { numRuns: 40 },
    );
  });
});

const sum = (runs: Run[]) => runs.reduce((total, { samples }) => total + samples, 0);

/** Files that do not overlap stay files of their own, and a run that goes on from one to the next is two. */
function joinNeighbours(runs: Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs.toSorted(inOrder)) {
    const before = joined.at(-1);
    const goesOn =
      before?.service_id === run.service_id &&
      before.location === run.location &&
      before.state === run.state &&
      run.first_at - before.last_at <= gaps[run.service_id as keyof typeof gaps];
    if (goesOn) Object.assign(before, { last_at: run.last_at, samples: before.samples + run.samples });
    else joined.push({ ...run });
  }
  return joined;
}

const rank = ['unknown', 'up', 'down'];
const inOrder = (a: Run, b: Run) =>
  `${a.service_id} ${a.location}`.localeCompare(`${b.service_id} ${b.location}`) ||
  a.first_at - b.first_at ||
  rank.indexOf(a.state) - rank.indexOf(b.state);
