/** Reads rows of an exported file back, verbatim, after proving that its bytes are those that were loaded. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sha256Of } from '../exports/load/findExports.ts';
import { fileKindOf } from '../exports/read/readHeader.ts';
import type { SourceRow } from '../reference/exported.ts';
import { identifier, parquetColumns, readParquet, Warehouse } from '../warehouse/Warehouse.ts';
import { cutCsv, cutEvents, cutJson, cutLines } from './cutRecords.ts';

export interface RawRows {
  /** Path below the workspace. */
  file: string;
  /** Hash of the bytes that were loaded. */
  sha256: string;
  /** `changed`: other bytes stand there now; `gone`: no file; `opaque`: its rows are no text that could be shown. */
  state: 'unchanged' | 'changed' | 'gone' | 'opaque';
  /** The first line of a CSV; null for other kinds. */
  header: string | null;
  /** By row number; none unless the file is unchanged. */
  rows: { row: number; text: string }[];
}

/**
 * The wanted rows of one file, as they stand in it. Row numbers count records: the header of a CSV is row 1, the first
 * record of other kinds is; those of a log and of a calendar's events are lines. A row of a Parquet file is shown as JSON. The file is read once, whatever its size.
 */
export async function readRawRows(
  workspace: string,
  file: string,
  sha256: string,
  rows: readonly number[],
): Promise<RawRows> {
  const path = join(workspace, file);
  const none = { file, sha256, header: null, rows: [] };
  if (!existsSync(path)) return { ...none, state: 'gone' };
  const kind = fileKindOf(file);
  if (kind === null || kind === 'parquet') {
    if ((await sha256Of(path)) !== sha256) return { ...none, state: 'changed' };
    if (kind === null) return { ...none, state: 'opaque' };
    return { ...none, state: 'unchanged', rows: await parquetRows(path, rows) };
  }
  const wanted = new Set(kind === 'csv' ? [1, ...rows] : rows);
  const found = new Map<number, Buffer>();
  const cut = { csv: cutCsv, json: cutJson, ndjson: cutJson, lines: cutLines, events: cutEvents }[kind];
  const cutter = cut(
    (row) => wanted.has(row),
    (row, bytes) => found.set(row, bytes),
  );
  if ((await readThrough(path, cutter.push)) !== sha256) return { ...none, state: 'changed' };
  cutter.end();
  const read = (row: number) => decode(found.get(row) ?? Buffer.alloc(0));
  return {
    ...none,
    state: 'unchanged',
    header: kind === 'csv' ? read(1).replace(/^\uFEFF/, '') : null,
    rows: ascending(rows).map((row) => ({ row, text: read(row) })),
  };
}

/** The rows of several sources, one entry a file, in the order in which the files first occur. */
export async function readSourceRows(workspace: string, sources: readonly SourceRow[]): Promise<RawRows[]> {
  const files = new Map<string, SourceRow[]>();
  for (const source of sources) {
    const key = JSON.stringify([source.file, source.sha256]);
    files.set(key, [...(files.get(key) ?? []), source]);
  }
  const read: RawRows[] = [];
  for (const of of files.values()) {
    const { file, sha256 } = of[0]!;
    const rows = of.map(({ row }) => row).filter((row) => row > 0);
    read.push(await readRawRows(workspace, file, sha256, rows));
  }
  return read;
}

/** Feeds the unpacked bytes to `onChunk` and returns the hash of the bytes as they are on disk. */
async function readThrough(path: string, onChunk: (chunk: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  const packed = createReadStream(path, { highWaterMark: 1 << 20 });
  packed.on('data', (chunk) => hash.update(chunk));
  const unpacked: Readable = isGzip(path) ? packed.pipe(createGunzip()) : packed;
  packed.on('error', (error) => unpacked.destroy(error));
  for await (const chunk of unpacked) onChunk(chunk as Buffer);
  return hash.digest('hex');
}

/** By its first bytes, not by its name. */
function isGzip(path: string): boolean {
  const handle = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(handle, magic, 0, 2, 0) === 2 && magic.readUInt16BE() === 0x1f8b;
  } finally {
    closeSync(handle);
  }
}

async function parquetRows(path: string, rows: readonly number[]): Promise<RawRows['rows']> {
  if (rows.length === 0) return [];
  const warehouse = await Warehouse.open({ path: ':memory:' });
  try {
    const source = readParquet(path);
    const columns = await parquetColumns(warehouse, path);
    const fields = columns.map(({ name }) => `${identifier(name)} := ${identifier(name)}::varchar`);
    return await warehouse.rows<{ row: number; text: string }>(
      `select row, to_json(struct_pack(${fields.join(', ')}))::varchar as text
       from (select *, file_row_number + 1 as row from ${source}) where row in (${ascending(rows).join(', ')}) order by row`,
    );
  } finally {
    warehouse.close();
  }
}

/** UTF-8, or what Japanese systems write instead of it. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

function ascending(rows: readonly number[]): number[] {
  return [...new Set(rows)].sort((a, b) => a - b);
}
