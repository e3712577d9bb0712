/**
 * Opens a file of samples as a relation of text, and looks at its first rows: how instants are written, which
 * locations occur.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { SlaError } from '../errors.ts';
import { identifier, quote, type Warehouse } from '../warehouse/Warehouse.ts';
import { fileKindOf, readCsvHeader, readHead } from './readHeader.ts';

/** A file of samples on disk. */
export interface SampleFile {
  /** As messages name it: path below the workspace. */
  file: string;
  path: string;
  bytes: number;
}

export interface FoldInput {
  /** A table expression with the columns service_id, checked_at, state and, if hasLocation, location. */
  relation: string;
  hasLocation: boolean;
  /** How instants come: as text, as an instant, or as a wall clock without a zone. */
  instants: 'text' | 'instant' | 'wall-clock';
  /** Number of the first record: 2 below a CSV header, else 1. */
  firstRow: number;
  /** Some values of checked_at, to tell how the file writes them. */
  instantsSeen: string[];
  /** Locations found by looking here and there; null: nothing is known, look at all rows. */
  locationsSeen: string[] | null;
  /** Whether broken records land in `fold_rejects`. */
  setsRecordsAside: boolean;
}

/** Broken records of one file that are kept apart; a file with more is not the file it is taken for. */
export const brokenRecordLimit = 100_000;

const wanted = ['service_id', 'checked_at', 'state', 'location'];

/** @throws SlaError when the file is of another kind, empty, or no text. */
export async function openFoldInput(warehouse: Warehouse, file: SampleFile): Promise<FoldInput> {
  const kind = fileKindOf(file.file);
  if (kind === 'csv') return openCsv(file);
  if (kind === 'parquet') return await openParquet(warehouse, file);
  if (kind === 'ndjson' || kind === 'json') return openJson(file, kind);
  throw new SlaError({
    what: 'The file is of no kind that samples are read from.',
    where: file.file,
    fix: 'Export samples as .csv, .ndjson (each also .gz) or .parquet.',
    state: 'Nothing was loaded.',
  });
}

function openCsv({ path, file, bytes }: SampleFile): FoldInput {
  const { columns } = readCsvHeader(path, file);
  const typed = columns.map((name, index) => `${quote(name || `column_${index + 1}`)}: 'VARCHAR'`);
  const relation = `read_csv(${quote(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${typed.join(', ')}},
    strict_mode = true, null_padding = false, store_rejects = true, rejects_table = 'fold_rejects', rejects_scan = 'fold_scans', rejects_limit = ${brokenRecordLimit})`;
  const head = recordsOf(readHead(path).toString('utf8')).slice(1);
  const seen = head.concat(isGzip(path) ? [] : recordsAcross(path, bytes));
  return {
    relation,
    hasLocation: columns.includes('location'),
    instants: 'text',
    firstRow: 2,
    instantsSeen: valuesOf(head, columns.indexOf('checked_at')),
    locationsSeen: [...new Set(valuesOf(seen, columns.indexOf('location')))],
    setsRecordsAside: true,
  };
}

function openJson({ path, file }: SampleFile, kind: 'json' | 'ndjson'): FoldInput {
  const head = readHead(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head === '')
    throw new SlaError({
      what: 'The file is empty.',
      where: file,
      fix: 'Export it again.',
      state: 'Nothing was loaded.',
    });
  const isLines = kind === 'ndjson' || (head.startsWith('{') && /}\s*\n\s*{/.test(head));
  const columns = wanted.map((name) => `${quote(name)}: 'VARCHAR'`).join(', ');
  // A broken line becomes an empty record, which is set aside with its row; a broken array cannot be read at all.
  const options = isLines ? `format = 'newline_delimited', ignore_errors = true` : `format = 'array'`;
  return {
    relation: `read_json(${quote(path)}, ${options}, columns = {${columns}})`,
    hasLocation: true,
    instants: 'text',
    firstRow: 1,
    instantsSeen: [...head.matchAll(/"checked_at"\s*:\s*"([^"]*)"/g)].map((match) => match[1]!),
    locationsSeen: null,
    setsRecordsAside: false,
  };
}

async function openParquet(warehouse: Warehouse, { path, file }: SampleFile): Promise<FoldInput> {
  if (!readHead(path, 4).toString('latin1').startsWith('PAR1')) {
    throw new SlaError({
      what: 'The file is no Parquet file.',
      where: file,
      fix: 'Export it again; it may have been cut off.',
      state: 'Nothing was loaded.',
    });
  }
  const source = `read_parquet(${quote(path)})`;
  const found = await warehouse.rows<{ column_name: string; column_type: string }>(`describe select * from ${source}`);
  const columns = wanted.flatMap((name) =>
    found.filter(({ column_name }) => column_name.trim().toLowerCase() === name).slice(0, 1),
  );
  const type = columns.find(({ column_name }) => column_name.toLowerCase() === 'checked_at')?.column_type ?? 'VARCHAR';
  const instants =
    type === 'TIMESTAMP WITH TIME ZONE' ? 'instant' : type.startsWith('TIMESTAMP') ? 'wall-clock' : 'text';
  const selected = columns.map(({ column_name, column_type }) => {
    const name = column_name.trim().toLowerCase();
    const isText = column_type === 'VARCHAR' || (name === 'checked_at' && instants !== 'text');
    return `${identifier(column_name)}${isText ? '' : '::varchar'} as ${name}`;
  });
  const relation = `(select ${selected.join(', ')} from ${source})`;
  const seen = await warehouse.rows<{ value: string | null }>(
    `select checked_at::varchar as value from ${relation} limit 100`,
  );
  return {
    relation,
    hasLocation: columns.some(({ column_name }) => column_name.toLowerCase() === 'location'),
    instants,
    firstRow: 1,
    instantsSeen: seen.flatMap(({ value }) => (value === null ? [] : [value])),
    locationsSeen: null,
    setsRecordsAside: false,
  };
}

function isGzip(path: string): boolean {
  const handle = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(handle, magic, 0, 2, 0) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  } finally {
    closeSync(handle);
  }
}

/** Whole lines from 64 places of the file, so that a location that occurs only far below is likely to be seen. */
function recordsAcross(path: string, bytes: number): string[][] {
  const places = 64;
  const chunk = Buffer.alloc(1 << 15);
  if (bytes < places * chunk.length) return [];
  const handle = openSync(path, 'r');
  try {
    return Array.from({ length: places }, (_, index) => {
      const position = Math.floor(((bytes - chunk.length) * index) / (places - 1));
      return recordsOf(chunk.subarray(0, readSync(handle, chunk, 0, chunk.length, position)).toString('utf8')).slice(1);
    }).flat();
  } finally {
    closeSync(handle);
  }
}

/** Lines as cells, without the last one, which may be cut. Good enough for looking: nothing is decided by it. */
function recordsOf(text: string): string[][] {
  const lines = text.split(/\r?\n/);
  return (lines.length > 2 ? lines.slice(0, -1) : lines).map((line) =>
    line.split(',').map((cell) => cell.replace(/^"|"$/g, '')),
  );
}

function valuesOf(records: string[][], index: number): string[] {
  return index < 0 ? [] : records.flatMap((record) => (record[index] === undefined ? [] : [record[index]]));
}
