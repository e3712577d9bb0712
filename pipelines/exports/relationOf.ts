/**
 * Turns an exported file into a DuckDB relation of text columns, one row a record, in the file's order.
 */
import { SlaError } from '../errors.ts';
import { identifier, quote } from '../warehouse/Warehouse.ts';
import type { ExportFile } from './findExports.ts';
import { fileKindOf, readCsvHeader, readHead } from './readHeader.ts';

export interface Relation {
  /** A table function call that yields the columns as text; rejected records go to `load_rejects`. */
  sql: string;
  columns: string[];
  /** Row number of the first record: 2 below the header of a CSV, else 1. */
  firstRow: number;
  kind: 'csv' | 'json' | 'ndjson' | 'parquet';
  /** One record as text by column, to tell whether its instants carry an offset. */
  sample: Record<string, string>;
}

/**
 * @param types column types other than VARCHAR, for exports that are read typed (samples).
 * @throws SlaError when the name or the first bytes tell that the file cannot be read.
 */
export function relationOf({ path, file }: ExportFile, wanted: string[], types: Record<string, string> = {}): Relation {
  const kind = fileKindOf(file);
  if (kind === 'csv') return csvRelation(path, file, types);
  if (kind === 'json' || kind === 'ndjson') return jsonRelation(path, file, kind, wanted, types);
  if (kind === 'parquet') return parquetRelation(path, file);
  throw new SlaError({
    what: 'The file is of no kind that is read here.',
    where: file,
    fix: 'Exports are .csv, .json, .ndjson (each also .gz) or .parquet. Move other files out of exports/, or name their format in sources.yaml.',
    state: 'Nothing was loaded.',
  });
}

function csvRelation(path: string, file: string, types: Record<string, string>): Relation {
  const { columns, firstRow } = readCsvHeader(path, file);
  const typed = columns.map((name, index) => `${quote(name || `column_${index + 1}`)}: ${quote(types[name] ?? 'VARCHAR')}`);
  const sql = `read_csv(${quote(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${typed.join(', ')}},
    strict_mode = true, null_padding = false, store_rejects = true, rejects_table = 'load_rejects', rejects_scan = 'load_scans', rejects_limit = 0)`;
  const sample = Object.fromEntries(columns.map((name, index) => [name, firstRow[index] ?? '']));
  return { sql, columns, firstRow: 2, kind: 'csv', sample };
}

function jsonRelation(path: string, file: string, kind: 'json' | 'ndjson', wanted: string[], types: Record<string, string>): Relation {
  const head = readHead(path).toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (head === '') throw new SlaError({ what: 'The file is empty.', where: file, fix: 'Export it again.', state: 'Nothing was loaded.' });
  const format = kind === 'ndjson' || (head.startsWith('{') && /}\s*\n\s*{/.test(head)) ? 'newline_delimited' : 'array';
  const typed = wanted.map((name) => `${quote(name)}: ${quote(types[name] ?? 'VARCHAR')}`);
  const sql = `read_json(${quote(path)}, format = '${format}', columns = {${typed.join(', ')}})`;
  const columns = wanted.filter((name) => head.includes(`"${name}"`));
  return { sql, columns, firstRow: 1, kind, sample: firstRecord(head, wanted) };
}

function parquetRelation(path: string, file: string): Relation {
  if (!readHead(path, 4).toString('latin1').startsWith('PAR1')) {
    throw new SlaError({ what: 'The file is no Parquet file.', where: file, fix: 'Export it again; it may have been cut off.', state: 'Nothing was loaded.' });
  }
  return { sql: `read_parquet(${quote(path)})`, columns: [], firstRow: 1, kind: 'parquet', sample: {} };
}

function firstRecord(head: string, wanted: string[]): Record<string, string> {
  const found = wanted.map((name) => [name, new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(head)?.[1] ?? ''] as const);
  return Object.fromEntries(found);
}

/** The select list that yields every wanted column as text, null where the file has none. */
export function selectAsText(relation: Relation, wanted: string[]): string {
  return wanted
    .map((name) =>
      relation.columns.includes(name)
        ? `nullif(trim(${identifier(name)}::varchar), '') as ${identifier(name)}`
        : `null::varchar as ${identifier(name)}`,
    )
    .join(', ');
}
