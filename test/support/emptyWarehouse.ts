/** The real tables without rows: every model built once on an empty warehouse, so that tests insert into true types. */

import { ensureRawSchema } from '../../pipelines/exports/load/rawSchema.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { expandCalendars, writeCalendarTables } from '../../pipelines/run/writeCalendarTables.ts';
import { writeContractTables } from '../../pipelines/run/writeContractTables.ts';
import { writeRunTables } from '../../pipelines/run/writeRunTables.ts';
import { buildModels } from '../../pipelines/warehouse/buildModels.ts';
import { type Model, readMacros, readModels } from '../../pipelines/warehouse/models.ts';
import { identifier, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { contractWith } from '../reference/build.ts';

export interface TableShape {
  /** Column name to DuckDB type, in the table's order. */
  columns: Record<string, string>;
}

export interface Shapes {
  models: Model[];
  /** By qualified name: `staging.stg_tickets`. */
  tables: Map<string, TableShape>;
}

let known: Promise<Shapes> | null = null;

/** Shapes of every table of a run, worked out once in a test process. */
export function shapes(): Promise<Shapes> {
  known ??= workOut();
  return known;
}

/** Creates a table of the real shape, without rows. */
export async function createEmpty(warehouse: Warehouse, table: string): Promise<void> {
  const { columns } = await shapeOf(table);
  const typed = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await warehouse.run(
    `create schema if not exists ${table.split('.')[0]}; create or replace table ${table} (${typed.join(', ')})`,
  );
}

/** The shape of a table. A name that no run knows is a mistake of the test. */
export async function shapeOf(table: string): Promise<TableShape> {
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

async function workOut(): Promise<Shapes> {
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    await warehouse.run(readMacros());
    const contract = contractWith();
    const period = parsePeriod('2026-10', contract.timezone);
    await ensureRawSchema(warehouse);
    await writeContractTables(warehouse, contract, []);
    await writeCalendarTables(
      warehouse,
      contract,
      expandCalendars(contract, '.', period.startsAt, period.startsAt),
      period.startsAt,
      period.startsAt,
    );
    await writeRunTables(warehouse, { period, asOf: period.endsAt, months: [period] }, contract);
    const models = await readModels(warehouse);
    await buildModels(warehouse, models);
    return { models, tables: await readShapes(warehouse) };
  } finally {
    warehouse.close();
  }
}

async function readShapes(warehouse: Warehouse): Promise<Map<string, TableShape>> {
  const tables = new Map<string, TableShape>();
  for (const { name, column, type } of await warehouse.rows<{ name: string; column: string; type: string }>(
    // The few names of one contract are no limit to what a test may insert.
    `select schema_name || '.' || table_name as name, column_name as "column",
       case when data_type like 'ENUM%' then 'VARCHAR' else data_type end as type
     from duckdb_columns() where not internal order by schema_name, table_name, column_index`,
  )) {
    const shape = tables.get(name) ?? { columns: {} };
    shape.columns[column] = type;
    tables.set(name, shape);
  }
  return tables;
}
