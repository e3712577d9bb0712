/** The lists of records in a JSON file, at any depth, each with the columns that a path reaches from it. */
import { readFileSync } from 'node:fs';
import type { Encoding, Input } from '../read/openBytes.ts';
import type { LookTable } from './LookTable.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Record_ = { [key: string]: Json };

/** Depth to which keys of keys become columns, and lists are followed. */
const deepest = 4;
const listed = 20_000;

/** @returns the tables, and the text that was looked at: a beginning is closed where it was cut. */
export async function lookAtJson(
  input: Input,
  encoding: Encoding,
  isLines: boolean,
): Promise<{ tables: LookTable[]; text: string }> {
  const text = new TextDecoder(encoding === 'cp932' ? 'shift_jis' : encoding)
    .decode(readFileSync(input.path))
    .replace(/^\uFEFF/, '');
  const lines = isLines || /^\s*\{[^\n]*\}\s*\n\s*\{/.test(text) ? parseLines(text) : null;
  if (lines) return { tables: [...listsOf('', lines, 0)].map((list) => tableOf(list, list.path === '[]')), text };
  const whole = parse(text) ?? parse(closed(text));
  if (whole === null) return { tables: [], text };
  const tables = [...findLists('', whole, 0)].map((list) => tableOf(list, list.path === '[]'));
  return { tables, text: parse(text) === null ? closed(text) : text };
}

/** The tables of a document that was read as a tree, as XML is: its repeated elements, or where none is, its elements with several values. */
export function tablesOfTree(root: Json): LookTable[] {
  const lists = [...repeated('', root, 0)];
  return (lists.length > 0 ? lists : [...singles('', root, 0)]).map((list) => tableOf(list, false));
}

function* repeated(path: string, value: Json, depth: number): Generator<List> {
  if (depth > deepest) return;
  if (Array.isArray(value)) yield* listsOf(path, value, depth);
  else if (isRecord(value))
    for (const [key, inner] of Object.entries(value)) yield* repeated(below(path, key), inner, depth + 1);
}

function* singles(path: string, value: Json, depth: number): Generator<List> {
  if (depth > deepest || !isRecord(value)) return;
  if (path.includes('.') && Object.values(value).filter((inner) => typeof inner === 'string').length > 1)
    yield { path: `${path}[]`, records: [{ record: value, around: [] }] };
  for (const [key, inner] of Object.entries(value)) yield* singles(below(path, key), inner, depth + 1);
}

function below(path: string, key: string): string {
  return path === '' ? keyText(key) : `${path}.${keyText(key)}`;
}

interface List {
  path: string;
  records: { record: Json; around: Json[] }[];
}

/** Every list of records, from the outermost in. */
function* findLists(path: string, value: Json, depth: number): Generator<List> {
  if (depth > deepest || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    yield* listsOf(path, value, depth);
    return;
  }
  const isKeyed = isKeyedById(value);
  if (isKeyed)
    yield* listsOf(
      path,
      Object.entries(value).map(([key, record]) => ({ $key: key, ...(record as Record_) })),
      depth,
      [],
      '{}',
    );
  else if (path === '' && !Object.values(value).some((inner) => Array.isArray(inner) && inner.some(isRecord)))
    yield { path: '[]', records: [{ record: value, around: [] }] };
  // A few objects that are alike may be parts of one answer as well.
  if (isKeyed && Object.keys(value).length > 5) return;
  for (const [key, inner] of Object.entries(value)) yield* findLists(below(path, key), inner, depth + 1);
}

/** A list (or an object of records, `{}`), and the lists inside its records. */
function* listsOf(
  path: string,
  list: Json[],
  depth: number,
  around: Json[][] = [],
  mark: '[]' | '{}' = '[]',
): Generator<List> {
  const records = list
    .map((record, index) => ({ record, around: around[index] ?? [] }))
    .filter(({ record }) => isRecord(record) || Array.isArray(record));
  if (records.length === 0) return;
  yield { path: path + mark, records };
  if (depth > deepest) return;
  for (const keys of innerLists(records.map(({ record }) => record))) {
    const inner: Json[] = [];
    const outer: Json[][] = [];
    for (const { record, around: outside } of records) {
      const found = keys.reduce<Json | undefined>((value, key) => (isRecord(value) ? value[key] : undefined), record);
      if (!Array.isArray(found)) continue;
      for (const element of found) {
        inner.push(element);
        outer.push([...outside, record]);
        if (inner.length >= listed) break;
      }
    }
    yield* listsOf(`${path}${mark}.${keys.map(keyText).join('.')}`, inner, depth + 1, outer);
  }
}

/** Paths from a record to the lists in it, over the first records. */
function innerLists(records: Json[]): string[][] {
  const found = new Map<string, string[]>();
  const visit = (value: Json, keys: string[]): void => {
    if (!isRecord(value) || keys.length > 2) return;
    for (const [key, inner] of Object.entries(value)) {
      if (Array.isArray(inner) && inner.some((element) => isRecord(element) || Array.isArray(element)))
        found.set([...keys, key].join('\0'), [...keys, key]);
      else visit(inner, [...keys, key]);
    }
  };
  for (const record of records.slice(0, 200)) visit(record, []);
  return [...found.values()];
}

function tableOf({ path, records }: List, isPlain: boolean): LookTable {
  const isKeyed = path.endsWith('{}');
  const columns = new Map<string, (string | null)[]>();
  const kept = records.slice(0, listed);
  for (const [row, { record, around }] of kept.entries()) {
    const put = (name: string, value: Json): void => {
      const cells = columns.get(name) ?? columns.set(name, []).get(name)!;
      cells[row] = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    };
    flatten('', record, 0, put);
    for (const [index, outside] of around.toReversed().entries()) flatten('../'.repeat(index + 1), outside, 2, put);
  }
  const header = [...columns.keys()];
  return {
    name: isPlain ? '' : `records ${path}`,
    keys: isPlain ? {} : { records: path },
    header,
    rows: kept.map((_, row) => header.map((name) => columns.get(name)![row] ?? '')),
    remarks: isKeyed ? ['an object whose keys are the ids of its records, read as $key'] : [],
    isExact: true,
  };
}

function flatten(prefix: string, value: Json, depth: number, put: (name: string, value: Json) => void): void {
  if (Array.isArray(value)) {
    if (prefix === '' && depth === 0)
      for (const [index, inner] of value.slice(0, 20).entries()) put(String(index), inner);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = `${prefix}${keyText(key)}`;
    // An element of XML with attributes reads as its text.
    if (isRecord(inner) && typeof inner['#text'] === 'string') put(name, inner['#text']);
    if (isRecord(inner) && depth < deepest) flatten(`${name}.`, inner, depth + 1, put);
    else if (!Array.isArray(inner)) put(name, inner);
  }
}

/** Keys that look like ids, over objects that have a key in common. */
function isKeyedById(value: Record_): boolean {
  const entries = Object.entries(value);
  if (entries.length < 2 || !entries.every(([, inner]) => isRecord(inner))) return false;
  const [first, ...others] = entries.map(([, inner]) => Object.keys(inner as Record_));
  return (
    first!.length > 0 && others.every((keys) => keys.filter((key) => first!.includes(key)).length * 2 >= first!.length)
  );
}

function isRecord(value: Json | undefined): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyText(key: string): string {
  return key.replaceAll('.', String.raw`\.`);
}

function parse(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function parseLines(text: string): Json[] {
  return text
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [] : [parse(line)]))
    .filter((record) => record !== null);
}

/** A text that was cut, closed behind its last whole record, so that it can be read as far as it goes. */
function closed(text: string): string {
  const stack: string[] = [];
  let isInText = false;
  let end = 0;
  let closers = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (isInText) {
      if (character === '\\') at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '{' || character === '[') stack.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      stack.pop();
      end = at + 1;
      closers = stack.toReversed().join('');
    }
  }
  return text.slice(0, end) + closers;
}
