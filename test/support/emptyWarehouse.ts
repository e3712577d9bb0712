/** The real tables without rows: every model built once on an empty warehouse, so that tests insert into true types. */

import { type Shapes, shapesUnder } from '../../pipelines/docs/emptyWarehouse.ts';
import type { Model } from '../../pipelines/warehouse/models.ts';
import { identifier, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { contractWith } from '../reference/build.ts';

let known: Promise<Shapes> | null = null;

/** Shapes of every table of a run, worked out once in a test process. */
export function shapes(): Promise<Shapes> {
  known ??= shapesUnder(contractWith());
  return known;
}

/** Creates a table of the real shape, without rows. */
export async function createEmpty(warehouse: Warehouse, table: string): Promise<void> {
  const columns = await shapeOf(table);
  const typed = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await warehouse.run(
    `create schema if not exists ${table.split('.')[0]}; create or replace table ${table} (${typed.join(', ')})`,
  );
}

/** The shape of a table. A name that no run knows is a mistake of the test. */
export async function shapeOf(table: string): Promise<Record<string, string>> {
  const shape = (await shapes()).tables.get(table);
  if (!shape) throw new Error(`no run makes a table ${table}`);
  return shape;
}

/** A model by its name, `fct_attainment`. */
export async function modelOf(name: string): Promise<Model> {
  const found = (await shapes()).models.find((model) => model.name === name);
  if (!found) throw new Error(`no file of sql/ is called ${name}.sql`);
  return found;
}
