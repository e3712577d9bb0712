/**
 * Hands the marts of a period out as Arrow, Parquet, Excel and CSV.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { Run } from '../run/prepareRun.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';
import { type WorkbookTable, writeWorkbook } from './writeWorkbook.ts';

/** Tables of `data/`: name, and the select that yields the period's rows in a fixed order. */
export function figureTables({ periods }: Run): { name: string; sql: string }[] {
  const period = quote(periods.period.id);
  const months = `select month_id from run.rollups where period_id = ${period}`;
  const iso = (column: string): string =>
    `strftime(make_timestamp(${column} * 1000000), '%Y-%m-%dT%H:%M:%SZ') as ${column}`;
  return [
    {
      name: 'availability',
      sql: `select service_id, window_seconds, maintenance_seconds, excluded_seconds, agreed_seconds, down_seconds, unknown_seconds, base_seconds,
        availability_percent, target_percent, is_met as met, outages, longest_outage_seconds, budget_seconds, budget_left_seconds
        from marts.fct_service_availability where period_id = ${period} order by service_id`,
    },
    {
      name: 'sla',
      sql: `select severity, measure, met, breached, carried_over, excluded, no_data, attainment_percent from marts.fct_attainment
        where period_id = ${period} order by severity_rank, severity, measure`,
    },
    {
      name: 'measures',
      sql: `select period_id as month, ticket_id, severity, measure, cycle, within_text as within, calendar_id as calendar, ${iso('started_at')}, ${iso('due_at')},
        ${iso('stopped_at')}, elapsed_seconds, paused_seconds, margin_seconds, verdict, ${iso('decided_at')}, is_counted, is_carried_over, left_out_because
        from marts.fct_ticket_measures where period_id in (${months}) and (is_counted or is_carried_over) order by period_id, ticket_id, measure, cycle`,
    },
    {
      name: 'balance',
      sql: `select severity, measure, carried_in, opened, reopened_or_revised, moved_in, met, breached, excluded, no_data, no_longer_promised, moved_out, carried_over
        from marts.fct_balance where period_id = ${period} order by severity_rank, severity, measure`,
    },
    {
      name: 'service_days',
      sql: `select service_id, local_date, agreed_seconds, down_seconds, unknown_seconds, maintenance_seconds from marts.fct_service_days
        where period_id in (${months}) order by service_id, local_date`,
    },
    {
      name: 'outages',
      sql: `select period_id as month, service_id, ${iso('started_at')}, case when is_ongoing then null else strftime(make_timestamp(ended_at * 1000000), '%Y-%m-%dT%H:%M:%SZ') end as ended_at,
        total_seconds, counted_seconds, not_counted_because, ticket_id from marts.fct_outages where period_id in (${months}) order by period_id, started_at, service_id`,
    },
  ];
}

/**
 * Writes every table as `<name>.parquet` and `<name>.arrow` into a folder, and all of them as figures.xlsx with a sheet
 * each, behind those of the pages. The same rows give the same bytes.
 */
export async function writeTables(run: Run, folder: string, pages: readonly WorkbookTable[] = []): Promise<void> {
  const sheets: WorkbookTable[] = [...pages];
  for (const { name, sql } of figureTables(run)) {
    await run.warehouse.run(
      `copy (${sql}) to ${quote(join(folder, `${name}.parquet`))} (format parquet, compression zstd)`,
    );
    const table = await readArrow(run.warehouse, sql);
    writeFileSync(join(folder, `${name}.arrow`), tableToIPC(table, 'file'));
    sheets.push(sheetOf(name, table));
  }
  writeFileSync(join(folder, 'figures.xlsx'), await writeWorkbook(sheets));
}

function sheetOf(name: string, table: Table): WorkbookTable {
  const columns = table.schema.fields.map((field) => field.name);
  const vectors = columns.map((column) => table.getChild(column)!);
  const rows = Array.from({ length: table.numRows }, (_, index) =>
    vectors.map((vector) => {
      const value = vector.get(index) as string | number | bigint | boolean | null;
      return typeof value === 'bigint' ? Number(value) : value;
    }),
  );
  return { name, columns, rows };
}

/** The result of a select as an Arrow table, column by column. */
export async function readArrow(warehouse: Warehouse, sql: string): Promise<Table> {
  const reader = await warehouse.connection.runAndReadAll(sql);
  const names = reader.deduplicatedColumnNames();
  const types = reader.columnTypes().map((type) => arrowType(String(type)));
  const columns = reader.getColumns();
  const fields = names.map((name, index) => new Field(name, types[index]!, true));
  const vectors = names.map(
    (_, index) => vectorFromArray((columns[index] ?? []) as unknown[], types[index]!) as Vector,
  );
  const struct = makeData({
    type: new Struct(fields),
    length: reader.currentRowCount,
    nullCount: 0,
    children: vectors.map((vector) => vector.data[0]!),
  });
  return new Table(new Schema(fields), [new RecordBatch(new Schema(fields), struct)]);
}

function arrowType(duckdbType: string): DataType {
  if (duckdbType === 'BIGINT' || duckdbType === 'HUGEINT') return new Int64();
  if (duckdbType === 'INTEGER') return new Int32();
  if (duckdbType === 'BOOLEAN') return new Bool();
  if (duckdbType === 'DOUBLE') return new Float64();
  return new Utf8();
}

/** All figures as one CSV text: table, then its rows; texts that a spreadsheet would run as a formula are defused. */
export async function tablesAsCsv(run: Run): Promise<string> {
  const parts: string[] = [];
  for (const { name, sql } of figureTables(run).filter(
    ({ name: table }) => table === 'availability' || table === 'sla',
  )) {
    const rows = await run.warehouse.rows(sql);
    const columns = Object.keys(rows[0] ?? {});
    parts.push(
      [['table', ...columns], ...rows.map((row) => [name, ...columns.map((column) => row[column])])]
        .map((cells) => cells.map(csvCell).join(','))
        .join('\r\n'),
    );
  }
  return `${parts.join('\r\n\r\n')}\r\n`;
}

/** One cell of a CSV file; a text that a spreadsheet would run as a formula is defused. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
