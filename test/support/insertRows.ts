/** Puts plain objects into a table by column name: a misspelt column fails, a missing one is null. */
import { identifier, quote, type Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { shapeOf } from './emptyWarehouse.ts';

export type TableRow = Record<string, string | number | boolean | null | readonly number[]>;

/** Inserts rows into a table of a run's shape. All rows have the keys of the first. */
export async function insertRows(warehouse: Warehouse, table: string, rows: readonly TableRow[]): Promise<void> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (names.length === 0) return;
  const columns = await shapeOf(table);
  for (const name of names) if (!columns[name]) throw new Error(`${table} has no column ${name}`);
  const schema = JSON.stringify([Object.fromEntries(names.map((name) => [name, columns[name]!]))]);
  await warehouse.run(
    `insert into ${table} (${names.map(identifier).join(', ')})
     select ${names.map((name) => `found[${quote(name)}]`).join(', ')}
     from (select unnest(from_json(${quote(JSON.stringify(rows))}::json, ${quote(schema)})) as found)`,
  );
}
