/** The tables of a run without a row: every model built once on no exports, to see what columns each has. */
import type { Contract } from '../contract/Contract.ts';
import { ensureRawSchema } from '../exports/load/rawSchema.ts';
import { parsePeriod } from '../period.ts';
import { expandCalendars, writeCalendarTables } from '../run/writeCalendarTables.ts';
import { writeContractTables } from '../run/writeContractTables.ts';
import { writeRunTables } from '../run/writeRunTables.ts';
import { buildModels } from '../warehouse/buildModels.ts';
import { type Model, readMacros, readModels } from '../warehouse/models.ts';
import { Warehouse } from '../warehouse/Warehouse.ts';

export interface Shapes {
  models: Model[];
  /** By qualified name, `staging.stg_tickets`: column to DuckDB's type, in the table's order. */
  tables: Map<string, Record<string, string>>;
}

/** Builds all models for one month of a contract; texts of which the contract names the only values are texts. */
export async function shapesUnder(contract: Contract): Promise<Shapes> {
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    await warehouse.run(readMacros());
    const period = parsePeriod('2026-10', contract.timezone);
    await ensureRawSchema(warehouse);
    await writeContractTables(warehouse, contract, []);
    const calendars = expandCalendars(contract, '.', period.startsAt, period.startsAt);
    await writeCalendarTables(warehouse, contract, calendars, period.startsAt, period.startsAt);
    await writeRunTables(warehouse, { period, asOf: period.endsAt, months: [period] }, contract);
    const models = await readModels(warehouse);
    await buildModels(warehouse, models);
    return { models, tables: await readShapes(warehouse) };
  } finally {
    warehouse.close();
  }
}

async function readShapes(warehouse: Warehouse): Promise<Shapes['tables']> {
  const columns = await warehouse.rows<{ name: string; column: string; type: string }>(
    `select schema_name || '.' || table_name as name, column_name as "column",
       case when data_type like 'ENUM%' then 'VARCHAR' else data_type end as type
     from duckdb_columns() where not internal order by schema_name, table_name, column_index`,
  );
  const tables: Shapes['tables'] = new Map();
  for (const { name, column, type } of columns) tables.set(name, { ...tables.get(name), [column]: type });
  return tables;
}
