/**
 * How long a million tickets take from CSV to verdicts, as a multiple of DuckDB's typed scan of the events.
 *
 *     npm run build && node .build/test/bench/tickets.js [--tickets 1000000] [--folder DIR] [--runs 3] [--memory 1200MB]
 *
 * The floor and the work are measured in turn in one process. `load` copies both files into raw tables as a run does;
 * `verdicts` builds every model that fct_ticket_measures needs, seven months of them; `proofs` adds the proof of
 * each model's grain, which every run does as well.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { loadExports } from '../../pipelines/exports/loadExports.ts';
import { readSources } from '../../pipelines/exports/sources.ts';
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

for (let run = 1; run <= Number(given.runs); run += 1) {
  const path = join(folder, 'bench.duckdb');
  rmSync(path, { force: true });
  const warehouse = await Warehouse.open({ path, memoryLimit: given.memory });
  const floor = await seconds(() => scanTyped(warehouse, files.events));
  const loading = await seconds(() => loadAll(warehouse));
  const models = await prepare(warehouse);
  const verdicts = await seconds(() => buildAll(warehouse, models));
  const proofs = await seconds(async () => {
    for (const model of models) await proveGrain(warehouse, model);
  });
  const { n, late } = await warehouse.row<{ n: number; late: number }>(
    `select count(*) as n, count(*) filter (where verdict = 'breached') as late from marts.fct_ticket_measures`,
  );
  const times = (value: number): string => `${value.toFixed(2)} s (${(value / floor).toFixed(1)} x)`;
  console.log(
    `run ${run}: floor ${floor.toFixed(2)} s; load ${times(loading)}; verdicts ${times(verdicts)}; proofs ${times(proofs)}; ` +
      `load and verdicts ${times(loading + verdicts)}; peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB; ${n} measures, ${late} breached`,
  );
  warehouse.close();
  rmSync(path, { force: true });
}
if (given.folder === undefined) rmSync(folder, { recursive: true });

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
  await writeContractTables(warehouse, contract, [], []);
  await writeCalendarTables(
    warehouse,
    contract,
    expandCalendars(contract, workspace, from, period.endsAt),
    from,
    period.endsAt,
  );
  await writeRunTables(warehouse, periods, contract);
  await warehouse.run(readMacros());
  for (const schema of ['staging', 'intermediate', 'marts'])
    await warehouse.run(`create schema if not exists ${schema}`);
  const models = await readModels(warehouse);
  const needed = new Set(['marts.fct_ticket_measures']);
  for (const model of models.toReversed())
    if (needed.has(model.qualifiedName)) for (const name of model.reads) needed.add(name);
  return models.filter(({ qualifiedName }) => needed.has(qualifiedName));
}

async function buildAll(warehouse: Warehouse, models: Model[]): Promise<void> {
  for (const model of models) {
    const took = await seconds(() => buildModel(warehouse, model));
    if (given.detail) console.log(`  ${model.qualifiedName.padEnd(45)} ${took.toFixed(2)} s`);
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - before) / 1e9;
}
