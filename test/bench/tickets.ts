/**
 * How long a million tickets take from loaded rows to verdicts, as a multiple of DuckDB's typed scan of the events.
 *
 *     npm run build && node .build/test/bench/tickets.js [--tickets 1000000] [--folder DIR] [--runs 3] [--memory 1200MB]
 *
 * One process, the floor measured again before each run. `load` reads both files as a run does; `texts to types` builds
 * the staging models of tickets and events; `types to verdicts` every other model that fct_ticket_measures needs, for
 * seven months; `proofs` is the proof of each model's grain. The floor reads the events alone, not the tickets.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { loadExports } from '../../pipelines/exports/load/loadExports.ts';
import { readSources } from '../../pipelines/exports/mapping/sources.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { foldGaps } from '../../pipelines/run/prepareRun.ts';
import { expandCalendars, writeCalendarTables } from '../../pipelines/run/writeCalendarTables.ts';
import { writeContractTables } from '../../pipelines/run/writeContractTables.ts';
import { choosePeriods, writeRunTables } from '../../pipelines/run/writeRunTables.ts';
import { buildModel, proveGrain } from '../../pipelines/warehouse/buildModels.ts';
import { type Model, readMacros, readModels } from '../../pipelines/warehouse/models.ts';
import { quote, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { writeTicketFiles } from './ticketFiles.ts';

const { values: given } = parseArgs({
  options: {
    tickets: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    runs: { type: 'string', default: '3' },
    memory: { type: 'string', default: '1200MB' },
    detail: { type: 'boolean', default: false },
  },
});

const workspace = join(packageRoot(), 'fixtures', 'sample');
const contract = readContract(workspace);
const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'sla-bench-'));

const maker = await Warehouse.open({ path: ':memory:' });
const files = await writeTicketFiles(
  maker,
  folder,
  Number(given.tickets),
  contract.services.map(({ id }) => id),
);
maker.close();
console.log(
  `${given.tickets} tickets, ${(statSync(files.events).size / 1e6).toFixed(0)} MB of events, DuckDB held to ${given.memory}`,
);

const path = join(folder, 'bench.duckdb');
rmSync(path, { force: true });
const warehouse = await Warehouse.open({ path, memoryLimit: given.memory });
const loading = await measure(() => loadAll(warehouse));
console.log(`load of both files: ${show(loading, await measure(() => scanTyped(warehouse, files.events)))}`);
const models = await prepare(warehouse);
for (let run = 1; run <= Number(given.runs); run += 1) {
  const floor = await measure(() => scanTyped(warehouse, files.events));
  // One transaction, as in a run; what its end costs counts among the verdicts.
  await warehouse.run('begin transaction');
  const staging = await measure(() => buildAll(models.filter(({ layer }) => layer === 'staging')));
  const verdicts = await measure(async () => {
    await buildAll(models.filter(({ layer }) => layer !== 'staging'));
    await warehouse.run('commit');
  });
  const proofs = await measure(() => proveAll(models));
  await warehouse.run('checkpoint'); // a run ends by closing the file, which does this
  console.log(`run ${run}, floor ${floor.wall.toFixed(2)} s (${floor.cpu.toFixed(2)} s of processor)`);
  console.log(`  texts to types   ${show(staging, floor)}`);
  console.log(`  types to verdicts ${show(verdicts, floor)}`);
  console.log(
    `  both             ${show({ wall: staging.wall + verdicts.wall, cpu: staging.cpu + verdicts.cpu }, floor)}`,
  );
  console.log(`  proofs of grain  ${show(proofs, floor)}`);
}
const { n, late } = await warehouse.row<{ n: number; late: number }>(
  `select count(*) as n, count(*) filter (where verdict = 'breached') as late from marts.fct_ticket_measures`,
);
console.log(`${n} measures, ${late} breached; peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
warehouse.close();
rmSync(path, { force: true });
if (given.folder === undefined) rmSync(folder, { recursive: true });

interface Cost {
  /** Seconds by the wall clock, and of processor time over all threads. */
  wall: number;
  cpu: number;
}

function show({ wall, cpu }: Cost, floor: Cost): string {
  return `${wall.toFixed(2)} s = ${(wall / floor.wall).toFixed(1)} x (processor ${(cpu / floor.cpu).toFixed(1)} x)`;
}

async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.hrtime.bigint();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: Number(process.hrtime.bigint() - before) / 1e9, cpu: (user + system) / 1e6 };
}

/** The floor: every column of the events, typed, counted. */
async function scanTyped(warehouse: Warehouse, events: string): Promise<void> {
  await warehouse.rows(
    `select count(ticket_id), count("at"), count(event), count(value), count(actor)
     from read_csv(${quote(events)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
       columns = {'ticket_id': 'VARCHAR', 'at': 'TIMESTAMPTZ', 'event': 'VARCHAR', 'value': 'VARCHAR', 'actor': 'VARCHAR'})`,
  );
}

/** Both files into raw tables, as a run does. */
async function loadAll(warehouse: Warehouse): Promise<void> {
  await warehouse.run(readMacros());
  await loadExports(warehouse, {
    workspace: folder,
    sourceOf: readSources(folder),
    gaps: foldGaps(contract),
    loadedAt: '',
  });
}

/** Everything that the models read, and the models that lead to the verdicts. */
async function prepare(warehouse: Warehouse): Promise<Model[]> {
  const period = parsePeriod('2026-10', contract.timezone);
  const from = parsePeriod('2026-04', contract.timezone).startsAt;
  const periods = choosePeriods(period, period.endsAt, from, contract, 7);
  await writeContractTables(warehouse, contract, []);
  await writeCalendarTables(
    warehouse,
    contract,
    expandCalendars(contract, workspace, from, period.endsAt),
    from,
    period.endsAt,
  );
  await writeRunTables(warehouse, periods, contract);
  await warehouse.run(readMacros());
  await warehouse.withoutCompression();
  for (const schema of ['staging', 'intermediate', 'marts'])
    await warehouse.run(`create schema if not exists ${schema}`);
  const models = await readModels(warehouse);
  const needed = new Set(['marts.fct_ticket_measures']);
  for (const model of models.toReversed())
    if (needed.has(model.qualifiedName)) for (const name of model.reads) needed.add(name);
  return models.filter(({ qualifiedName }) => needed.has(qualifiedName));
}

async function buildAll(some: Model[]): Promise<void> {
  for (const model of some) {
    const { wall, cpu } = await measure(() => buildModel(warehouse, model));
    if (given.detail)
      console.log(`    ${model.qualifiedName.padEnd(42)} ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processor`);
  }
}

async function proveAll(some: Model[]): Promise<void> {
  for (const model of some) if (!model.isView) await proveGrain(warehouse, model);
}
