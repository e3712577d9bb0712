/** Reads JSON exports (an array, an answer of an API, or one record a line) into records of text. */
import { eachPlainList, findInnerArray } from './jsonPairs.ts';
import { JsonSplitter } from './jsonSplitter.ts';
import { type Input, openBytes } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { unreadable } from './unreadable.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Steps from a record to a value: `../` goes to what is around the record, then keys and positions. */
interface Path {
  up: number;
  keys: string[];
}

/**
 * @param records where the records stand, as `result[]` or `data.result[].values[]`; null: an array, a line each, or one object.
 * Row numbers count the records from 1; of a file with one record a line they are the lines, empty ones included.
 */
export async function readJsonRecords(
  input: Input,
  request: FieldRequest[],
  records: string | null,
  isLines: boolean,
  sink: RecordFile,
): Promise<void> {
  const levels = (records ?? '[]').split('[]').slice(0, -1).map(keysOf);
  const hollow = { count: 0 };
  const collect = recordCollector(request, levels.slice(1), sink, hollow);
  const { chunks, notice } = await openBytes(input);
  if (notice) sink.notices.push(notice);
  if (isLines && levels.length === 1 && levels[0]!.length === 0) return await readLines(chunks, collect, sink, input);
  const splitter = new JsonSplitter(levels[0] ?? [], input.file, (bytes) => collect(bytes));
  for await (const chunk of chunks) splitter.push(chunk);
  const torn = splitter.end();
  if (torn && splitter.found) collect(torn, 'the file ends in the middle of this record');
  if (splitter.found && sink.rows === 0 && sink.rejects.length > 0 && !torn) throw noJson(input);
  if (!splitter.found && (torn || splitter.isTorn)) {
    throw unreadable(input.file, 'The file was cut off before its first record, or is no JSON.', 'Export it again.');
  }
  if (!splitter.found) {
    const place = records === null ? 'records' : `records at "${records}"`;
    throw unreadable(
      input.file,
      `The file holds no ${place}.`,
      'Export it again, or say in sources.yaml where its records stand, for example: records: result[]',
    );
  }
  if (hollow.count > 0) sink.notices.push(`${hollow.count} records have nothing at ${records} and were left out`);
  if (splitter.isTorn && !torn)
    sink.rejects.push({
      row: sink.rows + 1,
      column: null,
      value: '',
      reason: 'the file ends here, before its last bracket',
    });
}

type Collect = (bytes: Buffer, fault?: string, row?: number) => void;

/** Counts records, finds their values by path and writes them. */
function recordCollector(
  request: FieldRequest[],
  inner: string[][],
  sink: RecordFile,
  hollow: { count: number },
): Collect {
  const paths = request.map(({ names }) => names.map(pathOf));
  const keys = request.map(({ key }) => key);
  const values: (string | null)[] = new Array(request.length).fill(null);
  let counted = 0;
  const writeRecord = (around: Json[], row: number): void => {
    try {
      fillValues(around);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const reason = 'is nested too deeply to be read';
      sink.rejects.push({ row, column: null, value: '', reason });
      return;
    }
    sink.write(row, values);
  };
  const fillValues = (around: Json[]): void => {
    for (let index = 0; index < paths.length; index += 1) {
      values[index] = null;
      for (const { up, keys: steps } of paths[index]!) {
        const base = around[around.length - 1 - up];
        const value = base === undefined ? undefined : valueAt(base, steps);
        if (value === undefined) continue;
        sink.present.add(keys[index]!);
        if (value === null || value === '') continue;
        values[index] = textOf(value);
        break;
      }
    }
  };
  const descend = (around: Json[], level: number, row: number | null): void => {
    if (level === inner.length) {
      counted = row ?? counted + 1;
      writeRecord(around, counted);
      return;
    }
    const list = valueAt(around[around.length - 1]!, inner[level]!);
    if (!Array.isArray(list) || list.length === 0) hollow.count += 1;
    if (Array.isArray(list)) for (const element of list) descend([...around, element], level + 1, null);
  };
  const first = new Set<string>();
  const collectPairs =
    inner.length === 1 && inner[0]!.length === 1 ? pairCollector(paths, keys, inner[0]![0]!, sink) : null;
  return (bytes, fault, row) => {
    const pairs = fault ? null : (collectPairs?.(bytes, counted) ?? null);
    if (pairs !== null) {
      counted += pairs;
      return;
    }
    const record = fault ? null : parse(bytes);
    if (record === null || typeof record !== 'object') {
      counted = row ?? counted + 1;
      sink.rejects.push({
        row: counted,
        column: null,
        value: bytes.toString('utf8', 0, 600).slice(0, 200),
        reason: fault ?? 'no JSON record',
      });
      return;
    }
    if (!Array.isArray(record))
      for (const key of Object.keys(record)) if (!first.has(key)) sink.header.push(key) && first.add(key);
    descend([record], 0, row ?? null);
  };
}

/**
 * Collects the points of a time series without parsing each: for fields that stand at a place of the point (`0`, `1`)
 * or around the list. Null: the fields ask for more than that; a call returns null where the bytes hold more.
 */
function pairCollector(
  paths: Path[][],
  keys: string[],
  listKey: string,
  sink: RecordFile,
): ((bytes: Buffer, counted: number) => number | null) | null {
  const places = paths.map((alternatives) => (alternatives.every(({ up }) => up === 1) ? null : placeOf(alternatives)));
  if (places.includes(undefined)) return null;
  return (bytes, counted) => {
    const list = findInnerArray(bytes, listKey);
    if (!list) return null;
    const record = parse(Buffer.concat([bytes.subarray(0, list.from), Buffer.from('[]'), bytes.subarray(list.until)]));
    if (record === null) return null;
    const around = paths.map((alternatives, index) =>
      places[index] === null ? textAround(record, alternatives) : null,
    );
    if (around.some((text) => text !== null && /[",\r\n]/.test(text))) return null;
    const prefixes = around.map((text) => Buffer.from(text ?? ''));
    let count = 0;
    const isPlain = eachPlainList(bytes, list.from, list.until, (point) => {
      count += 1;
      sink.beginLine(counted + count);
      for (let index = 0; index < places.length; index += 1) {
        const place = places[index];
        const prefix = prefixes[index]!;
        if (place === null || place === undefined) sink.appendField(prefix, 0, prefix.length, false);
        else {
          const [from, until] = place < point.count ? [point.from[place]!, point.until[place]!] : [0, 0];
          const isNull = until - from === 4 && bytes[from] === 0x6e;
          sink.appendField(bytes, from, isNull ? from : until, false);
        }
      }
      sink.finishLine();
    });
    if (!isPlain || count === 0) return null;
    for (const [index, key] of keys.entries())
      if (places[index] !== null || around[index] !== null) sink.present.add(key);
    if (sink.header.length === 0) sink.header.push(...Object.keys(record));
    return count;
  };
}

/** The place in a point that a field asks for; undefined when it asks for more. */
function placeOf(alternatives: Path[]): number | undefined {
  const [only] = alternatives;
  return alternatives.length === 1 && only!.up === 0 && only!.keys.length === 1 && /^\d$/.test(only!.keys[0]!)
    ? Number(only!.keys[0])
    : undefined;
}

function textAround(record: Json, alternatives: Path[]): string | null {
  for (const { keys } of alternatives) {
    const value = valueAt(record, keys);
    if (value !== undefined && value !== null && value !== '') return textOf(value);
  }
  return null;
}

async function readLines(
  chunks: AsyncIterable<Buffer>,
  collect: Collect,
  sink: RecordFile,
  input: Input,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let row = 0;
  const line = (bytes: Buffer, isLast: boolean): void => {
    row += 1;
    if (bytes.every(isSpace)) return;
    const isTorn = isLast && parse(bytes) === null;
    collect(bytes, isTorn ? 'the file ends in the middle of this record' : undefined, row);
  };
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      line(bytes.subarray(start, end), false);
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  if (rest.length > 0) line(rest, true);
  if (row === 0 || (sink.rows === 0 && sink.rejects.length === 0))
    throw unreadable(input.file, 'The file is empty.', 'Export it again.');
}

/** What JSON takes for white space. Anything else below it (a zero byte, say) is damage, and has to be said. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function noJson({ file }: Input): Error {
  return unreadable(
    file,
    'The file is no JSON export: not one record in it can be read.',
    'Open it in an editor: it may be an error page. Export it again.',
  );
}

/** Whole numbers too long for a double (ids, nanoseconds) are kept digit by digit, as text. */
function parse(bytes: Buffer): Json {
  const text = bytes.toString('utf8');
  try {
    if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
    const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
    return JSON.parse(text.replaceAll(tokens, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))) as Json;
  } catch {
    return null;
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueAt(base: Json, keys: string[]): Json | undefined {
  let value: Json | undefined = base;
  for (const key of keys) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

function pathOf(name: string): Path {
  const up = /^(\.\.\/)*/.exec(name)![0].length / 3;
  return { up, keys: keysOf(name.slice(up * 3)) };
}

/** `a.b` is two steps; a dot that belongs to a key is written `\.` */
function keysOf(path: string): string[] {
  return path
    .split(/(?<!\\)\./)
    .filter((key) => key !== '')
    .map((key) => key.replaceAll('\\.', '.'));
}
