/** Builds one model file on given inputs in a fresh in-memory DuckDB and returns its rows. */
import { proveGrain } from '../../pipelines/warehouse/buildModels.ts';
import { readMacros } from '../../pipelines/warehouse/models.ts';
import { type Row, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { createEmpty, modelOf } from './emptyWarehouse.ts';
import { insertRows, type TableRow } from './insertRows.ts';

/** Rows as objects, or a select that yields them; by qualified table name. */
export type Inputs = Record<string, readonly TableRow[] | string>;

/**
 * The rows of a model (by name, `fct_attainment`), in the order of its grain. Tables that it reads and that are not
 * given are empty; a table that it does not read is a mistake of the test. Its grain is proved as in a run.
 */
export async function buildModel(name: string, inputs: Inputs): Promise<Row[]> {
  const model = await modelOf(name);
  for (const table of Object.keys(inputs))
    if (!model.reads.includes(table)) throw new Error(`${name} does not read ${table}`);
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  try {
    await warehouse.run(readMacros());
    for (const table of model.reads) {
      await createEmpty(warehouse, table);
      const rows = inputs[table] ?? [];
      if (typeof rows === 'string') await warehouse.run(`insert into ${table} by name ${rows}`);
      else await insertRows(warehouse, table, rows);
    }
    await warehouse.run(
      `create schema if not exists ${model.layer}; create or replace table ${model.qualifiedName} as ${model.sql}`,
    );
    await proveGrain(warehouse, model);
    return await warehouse.rows(`select * from ${model.qualifiedName} order by ${model.grain.join(', ')}`);
  } finally {
    warehouse.close();
  }
}
