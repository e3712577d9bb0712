/**
 * Looks at the first bytes of an export: what kind of file it is, and the column names of a CSV.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { SlaError } from '../errors.ts';

export type FileKind = 'csv' | 'json' | 'ndjson' | 'parquet';

/** Tells by its name how a file is read; null when the name says nothing. */
export function fileKindOf(file: string): FileKind | null {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return 'csv';
  if (name.endsWith('.json')) return 'json';
  if (name.endsWith('.ndjson') || name.endsWith('.jsonl')) return 'ndjson';
  if (name.endsWith('.parquet')) return 'parquet';
  return null;
}

/** The first bytes of a file, unpacked when it is gzip (by content, not by name). */
export function readHead(path: string, bytes = 1 << 16): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const head = buffer.subarray(0, readSync(handle, buffer, 0, bytes, 0));
    const isGzip = head[0] === 0x1f && head[1] === 0x8b;
    return isGzip ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, bytes) : head;
  } finally {
    closeSync(handle);
  }
}

/**
 * The column names of a comma-separated file, trimmed and in lower case, and its first data line.
 *
 * @throws SlaError for an empty file, a file that is no text, one that is not UTF-8, and repeated names.
 */
export function readCsvHeader(path: string, file: string): { columns: string[]; firstRow: string[] } {
  const head = readHead(path);
  if (head.length === 0) throw unreadable(file, 'The file is empty.', 'Export it again; an export without rows still has its header line.');
  const text = decodeUtf8(head, file);
  const [header, firstRow] = splitRecords(text);
  const columns = (header ?? []).map((name) => name.trim().toLowerCase());
  const repeated = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw unreadable(file, `The column "${repeated}" stands twice in the header.`, 'Remove one of the two, or map the file in sources.yaml.');
  }
  return { columns, firstRow: firstRow ?? [] };
}

function decodeUtf8(head: Buffer, file: string): string {
  if (head.includes(0)) {
    throw unreadable(file, 'The file is no CSV: it holds zero bytes.', 'Save it as "CSV UTF-8", or name its encoding in sources.yaml.');
  }
  const whole = head.subarray(0, Math.max(1, head.lastIndexOf(0x0a) + 1 || head.length));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    throw unreadable(file, 'The file is not UTF-8.', 'Save it as "CSV UTF-8", or name its encoding in sources.yaml (encoding: cp932).');
  }
}

/** The first two records of a CSV text; quotes may hold commas and line ends. */
function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let index = 0; index < text.length && records.length < 2; index += 1) {
    const char = text[index]!;
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (text[index + 1] === '"') field += text[++index]!;
      else isQuoted = false;
    } else if (char === '"' && field === '') isQuoted = true;
    else if (char === ',') {
      record.push(field);
      field = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[index + 1] === '\n') index += 1;
      records.push([...record, field]);
      record = [];
      field = '';
    } else field += char;
  }
  if (records.length < 2 && (field !== '' || record.length > 0)) records.push([...record, field]);
  return records;
}

function unreadable(file: string, what: string, fix: string): SlaError {
  return new SlaError({ what, where: file, fix, state: 'Nothing was loaded.' });
}
