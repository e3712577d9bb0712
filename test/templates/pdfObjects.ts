/** Reads the objects of a PDF that has no object streams, for what reader programs do not tell: attributes, dates, trees. */
import { inflateSync } from 'node:zlib';

export interface Reference {
  reference: number;
}
export type Dictionary = { [key: string]: Value };
/** Names begin with `/`; text strings are decoded, others are kept byte for character. */
export type Value = string | number | boolean | null | Reference | Value[] | Dictionary;

export interface PdfObject {
  value: Value;
  /** The bytes of a stream, inflated. */
  stream: Buffer | null;
}

export class PdfObjects {
  private readonly objects = new Map<number, PdfObject>();
  readonly trailer: Dictionary;

  constructor(bytes: Uint8Array) {
    const text = Buffer.from(bytes).toString('latin1');
    const table = /xref\n0 (\d+)\n/.exec(text.slice(Number(/startxref\n(\d+)\n%%EOF/.exec(text)?.[1])));
    const entries = text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1])).matchAll(/^(\d{10}) 00000 n $/gm);
    for (const [index, [, offset]] of [...entries].entries())
      this.objects.set(index + 1, readObject(text, Number(offset)));
    if (this.objects.size !== Number(table?.[1]) - 1) throw new Error('The cross-reference table is not whole.');
    this.trailer = parse(text, text.lastIndexOf('trailer') + 7).value as Dictionary;
  }

  get catalogue(): Dictionary {
    return this.dictionary(this.trailer['Root']);
  }

  /** What a value stands for: references are followed. */
  resolve(value: Value | undefined): Value {
    if (value === undefined) return null;
    return isReference(value) ? (this.objects.get(value.reference)?.value ?? null) : value;
  }

  /** @returns an empty dictionary for what is none */
  dictionary(value: Value | undefined): Dictionary {
    const found = this.resolve(value);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Dictionary) : {};
  }

  list(value: Value | undefined): Value[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : [];
  }

  stream(value: Value | undefined): Buffer {
    const found = isReference(value) ? this.objects.get(value.reference)?.stream : null;
    if (!found) throw new Error(`No stream: ${JSON.stringify(value)}`);
    return found;
  }

  /** Every dictionary of a type, wherever it hangs. */
  ofType(type: string): Dictionary[] {
    return [...this.objects.values()]
      .map(({ value }) => this.dictionary(value))
      .filter((dictionary) => dictionary['Type'] === `/${type}`);
  }
}

export function isReference(value: Value | undefined): value is Reference {
  return typeof value === 'object' && value !== null && 'reference' in value;
}

function readObject(text: string, offset: number): PdfObject {
  const start = text.indexOf('obj', offset) + 3;
  const { value, end } = parse(text, start);
  const opening = /^\s*stream\r?\n/.exec(text.slice(end, end + 20));
  if (!opening) return { value, stream: null };
  const dictionary = value as Dictionary;
  const from = end + opening[0].length;
  const raw = Buffer.from(text.slice(from, from + Number(dictionary['Length'])), 'latin1');
  return { value, stream: dictionary['Filter'] === '/FlateDecode' ? inflateSync(raw) : raw };
}

const space = /[\s\0]*/y;
const token = /\d+ 0 R|[+-]?\d*\.?\d+|\/[^\s/<>[\]()]*|true|false|null/y;

function parse(text: string, start: number): { value: Value; end: number } {
  space.lastIndex = start;
  space.exec(text);
  const at = Math.max(space.lastIndex, start);
  if (text.startsWith('<<', at)) return parseList(text, at + 2, '>>');
  if (text[at] === '[') return parseList(text, at + 1, ']');
  if (text[at] === '(') return parseText(text, at + 1);
  if (text[at] === '<') {
    const end = text.indexOf('>', at);
    return { value: Buffer.from(text.slice(at + 1, end), 'hex').toString('latin1'), end: end + 1 };
  }
  token.lastIndex = at;
  const [found] = token.exec(text) ?? [];
  if (found === undefined) throw new Error(`Not understood at ${at}: ${text.slice(at, at + 40)}`);
  return { value: plain(found), end: token.lastIndex };
}

function plain(found: string): Value {
  if (/^\d.*R$/.test(found)) return { reference: Number.parseInt(found, 10) };
  if (found.startsWith('/'))
    return found.replace(/#([0-9A-Fa-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  if (found === 'null') return null;
  return found === 'true' || found === 'false' ? found === 'true' : Number(found);
}

function parseList(text: string, start: number, close: string): { value: Value; end: number } {
  const values: Value[] = [];
  let at = start;
  for (;;) {
    space.lastIndex = at;
    space.exec(text);
    at = Math.max(space.lastIndex, at);
    if (text.startsWith(close, at)) break;
    const { value, end } = parse(text, at);
    values.push(value);
    at = end;
  }
  const end = at + close.length;
  if (close === ']') return { value: values, end };
  const entries = values.flatMap((key, index) => (index % 2 === 0 ? [[String(key).slice(1), values[index + 1]!]] : []));
  return { value: Object.fromEntries(entries) as Dictionary, end };
}

function parseText(text: string, start: number): { value: string; end: number } {
  let raw = '';
  let depth = 1;
  let at = start;
  for (; depth > 0; at++) {
    const character = text[at];
    if (character === undefined) throw new Error('A text does not end.');
    if (character === '\\') raw += escapes[text[++at] ?? ''] ?? text[at];
    else {
      if (character === '(') depth++;
      if (character === ')') depth--;
      if (depth > 0) raw += character;
    }
  }
  const value = raw.startsWith('\xFE\xFF') ? Buffer.from(raw.slice(2), 'latin1').swap16().toString('utf16le') : raw;
  return { value, end: at };
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
