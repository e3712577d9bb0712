/** Results as Spark writes them, without a Spark: folders of Parquet, filled by the plain fold. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOfJob, type SparkJob } from '../../pipelines/exports/fold/spark/sparkJob.ts';
import { quote, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { foldPlainly, type PlainSample } from './foldReference.ts';

export interface LakeSamples {
  path: string;
  samples: PlainSample[];
  unreadable?: number;
}

export function jobOf(inputs: string[], gaps: Record<string, number>, change: Partial<SparkJob> = {}): SparkJob {
  return {
    inputs,
    format: 'csv',
    columns: ['service_id', 'checked_at', 'state', 'location'],
    zone: null,
    gaps: { key: 'test', seconds: new Map(Object.entries(gaps)) },
    output: '',
    tables: '',
    ...change,
  };
}

/** What Spark would leave of these files: of services of the job their runs, the others counted. */
export async function writeResults(
  warehouse: Warehouse,
  folder: string,
  job: SparkJob,
  files: LakeSamples[],
): Promise<void> {
  const gapOf = (service: string) => job.gaps.seconds.get(service)!;
  const isKnown = ({ service_id }: PlainSample) => job.gaps.seconds.has(service_id);
  const samples = files.flatMap((file) => file.samples.filter(isKnown));
  const runs = foldPlainly(samples, gapOf);
  const numbers = ({ first_at, last_at, samples: count }: (typeof runs)[number]) => [first_at, last_at, count, 0, 0];
  await writeFolder(warehouse, join(folder, 'files'), 'file_path, bytes, modified_us', [
    ...files.map(({ path, samples: { length } }) => [`file:${path}`, length * 40, 1_790_000_000_000_000]),
  ]);
  await writeFolder(warehouse, join(folder, 'inputs'), 'file_path, fault, unknown_service, rows, example', [
    ...files.flatMap(({ path, samples: all, unreadable = 0 }) => countsOf(`file://${path}`, all, isKnown, unreadable)),
  ]);
  await writeFolder(
    warehouse,
    join(folder, 'runs'),
    'service_id, location, state, first_at, last_at, samples, repeated, contradicting',
    runs.map((run) => [run.service_id, run.location, run.state, ...numbers(run)]),
  );
  const sum = (name: 'samples' | 'first_at' | 'last_at') => runs.reduce((total, run) => total + run[name], 0);
  const sums = [runs.length, sum('samples'), sum('first_at'), sum('last_at')];
  await writeFolder(warehouse, join(folder, 'done'), 'job, engine, runs, samples, first_sum, last_sum', [
    [keyOfJob(job), '4.3.0 98bc0212', ...sums],
  ]);
}

function countsOf(path: string, samples: PlainSample[], isKnown: (sample: PlainSample) => boolean, unreadable: number) {
  const unknown = [...new Set(samples.filter((sample) => !isKnown(sample)).map(({ service_id }) => service_id))];
  const rows: (string | number | null)[][] = unknown.map((service) => [
    path,
    'unknown service',
    service,
    samples.filter(({ service_id }) => service_id === service).length,
    null,
  ]);
  if (unreadable > 0) rows.push([path, 'unreadable', null, unreadable, 'sap,kaputt,up']);
  const known = samples.filter(isKnown).length;
  return known > 0 ? [...rows, [path, null, null, known, null]] : rows;
}

async function writeFolder(warehouse: Warehouse, folder: string, columns: string, rows: (string | number | null)[][]) {
  mkdirSync(folder, { recursive: true });
  const cell = (value: string | number | null) => (typeof value === 'string' ? quote(value) : String(value));
  const text = ['file_path', 'fault', 'unknown_service', 'example', 'service_id', 'location', 'state', 'job', 'engine'];
  const names = columns.split(', ');
  const typed = names.map((name) => `"${name}"::${text.includes(name) ? 'varchar' : 'bigint'} as "${name}"`).join(', ');
  const values =
    rows.length > 0
      ? `(values ${rows.map((row) => `(${row.map(cell).join(', ')})`).join(', ')})`
      : `(select ${names.map(() => 'null').join(', ')} limit 0)`;
  await warehouse.run(
    `copy (select ${typed} from ${values} as rows(${names.map((name) => `"${name}"`).join(', ')})) to ${quote(join(folder, 'part-00000.snappy.parquet'))} (format parquet)`,
  );
  writeFileSync(join(folder, '_SUCCESS'), '');
}
