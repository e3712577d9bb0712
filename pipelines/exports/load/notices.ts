/** What a load should say besides its rejects: values that no map knows, rows left out, columns that nobody reads. */
import { literal, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { TablePlan } from '../mapping/tableSql.ts';

export interface Notice {
  kind: string;
  message: string;
  column_name?: string;
  value?: string;
  row_count?: number;
}

/** Values are listed one by one up to this many; the rest are summed. */
const listed = 50;

/** @param header of a generic export, whose other columns are named; empty where a mapping chooses its columns */
export async function countNotices(
  warehouse: Warehouse,
  { source, leftOut, unmapped }: TablePlan,
  header: string[],
): Promise<Notice[]> {
  const notices: Notice[] = [];
  const known = source.table.columns;
  for (const name of header.filter((column) => !known.includes(column.trim().toLowerCase()))) {
    notices.push({
      kind: 'column',
      message: `column "${name.trim().toLowerCase()}" is not one of ${source.table.name} and was not read`,
      column_name: name,
    });
  }
  if (leftOut !== null) {
    const { n } = await warehouse.row<{ n: number }>(leftOut);
    if (n > 0)
      notices.push({
        kind: 'left-out',
        message: `${n} rows were left out of ${source.table.name} by "where"`,
        row_count: n,
      });
  }
  for (const { column, rule, sql } of unmapped) {
    if (rule.unmapped === 'reject') continue;
    const found = await warehouse.rows<{ value: string; n: number }>(sql);
    const kept = rule.unmapped === 'empty' ? 'left empty' : 'kept as it is';
    for (const { value, n } of found.slice(0, listed)) {
      notices.push({
        kind: 'unmapped',
        message: `${column} "${value.slice(0, 80)}" is in no map: ${kept} in ${n} rows`,
        column_name: column,
        value,
        row_count: n,
      });
    }
    const rest = found.slice(listed);
    const rows = rest.reduce((sum, { n }) => sum + n, 0);
    if (rest.length > 0)
      notices.push({
        kind: 'unmapped',
        message: `${rest.length} further values of ${column} are in no map, in ${rows} rows`,
        column_name: column,
        row_count: rows,
      });
  }
  return notices;
}

export async function addNotices(warehouse: Warehouse, loadId: number, notices: Notice[]): Promise<void> {
  for (const { kind, message, column_name, value, row_count } of notices) {
    await warehouse.run(
      `insert into raw.notices values (${[loadId, kind, message, column_name ?? null, value ?? null, row_count ?? null].map(literal).join(', ')})`,
    );
  }
}
