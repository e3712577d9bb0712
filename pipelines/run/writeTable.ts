/**
 * Writes small tables that TypeScript knows and SQL needs: the agreement, calendars and the months of a run.
 */
import { identifier, literal, type SqlValue, type Warehouse } from '../warehouse/Warehouse.ts';

/** Column name to DuckDB type. */
export type Columns = Record<string, string>;

/** Replaces a table by these rows (values in the order of the columns). */
export async function writeTable(
  warehouse: Warehouse,
  name: string,
  columns: Columns,
  rows: SqlValue[][],
): Promise<void> {
  const typed = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
  await warehouse.run(`create or replace table ${name} (${typed.join(', ')})`);
  for (let start = 0; start < rows.length; start += 2000) {
    const values = rows.slice(start, start + 2000).map((row) => `(${row.map(literal).join(', ')})`);
    await warehouse.run(`insert into ${name} values ${values.join(', ')}`);
  }
}
