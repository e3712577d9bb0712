/** Reads what Spark has written, once it is proven to be whole. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SlaError } from '../../../errors.ts';
import { isoInstant } from '../../../isoInstant.ts';
import { fileNamed, type Warehouse } from '../../../warehouse/Warehouse.ts';
import type { FoldedFile, LakeFile } from './FoldedFile.ts';
import { keyOfJob, type SparkJob } from './sparkJob.ts';

export interface SparkOutput {
  /** Relation of {@link foldedColumns}. */
  runs: string;
  said: FoldedFile;
}

const folders = ['files', 'inputs', 'runs', 'done'] as const;
/** Names of unknown services that are kept; the rest are counted. */
const named = 100;

/** @throws SlaError when a part is missing, when it answers another job, or when files changed while they were read. */
export async function readOutput(warehouse: Warehouse, folder: string, job: SparkJob): Promise<SparkOutput> {
  for (const name of folders) requireWhole(folder, name);
  const relation = (name: string) => partsOf(join(folder, name));
  const runs = relation('runs');
  const engine = await requireSums(warehouse, folder, relation('done'), runs, keyOfJob(job));
  const files = await readFiles(warehouse, relation('files'), relation('inputs'));
  const counted = await count(warehouse, relation('inputs'), runs);
  requireSameFiles(folder, files, counted);
  if (counted.samples === 0) throw noSamples(folder, job, files, counted);
  return {
    runs: `(select service_id::varchar as service_id, location::varchar as location, state::varchar as state, first_at::bigint as first_at, last_at::bigint as last_at, samples::bigint as samples, repeated::bigint as repeated, contradicting::bigint as contradicting from ${runs})`,
    said: {
      version: 1,
      engine: `Spark ${engine.split(' ')[0]}`,
      job: { key: keyOfJob(job), inputs: job.inputs, format: job.format, columns: job.columns, zone: job.zone },
      gaps: Object.fromEntries(job.gaps.seconds),
      files,
      counted,
      unknown: await unknownServices(warehouse, relation('inputs')),
      replaces: [],
    },
  };
}

function partsOf(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.parquet') && !/^[._]/.test(name))
    .sort();
  return `read_parquet([${files.map((name) => fileNamed(join(folder, name))).join(', ')}], hive_partitioning = false)`;
}

function requireWhole(folder: string, name: string): void {
  const path = join(folder, name);
  const lacking = (what: string) => incomplete(`The fold is not complete: ${name}/ ${what}.`, path);
  if (!existsSync(path)) throw lacking('is missing');
  const entries = readdirSync(path);
  if (!entries.includes('_SUCCESS')) throw lacking('holds no _SUCCESS, so that Spark has not finished writing it');
  if (entries.includes('_temporary'))
    throw lacking('holds _temporary, so that Spark is still writing it or was killed');
  if (!entries.some((entry) => entry.endsWith('.parquet'))) throw lacking('holds no Parquet file');
}

function incomplete(what: string, where: string): SlaError {
  return new SlaError({
    what,
    where,
    fix: 'Run the fold again, or copy its folders again (files, inputs, runs and done, each with its _SUCCESS).',
    state: 'Nothing was brought in.',
  });
}

/** What `done` says of the runs against what lies there: a part that was not copied, or is of another attempt. */
async function requireSums(
  warehouse: Warehouse,
  folder: string,
  done: string,
  runs: string,
  key: string,
): Promise<string> {
  const sums = `coalesce(sum(samples), 0)::varchar as samples, coalesce(sum(first_at), 0)::varchar as firsts, coalesce(sum(last_at), 0)::varchar as lasts`;
  const said = await warehouse.rows<Record<string, string>>(
    `select job, engine, runs::varchar as runs, samples::varchar as samples, first_sum::varchar as firsts, last_sum::varchar as lasts from ${done}`,
  );
  const found = await warehouse.row<Record<string, string>>(`select count(*)::varchar as runs, ${sums} from ${runs}`);
  const [only] = said;
  if (said.length !== 1 || only!['job'] !== key)
    throw new SlaError({
      what: `These results answer another fold (${only?.['job'] ?? 'none'}) than the one that was asked for (${key}).`,
      where: join(folder, 'done'),
      fix: 'Run the fold again: its files, its columns, the zone, or services and check intervals of the agreement were others.',
      state: 'Nothing was brought in.',
    });
  if (['runs', 'samples', 'firsts', 'lasts'].some((name) => only![name] !== found[name]))
    throw incomplete(
      `The fold is not complete: it wrote ${only!['runs']} runs of ${only!['samples']} samples, and ${found['runs']} runs of ${found['samples']} samples are here.`,
      join(folder, 'runs'),
    );
  return only!['engine']!;
}

/** One spelling of a path: Spark writes `file:/x`, and elsewhere `file:///x` with signs for what a link must not hold. */
const onePath = (path: string): string => `regexp_replace(${path}, '^file:/+', '/')`;
const readPath = `case when ${onePath('file_path')} in (select ${onePath('file_path')} from listed) then ${onePath('file_path')} else url_decode(${onePath('file_path')}) end`;

async function readFiles(warehouse: Warehouse, files: string, inputs: string): Promise<LakeFile[]> {
  const found = await warehouse.rows<Omit<LakeFile, 'modified_at'> & { modified_s: number }>(`
    with listed as (select * from ${files}),
    read as (
      select ${readPath} as path, sum(rows)::bigint as rows, coalesce(sum(rows) filter (fault = 'unreadable'), 0)::bigint as unreadable,
        min(example) as example
      from ${inputs} group by 1
    )
    select coalesce(${onePath('listed.file_path')}, read.path) as path, coalesce(bytes, -1)::bigint as bytes,
      coalesce(modified_us // 1000000, 0)::bigint as modified_s, coalesce(rows, 0)::bigint as rows,
      coalesce(unreadable, 0)::bigint as unreadable, example
    from listed full join read on ${onePath('listed.file_path')} = read.path
    order by path`);
  return found.map(({ modified_s, path, bytes, rows, unreadable, example }) => ({
    path,
    bytes,
    modified_at: isoInstant(modified_s),
    rows,
    unreadable,
    example,
  }));
}

async function count(warehouse: Warehouse, inputs: string, runs: string): Promise<FoldedFile['counted']> {
  return await warehouse.row(`
    select inputs.*, runs.*
    from (
      select coalesce(sum(rows) filter (fault = 'unreadable'), 0)::bigint as unreadable,
        coalesce(sum(rows) filter (fault = 'unknown service'), 0)::bigint as "unknownService"
      from ${inputs}
    ) as inputs, (
      select coalesce(sum(samples), 0)::bigint as samples, coalesce(sum(repeated), 0)::bigint as repeated,
        coalesce(sum(contradicting), 0)::bigint as contradicting
      from ${runs}
    ) as runs`);
}

/** The files are listed, counted and folded one after the other: each must have met the same ones. */
function requireSameFiles(folder: string, files: LakeFile[], counted: FoldedFile['counted']): void {
  const unlisted = files.find(({ bytes }) => bytes < 0);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const folded = counted.samples + counted.unreadable + counted.unknownService;
  if (rows === folded && !unlisted) return;
  throw new SlaError({
    what: unlisted
      ? `${unlisted.path} came while the files were being read.`
      : `The files changed while they were being read: ${rows} rows were counted, and ${folded} were folded.`,
    where: folder,
    fix: 'Run the fold again, once nothing more is written to its files.',
    state: 'Nothing was brought in.',
  });
}

/** Nothing that was folded is no fold: a wrong path, a wrong zone, other services. */
function noSamples(folder: string, { inputs }: SparkJob, files: LakeFile[], counted: FoldedFile['counted']): SlaError {
  const bad = files.find(({ example }) => example !== null);
  const why =
    files.length === 0
      ? 'there are no files'
      : `${files.length} files hold ${counted.unreadable} rows that cannot be read and ${counted.unknownService} of services that the agreement does not name`;
  return new SlaError({
    what: `No sample was found in ${inputs.join(', ')}: ${why}.${bad ? ` The first of ${bad.path}: ${bad.example}` : ''}`,
    where: folder,
    fix: 'Correct the path, name the zone of instants without an offset (--zone Asia/Tokyo), or the services in contract.yaml.',
    state: 'Nothing was brought in.',
  });
}

async function unknownServices(warehouse: Warehouse, inputs: string): Promise<FoldedFile['unknown']> {
  const services = await warehouse.rows<{ service: string; samples: number; of: number }>(`
    select unknown_service as service, sum(rows)::bigint as samples, count(*) over () as "of"
    from ${inputs} where fault = 'unknown service' group by 1 order by 2 desc, 1 limit ${named}`);
  return { services: services.map(({ service, samples }) => ({ service, samples })), of: services[0]?.of ?? 0 };
}
