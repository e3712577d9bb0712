/**
 * Builds the models in order, proves each one's grain, and runs the checks.
 */
import { type Model, type ModelFile, readMacros } from './models.ts';
import { identifier, type Warehouse } from './Warehouse.ts';

/** One thing that contradicts a check: whom it is about, and the row of the export where it stands. */
export interface FindingRow {
  subject: string;
  file: string | null;
  row: number | null;
  detail: string;
}

export interface Finding {
  check: ModelFile;
  rows: FindingRow[];
}

/** Creates the macros and every model as a table; a grain that does not hold is a bug and stops the build. */
export async function buildModels(
  warehouse: Warehouse,
  models: Model[],
  onModel?: (model: Model) => void,
): Promise<void> {
  await warehouse.run(readMacros());
  await warehouse.withoutCompression();
  for (const schema of ['staging', 'intermediate', 'marts'])
    await warehouse.run(`create schema if not exists ${schema}`);
  for (const model of models) {
    if (model.layer === 'checks') continue;
    onModel?.(model);
    await buildModel(warehouse, model);
    await proveGrain(warehouse, model);
  }
}

/** Creates one model as a table, from tables that are there. */
export async function buildModel(warehouse: Warehouse, model: Model): Promise<void> {
  try {
    await warehouse.run(`create or replace table ${model.qualifiedName} as\n${model.sql}`);
  } catch (error) {
    throw new Error(`${model.file} cannot be built: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Runs the checks, two at a time; each finds nothing, or the rows that contradict its claim. Worst first. */
export async function runChecks(warehouse: Warehouse, models: ModelFile[]): Promise<Finding[]> {
  const checks = models.filter(({ layer }) => layer === 'checks');
  const found: FindingRow[][] = [];
  const queue = [...checks.entries()];
  const work = async (lane: Warehouse): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, { sql }] = next;
      found[index] = await lane.rows<FindingRow>(sql);
    }
  };
  await Promise.all([work(warehouse), work(await warehouse.lane())]);
  const findings = checks.map((check, index) => ({ check, rows: found[index]! })).filter(({ rows }) => rows.length > 0);
  const worst = ['error', 'warn', 'note'];
  return findings.sort((a, b) => worst.indexOf(a.check.severity) - worst.indexOf(b.check.severity));
}

/** Throws unless the columns of `-- grain:` identify each row and are never null. */
export async function proveGrain(warehouse: Warehouse, model: Model): Promise<void> {
  const columns = model.grain.map(identifier).join(', ');
  const isNull = model.grain.map((column) => `${identifier(column)} is null`).join(' or ');
  const [broken] = await warehouse.rows(
    `select ${columns}, count(*) as times from ${model.qualifiedName} group by all having count(*) > 1 or ${isNull} limit 1`,
  );
  if (broken)
    throw new Error(`${model.file}: its grain (${model.grain.join(', ')}) does not hold at ${JSON.stringify(broken)}`);
}
