/**
 * Writes small tables that TypeScript knows and SQL needs: the agreement, calendars and the months of a run.
 */
import { identifier, literal, quote, type SqlValue, type Warehouse } from '../warehouse/Warehouse.ts';

/**
 * Column name to DuckDB type; `names` is text of which there are only these few values. It is written as an ENUM in the
 * order of the alphabet, so that it sorts as text does, and takes one byte in the millions of rows that carry it.
 */
export type Columns = Record<string, string>;

/** Replaces a table by these rows (values in the order of the columns). */
export async function writeTable(
  warehouse: Warehouse,
  name: string,
  columns: Columns,
  rows: SqlValue[][],
): Promise<void> {
  const typed = Object.entries(columns).map(([column, type], index) => {
    const known = type === 'names' ? namesType(rows.map((row) => row[index] ?? null)) : type;
    return `${identifier(column)} ${known}`;
  });
  await warehouse.run(`create or replace table ${name} (${typed.join(', ')})`);
  for (let start = 0; start < rows.length; start += 2000) {
    const values = rows.slice(start, start + 2000).map((row) => `(${row.map(literal).join(', ')})`);
    await warehouse.run(`insert into ${name} values ${values.join(', ')}`);
  }
}

function namesType(values: SqlValue[]): string {
  const names = [...new Set(values.filter((value) => value !== null).map(String))];
  if (names.length === 0) return 'varchar';
  return `enum (${names
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(quote)
    .join(', ')})`;
}
