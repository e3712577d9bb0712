/**
 * One measured step of the availability benchmark, in a process of its own, so that its peak memory is its own.
 *
 *     node step.js STEP JSON      prints { seconds, cpuSeconds, peakMegabytes, ... } as one line of JSON
 */
import { join } from 'node:path';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { sha256Of } from '../../pipelines/exports/load/findExports.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { foldGaps } from '../../pipelines/run/prepareRun.ts';
import { expandCalendars, writeCalendarTables } from '../../pipelines/run/writeCalendarTables.ts';
import { writeContractTables } from '../../pipelines/run/writeContractTables.ts';
import { choosePeriods, writeRunTables } from '../../pipelines/run/writeRunTables.ts';
import { proveGrain } from '../../pipelines/warehouse/buildModels.ts';
import { type Model, readMacros, readModels } from '../../pipelines/warehouse/models.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

export interface StepResult {
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
  detail: Record<string, number>;
}

const steps: Record<string, (input: { path: string }) => Promise<Record<string, number>>> = {
  floor,
  hash,
  load,
  marts,
};

/** The floor: every column of the CSV, typed, counted. */
async function floor({ path }: { path: string }): Promise<Record<string, number>> {
  const warehouse = await Warehouse.open({ path: ':memory:' });
  return await measured(async () => {
    const { n } = await warehouse.row<{ n: number }>(
      `select count(service_id) as n, count(checked_at), count(state), count(latency_ms)
       from read_csv(${quote(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
         columns = {'service_id': 'VARCHAR', 'checked_at': 'TIMESTAMPTZ', 'state': 'VARCHAR', 'latency_ms': 'INTEGER'})`,
    );
    return { rows: n };
  });
}

async function hash({ path }: { path: string }): Promise<Record<string, number>> {
  return await measured(async () => ({ digits: (await sha256Of(path)).length }));
}

/** Brings the warehouse of a workspace in line with its exports, hashes included, as every run does. */
async function load({ path }: { path: string }): Promise<Record<string, number>> {
  const contract = readContract(path);
  const warehouse = await Warehouse.open({ path: join(path, 'warehouse.duckdb') });
  return await measured(async () => {
    const request = {
      workspace: path,
      sourceOf: readSources(path),
      gaps: foldGaps(contract),
      loadedAt: '2026-12-01T00:00:00Z',
    };
    const { loaded, unchanged } = await loadExports(warehouse, request);
    const { runs, samples } = await warehouse.row<{ runs: number; samples: number }>(
      'select count(*) as runs, sum(samples)::bigint as samples from raw.uptime_runs',
    );
    return { loaded: loaded.length, unchanged, runs, samples };
  });
}

/** From runs to the availability marts: every model that they need, and the proof of each one's grain. */
async function marts({ path }: { path: string }): Promise<Record<string, number>> {
  const contract = readContract(path);
  const warehouse = await Warehouse.open({ path: join(path, 'warehouse.duckdb') });
  await warehouse.run(readMacros());
  const period = parsePeriod('2026-10', contract.timezone);
  const periods = choosePeriods(period, period.endsAt, period.startsAt, contract, 1);
  await writeContractTables(warehouse, contract, []);
  await writeCalendarTables(
    warehouse,
    contract,
    expandCalendars(contract, path, period.startsAt, period.endsAt),
    period.startsAt,
    period.endsAt,
  );
  await writeRunTables(warehouse, periods, contract);
  const models = neededBy(await readModels(warehouse), [
    'fct_service_availability',
    'fct_overall_availability',
    'fct_service_days',
    'fct_unknown_policies',
  ]);
  for (const schema of ['staging', 'intermediate', 'marts'])
    await warehouse.run(`create schema if not exists ${schema}`);
  return await measured(async () => {
    const detail: Record<string, number> = {};
    for (const model of models) {
      const before = performance.now();
      await warehouse.run(`create or replace table ${model.qualifiedName} as\n${model.sql}`);
      await proveGrain(warehouse, model);
      detail[model.name] = Math.round(performance.now() - before) / 1000;
    }
    const { services } = await warehouse.row<{ services: number }>(
      'select count(distinct service_id) as services from marts.fct_service_availability',
    );
    return { ...detail, services };
  });
}

function neededBy(models: Model[], names: string[]): Model[] {
  const needed = new Set(names.map((name) => `marts.${name}`));
  for (const model of models.toReversed())
    if (needed.has(model.qualifiedName)) for (const name of model.reads) needed.add(name);
  return models.filter(({ qualifiedName }) => needed.has(qualifiedName));
}

let seconds = 0;
let cpuSeconds = 0;

async function measured<T>(work: () => Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const before = process.hrtime.bigint();
  const result = await work();
  seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  cpuSeconds = (user + system) / 1e6;
  return result;
}

const [name, json] = process.argv.slice(2);
const detail = await steps[name!]!(JSON.parse(json!) as { path: string });
const result: StepResult = {
  seconds,
  cpuSeconds,
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  detail,
};
console.log(JSON.stringify(result));
process.exit(0);
