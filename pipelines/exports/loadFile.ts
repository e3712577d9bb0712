/**
 * Loads one exported file into its raw table: all rows as text, or nothing, in one transaction.
 */
import { SlaError } from '../errors.ts';
import { identifier, literal, quote, type Warehouse } from '../warehouse/Warehouse.ts';
import type { ExportFile } from './findExports.ts';
import { foldSamples, type FoldGaps } from './foldSamples.ts';
import { type Relation, relationOf, selectAsText } from './relationOf.ts';
import type { Source } from './Source.ts';

export interface LoadContext {
  loadId: number;
  ordinal: number;
  /** Instant of the run, ISO 8601; kept for people, never used in a figure. */
  loadedAt: string;
  gaps: FoldGaps;
}

export interface LoadedFile {
  file: string;
  table: string;
  rows: number;
  rejected: number;
  notices: string[];
}

/** Looks at the file without loading it. @throws SlaError when it cannot be read or lacks a required column. */
export async function preflight(warehouse: Warehouse, file: ExportFile, source: Source): Promise<void> {
  const relation = await describe(warehouse, relationOf(file, source.table.columns));
  const missing = source.table.required.filter((column) => !relation.columns.includes(column));
  if (missing.length > 0) {
    throw new SlaError({
      what: `The export lacks the column ${missing.map((column) => `"${column}"`).join(', ')} (found: ${relation.columns.join(', ') || 'none'}).`,
      where: file.file,
      fix: `A ${source.table.name} export needs ${source.table.required.join(', ')}. Add the column to the export, or map its name in sources.yaml.`,
      state: 'Nothing was loaded.',
    });
  }
}

/**
 * Loads the file. Records that DuckDB's reader refuses (wrong number of columns, broken quotes) are set aside
 * in raw.rejects with their row; the cells of the others are judged on staging.
 */
export async function loadFile(warehouse: Warehouse, file: ExportFile, source: Source, context: LoadContext): Promise<LoadedFile> {
  return await warehouse.transaction(async () => {
    await clearRejects(warehouse);
    const relation = await describe(warehouse, relationOf(file, source.table.columns));
    const notices = unusedColumns(relation, source);
    const rows =
      source.table.name === 'uptime_samples'
        ? await foldSamples(warehouse, file, source, context)
        : await copyRows(warehouse, relation, source, context, file);
    const rejected = await keepRejects(warehouse, context.loadId);
    await warehouse.run(
      `insert into raw.loads values (${[
        context.loadId, file.file, file.sha256, source.table.name, source.zone, rows, rejected, file.bytes,
      ].map(literal).join(', ')}, [${relation.columns.map(quote).join(', ')}]::varchar[], ${context.ordinal},
        ${literal(source.table.name === 'uptime_samples' ? context.gaps.key : null)}, ${quote(context.loadedAt)})`,
    );
    for (const message of notices) {
      await warehouse.run(`insert into raw.notices values (${context.loadId}, 'column', ${quote(message)})`);
    }
    return { file: file.file, table: source.table.name, rows, rejected, notices };
  });
}

async function describe(warehouse: Warehouse, relation: Relation): Promise<Relation> {
  if (relation.kind !== 'parquet') return relation;
  const found = await warehouse.rows<{ column_name: string }>(`describe select * from ${relation.sql}`);
  return { ...relation, columns: found.map(({ column_name }) => column_name) };
}

async function copyRows(warehouse: Warehouse, relation: Relation, source: Source, context: LoadContext, file: ExportFile): Promise<number> {
  const table = `raw.${source.table.name}`;
  const columns = source.table.columns.map(identifier).join(', ');
  try {
    await warehouse.run(
      `insert into ${table} (${columns}, _load, _row)
       select ${selectAsText(relation, source.table.columns)}, ${context.loadId}, row_number() over () + ${relation.firstRow - 1} from ${relation.sql}`,
    );
  } catch (error) {
    throw new SlaError({
      what: `The file cannot be read as ${relation.kind.toUpperCase()}: ${firstLine(error)}`,
      where: file.file,
      fix: 'Export it again (it may have been cut off), or name its format in sources.yaml.',
      state: 'Nothing of this file was loaded; the warehouse is as it was.',
    });
  }
  if (relation.kind === 'csv') await renumberBehindRejects(warehouse, table, context.loadId);
  const { n } = await warehouse.row<{ n: number }>(`select count(*) as n from ${table} where _load = ${context.loadId}`);
  return n;
}

/** A refused record takes no row number of its own while reading: shift those behind it. */
async function renumberBehindRejects(warehouse: Warehouse, table: string, loadId: number): Promise<void> {
  if (!(await hasRejects(warehouse))) return;
  for (const { line } of await warehouse.rows<{ line: number }>('select distinct line::bigint as line from load_rejects order by line')) {
    await warehouse.run(`update ${table} set _row = _row + 1 where _load = ${loadId} and _row >= ${line}`);
  }
}

async function keepRejects(warehouse: Warehouse, loadId: number): Promise<number> {
  if (!(await hasRejects(warehouse))) return 0;
  await warehouse.run(
    `insert into raw.rejects
     select ${loadId}, line, any_value(column_name), left(any_value(csv_line), 200), any_value(lower(error_type::varchar)) from load_rejects group by line`,
  );
  const { n } = await warehouse.row<{ n: number }>(`select count(*) as n from raw.rejects where _load = ${loadId}`);
  return n;
}

async function hasRejects(warehouse: Warehouse): Promise<boolean> {
  const { n } = await warehouse.row<{ n: number }>(`select count(*) as n from duckdb_tables() where table_name = 'load_rejects'`);
  return n > 0;
}

async function clearRejects(warehouse: Warehouse): Promise<void> {
  await warehouse.run('drop table if exists load_rejects; drop table if exists load_scans');
}

function unusedColumns(relation: Relation, source: Source): string[] {
  if (relation.kind === 'json' || relation.kind === 'ndjson') return [];
  const extra = relation.columns.filter((column) => !source.table.columns.includes(column));
  return extra.map((column) => `column "${column}" is not one of ${source.table.name} and was not read`);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
