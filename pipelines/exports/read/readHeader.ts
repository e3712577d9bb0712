/**
 * A first look at an exported file: how it is written, by its name, and the header of a CSV.
 */
import { fold, peekCsv } from './csvRecords.ts';

export { readHead } from './openBytes.ts';

/** The column names of a CSV, trimmed and in lower case, and its first data line. @throws SlaError when it is no text. */
export function readCsvHeader(path: string, file: string): { columns: string[]; firstRow: string[] } {
  const { header, rows } = peekCsv({ path, file }, {}, 1);
  return { columns: header.map(fold), firstRow: rows[0] ?? [] };
}

export type RowKind = 'csv' | 'json' | 'ndjson' | 'parquet' | 'lines' | 'events';

/** Null when the name says nothing, or when the rows of such a file are no text. */
export function fileKindOf(file: string): RowKind | null {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.json')) return 'json';
  if (name.endsWith('.ndjson') || name.endsWith('.jsonl')) return 'ndjson';
  if (name.endsWith('.parquet')) return 'parquet';
  if (/\.(log|txt)$/.test(name)) return 'lines';
  if (name.endsWith('.ics')) return 'events';
  return null;
}
