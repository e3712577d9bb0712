/** How an exported file is written, by its name. */

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
