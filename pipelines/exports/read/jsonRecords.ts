/** Reads JSON exports (an array, an answer of an API, an object keyed by id, or one record a line) into records of text. */
import { eachPlainList, findInnerArray } from './jsonPairs.ts';
import { JsonSplitter } from './jsonSplitter.ts';
import { type Input, openBytes } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { unreadable } from './unreadable.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Steps from a record to a value: `../` goes to what is around the record, then keys and positions. */
interface Path {
  up: number;
  keys: string[];
}

/** Where records stand: the ways from one list (or object of records, `{}`) to the next. */
interface Level {
  keys: string[];
  isMap: boolean;
}

/** `data.result[].values[]` is two levels; `incidents{}` one, whose records have their keys as `$key`. */
function levelsOf(records: string): Level[] {
  const parts = records.split(/(\[\]|\{\})/);
  return Array.from({ length: (parts.length - 1) / 2 }, (_, index) => ({
    keys: keysOf(parts[index * 2]!),
    isMap: parts[index * 2 + 1] === '{}',
  }));
}

/**
 * @param records where the records stand, as `result[]`, `data.result[].values[]` or `incidents{}` (an object whose keys
 * are ids, read as `$key`); null: an array, a line each, or one object. `../` leads out of a list, as far as the outermost
 * object. Row numbers count the records from 1; of a file with one record a line they are the lines, empty ones included.
 */
export async function readJsonRecords(
  input: Input,
  request: FieldRequest[],
  records: string | null,
  isLines: boolean,
  sink: RecordFile,
): Promise<void> {
  const levels = levelsOf(records ?? '[]');
  const [first = { keys: [], isMap: false }] = levels;
  const isPlain = levels.length < 2 && first.keys.length === 0 && !first.isMap;
  const reach = Math.max(0, ...request.flatMap(({ names }) => names.map((name) => pathOf(name).up)));
  const around = reach >= Math.max(levels.length, 1) ? await surroundings(input, first) : [];
  const hollow = { count: 0 };
  const collect = recordCollector(request, levels.slice(1), sink, hollow);
  const { chunks, notice } = await openBytes(input);
  if (notice) sink.notices.push(notice);
  if (isLines && isPlain) return await readLines(chunks, collect, sink, input);
  let only: Buffer | null = null;
  const splitter: JsonSplitter = new JsonSplitter(
    first.keys,
    input.file,
    (bytes, key) => {
      if (isPlain && sink.rows === 0 && bytes.length < 5_000_000) only = Buffer.from(bytes);
      collect(bytes, { key: first.isMap ? key : null, around: around[splitter.document] ?? [] });
    },
    { isMap: first.isMap },
  );
  for await (const chunk of chunks) splitter.push(chunk);
  const torn = splitter.end();
  if (torn && splitter.found) collect(torn, { fault: 'the file ends in the middle of this record' });
  if (splitter.found && sink.rows === 0 && sink.rejects.length > 0 && !torn) throw noJson(input);
  if (!splitter.found && (torn || splitter.isTorn)) {
    throw unreadable(input.file, 'The file was cut off before its first record, or is no JSON.', 'Export it again.');
  }
  if (!splitter.found) {
    const place = records === null ? 'records' : `records at "${records}"`;
    throw unreadable(
      input.file,
      `The file holds no ${place}.`,
      'Export it again, or say in sources.yaml where its records stand, for example: records: result[] (an array), records: result{} (an object whose keys are ids)',
    );
  }
  if (sink.rows === 1 && sink.present.size === 0 && only !== null) refuseKeyed(parse(only), input);
  if (hollow.count > 0) sink.notices.push(`${hollow.count} records have nothing at ${records} and were left out`);
  if (splitter.isTorn && !torn)
    sink.rejects.push({
      row: sink.rows + 1,
      column: null,
      value: '',
      reason: 'the file ends here, before its last bracket',
    });
}

/** An object whose values are the records, under their ids, is one record to nobody: the error says how to read it. */
function refuseKeyed(record: Json, { file }: Input): void {
  if (record === null || typeof record !== 'object' || Array.isArray(record)) return;
  const [key] = Object.keys(record);
  const isKeyed = Object.values(record).every(
    (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  );
  if (key === undefined || !isKeyed) return;
  throw unreadable(
    file,
    `The file is an object of ${Object.keys(record).length} records under their keys ("${key.slice(0, 60)}", ...), not a list.`,
    'Say so in sources.yaml: records: "{}", and read the key as $key, for example: ticket_id: $key',
  );
}

/** The objects around the list of each document, outermost first, without what leads to the list. */
async function surroundings(input: Input, { keys, isMap }: Level): Promise<Json[][]> {
  const found: { [key: string]: Json }[][] = [];
  const options = {
    isMap,
    onBeside: (document: number, path: string[], bytes: Buffer): void => {
      found[document] ??= keys.map(() => ({}));
      const object = found[document][path.length - 1];
      const name = path.at(-1);
      if (object && name !== undefined && bytes.length < 1_000_000) object[name] = parse(bytes);
    },
  };
  const splitter = new JsonSplitter(keys, input.file, () => undefined, options);
  for await (const chunk of (await openBytes(input)).chunks) splitter.push(chunk);
  splitter.end();
  return found;
}

/** What is known of a record besides its bytes. */
interface Place {
  fault?: string | undefined;
  row?: number | undefined;
  /** Its key, where the records are the values of an object. */
  key?: string | null;
  /** The objects around its list, outermost first. */
  around?: Json[];
}

type Collect = (bytes: Buffer, place: Place) => void;

/** Counts records, finds their values by path and writes them. */
function recordCollector(
  request: FieldRequest[],
  inner: Level[],
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
    const elements = elementsOf(valueAt(around[around.length - 1]!, inner[level]!.keys), inner[level]!.isMap);
    if (elements.length === 0) hollow.count += 1;
    for (const element of elements) descend([...around, element], level + 1, null);
  };
  const first = new Set<string>();
  const collectPairs =
    inner.length === 1 && inner[0]!.keys.length === 1 && !inner[0]!.isMap
      ? pairCollector(paths, keys, inner[0]!.keys[0]!, sink)
      : null;
  return (bytes, { fault, row, key = null, around = [] }) => {
    const pairs = fault || key !== null ? null : (collectPairs?.(bytes, counted) ?? null);
    if (pairs !== null) {
      counted += pairs;
      return;
    }
    const record = fault ? null : withKey(parse(bytes), key);
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
    descend([...around, record], 0, row ?? null);
  };
}

/** Writes the fields of one record, whose surroundings stand before it; a field takes the first of its names that is filled. */
function writeFields(
  around: Json[],
  paths: Path[][],
  keys: string[],
  values: (string | null)[],
  row: number,
  sink: RecordFile,
): void {
  for (let index = 0; index < paths.length; index += 1) {
    values[index] = null;
    for (const { up, keys: steps } of paths[index]!) {
      const base = around[around.length - 1 - up];
      const value = base === undefined ? undefined : valueAt(base, steps);
      if (value === undefined) continue;
      sink.present.add(keys[index]!);
      const text = value === null ? '' : textOf(value);
      if (text === '') continue;
      values[index] = text;
      break;
    }
  }
  sink.write(row, values);
}

/**
 * The records of a document that was read as a whole, as an XML file is. A single element where a list may stand is a list
 * of one: XML does not tell them apart.
 *
 * @returns how many there were
 */
export function collectTree(root: Json, records: string, request: FieldRequest[], sink: RecordFile): number {
  const levels = levelsOf(records);
  const paths = request.map(({ names }) => names.map(pathOf));
  const keys = request.map(({ key }) => key);
  const values: (string | null)[] = new Array(request.length).fill(null);
  const seen = new Set<string>();
  let row = 0;
  const descend = (around: Json[], level: number): void => {
    const record = around.at(-1)!;
    if (level === levels.length) {
      row += 1;
      if (record !== null && typeof record === 'object')
        for (const name of Object.keys(record)) if (!seen.has(name)) sink.header.push(name) && seen.add(name);
      writeFields(around, paths, keys, values, row, sink);
      return;
    }
    const { keys: steps, isMap } = levels[level]!;
    const outside = level === 0 ? objectsOn(record, steps) : [];
    const value = valueAt(record, steps);
    const list =
      isMap || Array.isArray(value) ? elementsOf(value, isMap) : value === undefined || value === '' ? [] : [value];
    for (const element of list) descend([...around, ...outside, element], level + 1);
  };
  descend([root], 0);
  return row;
}

/** The objects between the outermost one and the list that a way leads to. */
function objectsOn(root: Json, keys: string[]): Json[] {
  return keys.slice(0, -1).map((_, index) => valueAt(root, keys.slice(0, index + 1)) ?? null);
}

/** The records of an inner list; of an object keyed by id its values, each with its key. */
function elementsOf(value: Json | undefined, isMap: boolean): Json[] {
  if (Array.isArray(value)) return isMap ? [] : value;
  if (!isMap || value === null || typeof value !== 'object') return [];
  return Object.entries(value).map(([key, inner]) => withKey(inner, key));
}

/** A record of an object keyed by id, with its key as `$key`; a value that is no object stands as `value` beside it. */
function withKey(record: Json, key: string | null): Json {
  if (key === null) return record;
  const isObject = record !== null && typeof record === 'object' && !Array.isArray(record);
  return isObject ? { $key: key, ...record } : { $key: key, value: record };
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
    collect(bytes, { fault: isTorn ? 'the file ends in the middle of this record' : undefined, row });
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
  if (typeof value !== 'object') return String(value);
  // An element of XML that has attributes beside its text.
  if (value !== null && !Array.isArray(value) && typeof value['#text'] === 'string') return value['#text'];
  return JSON.stringify(value);
}

function valueAt(base: Json, keys: string[]): Json | undefined {
  let value: Json | undefined = base;
  for (const key of keys) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? elementAt(value, key) : Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** `0` is a place in a list; `name=Service` the first of its objects that says so. */
function elementAt(list: Json[], key: string): Json | undefined {
  const [, name, wanted] = /^([^=]+)=(.*)$/.exec(key) ?? [];
  if (name === undefined) return list[Number(key)];
  return list.find(
    (element) =>
      element !== null && typeof element === 'object' && !Array.isArray(element) && String(element[name]) === wanted,
  );
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
