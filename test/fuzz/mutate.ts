/** What happens to files on their way, and what people, programs and attackers write: the same seed gives the same cases. */
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { Base } from './bases.ts';

export interface FuzzCase {
  kind: string;
  readBy: Base['readBy'];
  /** Below the workspace. */
  file: string;
  bytes: Uint8Array;
  /** sources.yaml, where the file needs an entry. */
  sources?: string;
  /** What was done to it. */
  steps: string[];
  /** The text that the bytes are, where they are text in UTF-8 and nothing was done to them as bytes. */
  text?: string;
}

/** Numbers below 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Cells that programs, people and attackers put where others are expected. */
const cells = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-13-45',
  '=cmd()',
  "'; drop table x; --",
  '\0',
  '\\u0000',
  '"',
  '""',
  '\r',
  '\n',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '💥',
  '\u001b[2J',
  '__proto__',
  '../../etc/passwd',
  '%s%n',
  '[]',
  '{}',
  'null',
  'true',
  'x'.repeat(3000),
  'Ｔ－１',
  'INTERVAL=0',
];

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** What is done to the text: each names itself and gives another text. */
const mutations: Record<string, (text: string, random: Random) => string> = {
  'another cell': (text, random) => replaceToken(text, pick(random, cells), random),
  'a line twice': (text, random) => edited(text, random, (line) => [line, line]),
  'a line gone': (text, random) => edited(text, random, () => []),
  'a line cut': (text, random) => edited(text, random, (line) => [line.slice(0, Math.floor(random() * line.length))]),
  'lines in another order': (text, random) =>
    text
      .split('\n')
      .sort(() => random() - 0.5)
      .join('\n'),
  'cut off': (text, random) => text.slice(0, Math.floor(random() * text.length)),
  'a stray character': (text, random) => inserted(text, pick(random, cells), random),
  'a delimiter': (text, random) =>
    inserted(text, pick(random, [',', ';', '\t', '"', '[', ']', '{', '}', ':', '<', '>', '&']), random),
  'other line ends': (text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  'a mark at the beginning': (text) => `\uFEFF${text}`,
  'a number out of range': (text, random) =>
    text.replace(/\d{4,}/, pick(random, ['0', '99999999999999999999', '1e99', '-1'])),
};

/** What is done to YAML besides. */
const yamlMutations: typeof mutations = {
  'an anchor and its alias': (text) => text.replace(/: (\w+)\n/, ': &a $1\nx: *a\n'),
  'an alias': (text, random) => replaceToken(text, pick(random, ['*a', '&a x', '*']), random),
  'a tag': (text, random) =>
    replaceToken(text, pick(random, ['!!binary aGk=', '!!js/function "x"', '!x y', '<<: {}']), random),
  'other indents': (text, random) => edited(text, random, (line) => [pick(random, [' ', '  ', '\t', '   - ']) + line]),
  'a value in brackets': (text, random) =>
    replaceToken(text, pick(random, ['{}', '[]', '[1, 2]', '{ a: b }', '[[[[]]]]']), random),
  'a value of time': (text, random) =>
    replaceToken(
      text,
      pick(random, ['PT0S', 'P1000Y', '-PT1H', '25:00-26:00', '2026-02-30', 'Asia/Nowhere', '24/7']),
      random,
    ),
  'a document more': (text) => `${text}\n---\n${text}`,
};

function replaceToken(text: string, cell: string, random: Random): string {
  const tokens = [...text.matchAll(/[\w:+.-]+/g)];
  if (tokens.length === 0) return cell;
  const { 0: token, index } = pick(random, tokens);
  return text.slice(0, index) + cell + text.slice(index! + token.length);
}

function edited(text: string, random: Random, edit: (line: string) => string[]): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  return [...lines.slice(0, at), ...edit(lines[at]!), ...lines.slice(at + 1)].join('\n');
}

function inserted(text: string, what: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  return text.slice(0, at) + what + text.slice(at);
}

/** What is done to bytes: of packed files, and of PDFs, which no text edit would leave one. */
const damages: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  'a flipped bit': (bytes, random) => {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[Math.floor(random() * flipped.length)]! ^= 1 << Math.floor(random() * 8);
    return flipped;
  },
  'cut off': (bytes, random) => bytes.subarray(0, Math.floor(random() * bytes.length)),
  'a piece gone': (bytes, random) => {
    const [at, length] = [Math.floor(random() * bytes.length), Math.floor(random() * 300)];
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  },
  'a piece twice': (bytes, random) => {
    const [at, length] = [Math.floor(random() * bytes.length), Math.floor(random() * 300)];
    return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
  },
  'another number': (bytes, random) => {
    const from = Math.floor(random() * bytes.length);
    const found = /\d+/.exec(bytes.toString('latin1', from, from + 4000));
    if (!found) return Buffer.concat([bytes, Buffer.from('1')]);
    const number = pick(random, ['0', '-1', '99999999999999999999', '7', '1.5']);
    const at = from + found.index;
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(number), bytes.subarray(at + found[0].length)]);
  },
  'something behind it': (bytes, random) => Buffer.concat([bytes, Buffer.from(pick(random, cells))]),
};

/** How a file is packed on its way. */
const wraps: Record<string, (bytes: Uint8Array, file: string) => { file: string; bytes: Uint8Array }> = {
  'as latin1': (bytes, file) => ({ file, bytes: Buffer.from(Buffer.from(bytes).toString('utf8'), 'latin1') }),
  'as UTF-16': (bytes, file) => ({
    file,
    bytes: Buffer.from(`\uFEFF${Buffer.from(bytes).toString('utf8')}`, 'utf16le'),
  }),
  gzip: (bytes, file) => ({ file: `${file}.gz`, bytes: gzipSync(bytes) }),
  zip: (bytes, file) => ({
    file: `${file.replace(/\.\w+$/, '')}.zip`,
    bytes: zipSync({ [file.replace('exports/', '')]: bytes }),
  }),
};
const isText = ({ kind }: Base): boolean => ['CSV', 'JSON', 'NDJSON', 'iCalendar', 'XES'].includes(kind);

/** One case: a base of any kind, up to three changes of its text, and sometimes other packing or damaged bytes. */
export async function mutate(random: Random, bases: readonly Base[]): Promise<FuzzCase> {
  const kinds = [...new Set(bases.map(({ kind }) => kind))];
  // Every kind as often as any other; text, which exports mostly are, twice.
  const kind = pick(random, [...kinds, 'CSV', 'JSON', 'NDJSON']);
  const base = pick(
    random,
    bases.filter((each) => each.kind === kind),
  );
  const steps: string[] = [];
  const isBytes = kind === 'PDF';
  const text = isBytes ? base.text : changed(base, random, steps);
  let made: { file: string; bytes: Uint8Array } = { file: base.file, bytes: await base.pack(text) };
  const packing = random() < 0.7 || !isText(base) ? null : pick(random, Object.keys(wraps));
  if (packing !== null) made = wraps[packing]!(made.bytes, made.file);
  if (packing !== null) steps.push(packing);
  if (isBytes || random() < (isText(base) ? 0.1 : 0.25)) {
    const damage = pick(random, Object.keys(damages));
    made = { ...made, bytes: damages[damage]!(Buffer.from(made.bytes), random) };
    steps.push(damage);
    return { kind, readBy: base.readBy, ...made, steps, ...sourcesOf(base) };
  }
  const isPlain = packing === null && isText(base);
  return {
    kind: packing === 'gzip' || packing === 'zip' ? packing : kind,
    readBy: base.readBy,
    ...made,
    steps,
    ...sourcesOf(base),
    ...(isPlain ? { text } : {}),
  };
}

function changed(base: Base, random: Random, steps: string[]): string {
  const known = base.kind === 'YAML' ? { ...mutations, ...yamlMutations } : mutations;
  let text = base.text;
  for (let count = Math.floor(random() * 3); count >= 0; count -= 1) {
    const name = pick(random, Object.keys(known));
    text = known[name]!(text, random);
    steps.push(name);
  }
  return text;
}

const sourcesOf = ({ sources }: Base): { sources?: string } => (sources ? { sources } : {});
