/**
 * Builds the models in order, proves each one's grain, and runs the checks.
 */
import { installMacros, type Model, type ModelFile } from './models.ts';
import { identifier, type Warehouse } from './Warehouse.ts';

/** One thing that contradicts a check: whom it is about, and the row of the export where it stands. */
export interface FindingRow {
  subject: string;
  file: string | null;
  row: number | null;
  detail: string;
  /** The name that the export gives and the agreement lacks, where that is what was found. */
  name?: string;
}

export interface Finding {
  check: ModelFile;
  rows: FindingRow[];
}

/**
 * Creates the macros and every model as a table or view, within the caller's transaction, of which large tables are
 * committed on the way: only when all are there may the caller call them built. A grain that does not hold is a bug and stops the build; that of a
 * view is proved by the model that reads it, and by the tests.
 */
export async function buildModels(
  warehouse: Warehouse,
  models: Model[],
  onModel?: (model: Model) => void,
): Promise<void> {
  await installMacros(warehouse);
  await warehouse.withoutCompression();
  for (const schema of ['staging', 'intermediate', 'marts'])
    await warehouse.run(`create schema if not exists ${schema}`);
  await dropOtherKinds(warehouse, models);
  for (const model of models) {
    if (model.layer === 'checks') continue;
    onModel?.(model);
    await buildModel(warehouse, model);
    if (!model.isView) await proveGrain(warehouse, model);
  }
}

/** Drops what an earlier version built as a view and is a table now, or the other way round. */
async function dropOtherKinds(warehouse: Warehouse, models: Model[]): Promise<void> {
  const found = await warehouse.rows<{ name: string; isView: boolean }>(
    `select table_schema || '.' || table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables`,
  );
  for (const { qualifiedName, isView } of models) {
    const other = found.find(({ name }) => name === qualifiedName);
    if (other && other.isView !== isView)
      await warehouse.run(`drop ${other.isView ? 'view' : 'table'} ${qualifiedName}`);
  }
}

/** As many rows as DuckDB writes at once. */
const largeTable = 122_880;

/**
 * Creates one model as a table or view, from tables that are there, within a transaction. A large table is committed at
 * once: what a transaction has not committed is read by one thread alone.
 */
export async function buildModel(warehouse: Warehouse, model: Model): Promise<void> {
  try {
    const [made] = await warehouse.rows<{ Count: number }>(
      `create or replace ${model.isView ? 'view' : 'table'} ${model.qualifiedName} as\n${model.sql}`,
    );
    if (made && made.Count >= largeTable) await warehouse.run('commit; begin transaction');
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
