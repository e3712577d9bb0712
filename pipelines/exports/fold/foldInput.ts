/**
 * Samples as the fold reads them: a relation, and the SQL of each cell. Plain CSV and Parquet are read where they stand.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { identifier, parquetColumns, quote, readCsv, readParquet, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { ExportFile } from '../load/findExports.ts';
import { type ColumnSql, epochColumn, textColumn } from '../mapping/columnSql.ts';
import { FieldSet, type From } from '../mapping/FieldSet.ts';
import type { Source } from '../mapping/Source.ts';
import type { TablePlan } from '../mapping/tableSql.ts';
import { fold, peekCsv } from '../read/csvRecords.ts';
import { isGzip, rawHead } from '../read/openBytes.ts';
import { fileKindOf } from '../read/readRecords.ts';
import { unreadableParquet } from '../read/unreadable.ts';
import { instantSql, type SeenInstants } from './foldInstants.ts';
import type { FoldInput } from './plan.ts';

/** Broken records that are listed; a plain CSV with more is read record by record. */
const brokenRecordLimit = 1000;
const smallBytes = 64_000_000;
const needed = ['service_id', 'checked_at', 'state'];

/** @returns null when the file has to be read record by record: another delimiter, encoding, mapping or kind. */
export async function openFoldInput(warehouse: Warehouse, file: ExportFile, source: Source): Promise<FoldInput | null> {
  const kind = fileKindOf(file);
  if (kind === 'parquet') return await openParquet(warehouse, file, source);
  const isUsual = source.reading.encoding === undefined && source.reading.header_row === undefined;
  if (kind !== 'csv' || !isUsual || isGzip(rawHead(file.path)) !== isNamedGzip(file)) return null;
  return openCsv(file, source);
}

/** The cleaned records of any other source. */
export function recordsInput(samples: NonNullable<TablePlan['samples']>, where: string, bytes: number): FoldInput {
  return {
    relation: 'records',
    columns: ['records.* exclude (_row)'],
    row: '_row',
    where,
    samples,
    // The mapping's own formulas, each computed once a row; what they cannot read goes the general way.
    fast: {
      service: samples.service.value,
      second: samples.at.value,
      state: samples.state.value,
      location: samples.location === null ? `''` : `coalesce(${samples.location.value}, '')`,
    },
    locationsSeen: samples.location === null ? [''] : null,
    setsRecordsAside: false,
    isSmall: bytes <= smallBytes / 8,
    header: [],
  };
}

/** DuckDB tells gzip by the name alone. */
export function isNamedGzip({ file }: ExportFile): boolean {
  return file.toLowerCase().endsWith('.gz');
}

function openCsv(file: ExportFile, { zone }: Source): FoldInput | null {
  const { header, rows, delimiter } = peekCsv(file, {});
  const columns = header.map(fold);
  if (delimiter !== ',' || needed.some((name) => !columns.includes(name)) || new Set(columns).size < columns.length)
    return null;
  const typed = columns.map((name, index) => `${quote(name || `column_${index + 1}`)}: 'VARCHAR'`);
  const csv = readCsv(
    file.path,
    `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${typed.join(', ')}},
    strict_mode = true, null_padding = false, store_rejects = true, rejects_table = 'fold_rejects', rejects_scan = 'fold_scans', rejects_limit = ${brokenRecordLimit + 1}`,
  );
  const seen: SeenInstants = { kind: 'text', texts: valuesOf(rows, columns.indexOf('checked_at')) };
  const place = columns.indexOf('location');
  const places = isNamedGzip(file) ? rows : [...rows, ...recordsAcross(file)];
  return {
    ...textCells(place >= 0, instantSql(seen, zone, file.file), zone),
    relation: isNamedGzip(file) ? readingAll(csv, columns) : csv,
    row: 'row_number() over () + 1',
    locationsSeen: place < 0 ? [''] : [...new Set(valuesOf(places, place))],
    setsRecordsAside: true,
    isSmall: file.bytes <= (isNamedGzip(file) ? smallBytes / 8 : smallBytes),
    header,
  };
}

/**
 * A relation of which every column is read, needed or not: where DuckDB leaves a column out, a broken character in one
 * behind it ends the whole process of reading with a fatal error instead of a rejected row. Of a file that is not packed,
 * the characters are looked at first, which costs less.
 */
function readingAll(csv: string, columns: string[]): string {
  const unread = columns.filter((name) => ![...needed, 'location'].includes(name)).map((name) => identifier(name));
  if (unread.length === 0) return csv;
  return `(select * from ${csv} where ${unread.map((name) => `(${name} is null or strlen(${name}) >= 0)`).join(' and ')})`;
}

async function openParquet(
  warehouse: Warehouse,
  { path, file }: ExportFile,
  { zone }: Source,
): Promise<FoldInput | null> {
  const types = await parquetTypes(warehouse, path, file);
  const found = (wanted: string) => [...types].find(([name]) => fold(name) === wanted);
  if (needed.some((name) => !found(name))) return null;
  const [atName, type] = found('checked_at')!;
  const kind = type === 'TIMESTAMP WITH TIME ZONE' ? 'instant' : type.startsWith('TIMESTAMP') ? 'wall-clock' : 'text';
  const at = kind === 'text' ? `${identifier(atName)}::varchar` : identifier(atName);
  const others = ['service_id', 'state', 'location'].flatMap((name) =>
    found(name) ? [`${identifier(found(name)![0])}::varchar as ${name}`] : [],
  );
  const relation = `(select ${others.join(', ')}, ${at} as checked_at, file_row_number from ${readParquet(path)})`;
  const head = await warehouse
    .rows<{ at: string | null }>(`select checked_at::varchar as "at" from ${relation} limit 100`)
    .catch((error: unknown) => {
      throw unreadableParquet(file, error);
    });
  const seen: SeenInstants = { kind, texts: head.flatMap(({ at }) => (at === null ? [] : [at])) };
  return {
    ...textCells(found('location') !== undefined, instantSql(seen, zone, file), zone, kind),
    relation,
    row: 'file_row_number + 1',
    locationsSeen: found('location') ? null : [''],
    setsRecordsAside: false,
    isSmall: false,
    header: [...types.keys()],
  };
}

async function parquetTypes(warehouse: Warehouse, path: string, file: string): Promise<Map<string, string>> {
  try {
    return new Map((await parquetColumns(warehouse, path)).map(({ name, type }) => [name, type]));
  } catch (error) {
    throw unreadableParquet(file, error);
  }
}

/** The cells of a file in the generic columns. */
function textCells(
  hasLocation: boolean,
  second: string,
  zone: string | null,
  kind: SeenInstants['kind'] = 'text',
): Pick<FoldInput, 'columns' | 'where' | 'samples' | 'fast'> {
  const fields = new TrimmedColumns();
  const at: ColumnSql =
    kind === 'text'
      ? epochColumn({ from: 'checked_at' }, fields, zone)
      : {
          value: second,
          found: 'checked_at::varchar',
          fault: `case when checked_at is null then 'is empty' when ${second} is null then 'a local time that does not exist or exists twice' end`,
        };
  return {
    columns: [...needed, ...(hasLocation ? ['location'] : [])],
    where: '',
    samples: {
      service: textColumn({ from: 'service_id' }, fields),
      at,
      state: textColumn({ from: 'state' }, fields),
      location: hasLocation ? textColumn({ from: 'location' }, fields) : null,
    },
    fast: { service: 'service_id', second, state: 'state', location: hasLocation ? `coalesce(location, '')` : `''` },
  };
}

/** Columns by their generic names, trimmed; empty text is null. */
class TrimmedColumns extends FieldSet {
  override column(from: From): string {
    return `nullif(trim(${identifier([from].flat()[0]!)}), '')`;
  }
}

/** Whole lines from 64 places of a long file, so that a location that occurs only far below is likely to be seen. */
function recordsAcross({ path, bytes }: ExportFile): string[][] {
  const places = 64;
  const chunk = Buffer.alloc(1 << 15);
  if (bytes < places * chunk.length) return [];
  const handle = openSync(path, 'r');
  try {
    return Array.from({ length: places }, (_, index) => {
      const position = Math.floor(((bytes - chunk.length) * index) / (places - 1));
      const lines = chunk
        .subarray(0, readSync(handle, chunk, 0, chunk.length, position))
        .toString('utf8')
        .split(/\r?\n/);
      return lines.slice(1, -1).map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
    }).flat();
  } finally {
    closeSync(handle);
  }
}

function valuesOf(records: string[][], index: number): string[] {
  return records.flatMap((record) => (record[index] === undefined ? [] : [record[index]]));
}
