/** The sheets of a workbook and the tables of a database, each with what it holds. */
import { readFileSync } from 'node:fs';
import type { Input } from '../read/openBytes.ts';
import { arrayOf, cellText, sheetRows } from '../read/tableRecords.ts';
import type { LookTable } from './LookTable.ts';
import { tableOfCells } from './lookAtRows.ts';

export async function lookAtSheets(input: Input): Promise<LookTable[]> {
  const { default: readWorkbook } = await import('read-excel-file/universal');
  const sheets = (await readWorkbook(arrayOf(readFileSync(input.path)))) as unknown as { sheet: string }[];
  const tables: LookTable[] = [];
  for (const [index, { sheet }] of sheets.entries()) {
    const cells = (await sheetRows(input, index === 0 ? null : sheet)).map((row) =>
      row.map((cell) => cellText(cell).trim()),
    );
    tables.push(tableOfCells(`sheet "${sheet}"`, index === 0 ? {} : { sheet }, cells));
  }
  return tables;
}

export async function lookAtSqlite(input: Input): Promise<LookTable[]> {
  const { default: initSqlJs } = await import('sql.js');
  const SQL = await initSqlJs();
  const database = new SQL.Database(readFileSync(input.path));
  try {
    const names = database.exec(
      "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by name",
    )[0];
    return (names?.values ?? []).map(([name]) => {
      const table = String(name);
      const quoted = `"${table.replaceAll('"', '""')}"`;
      const found = database.exec(`select * from ${quoted} limit 20000`)[0];
      const columns =
        found?.columns ??
        (database.exec(`select name from pragma_table_info('${table.replaceAll("'", "''")}')`)[0]?.values ?? []).map(
          ([column]) => String(column),
        );
      const rows = (found?.values ?? []).map((row) =>
        row.map((cell) => (cell === null || cell instanceof Uint8Array ? '' : String(cell))),
      );
      return { name: `table ${table}`, keys: { query: `select * from ${quoted}` }, header: columns, rows, remarks: [] };
    });
  } finally {
    database.close();
  }
}
