/** What a first look at a file finds: its kind, and the tables that it may hold. Nothing is decided here. */
import {
  closeSync,
  copyFileSync,
  createReadStream,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { headText, type Input, isGzip, openBytes, rawHead } from '../read/openBytes.ts';
import { type FileKind, fileKindOf, inputsOf } from '../read/readRecords.ts';
import type { LookTable } from './LookTable.ts';
import { lookAtJson } from './lookAtJson.ts';
import { lookAtRows } from './lookAtRows.ts';
import { lookAtSheets, lookAtSqlite } from './lookAtTables.ts';
import { lookAtXml } from './lookAtXml.ts';

export interface Look {
  kind: FileKind | 'xls' | 'html';
  encoding: string | null;
  delimiter: string | null;
  tables: LookTable[];
  /** The first characters, for marks of presets. */
  head: string;
  /** The whole file, or the copy of its beginning that was looked at. */
  input: Input;
  /** Said of the look: that only the beginning was read, or one member of an archive. */
  remarks: string[];
  /** An archive that no entry can read, since its files are of several kinds: the one that was looked at, and the others. */
  unpack?: { member: string; others: string[] };
}

/** What is looked at of a file: enough to see every kind of value, and two seconds at most. The rows of a CSV are many and short. */
const headBytes = { csv: 5_000_000, other: 10_000_000 };

/** @param folder for copies; the caller removes it. @throws SlaError when the file cannot be read at all. */
export async function lookAt(input: Input, folder: string): Promise<Look> {
  mkdirSync(folder, { recursive: true });
  const remarks: string[] = [];
  if (rawHead(input.path).toString('hex') === 'd0cf11e0')
    return { kind: 'xls', encoding: null, delimiter: null, tables: [], head: '', remarks, input };
  const members = await inputsOf({ ...input, bytes: statSync(input.path).size, sha256: '' }, folder);
  const { whole, unlike } = chosenMember(members);
  if (members.length > 1)
    remarks.push(
      `an archive of ${members.length} files: ${memberName(whole)} was looked at${unlike.length === 0 ? ', and the others look like it' : ''}`,
    );
  const look = await lookAtWhole(whole, folder, remarks);
  return unlike.length === 0
    ? look
    : { ...look, unpack: { member: memberName(whole), others: unlike.map(memberName) } };
}

/** The first member that may hold a table, and those that are none of its kind: an entry reads all members alike. */
function chosenMember(members: readonly Input[]): { whole: Input; unlike: Input[] } {
  const mark = (member: Input): string => {
    const kind = fileKindOf(member);
    return kind === 'csv' || kind === 'text' ? `${kind} ${headText(member).split(/\r?\n/, 1)[0]}` : kind;
  };
  const whole = members.find((member) => fileKindOf(member) !== 'text') ?? members[0]!;
  return { whole, unlike: members.filter((member) => mark(member) !== mark(whole)) };
}

function memberName({ file }: Input): string {
  return file.split('#').at(-1)!;
}

async function lookAtWhole(whole: Input, folder: string, remarks: string[]): Promise<Look> {
  const none = { encoding: null, delimiter: null, tables: [], head: '', remarks };
  const kind = fileKindOf(whole);
  if (kind === 'xlsx') return { ...none, kind, tables: await lookAtSheets(whole), input: whole };
  if (kind === 'sqlite')
    return { ...none, kind, tables: await lookAtSqlite(whole), head: 'SQLite format 3', input: whole };
  if (kind === 'parquet') return { ...none, kind, input: whole };
  const most = kind === 'csv' ? headBytes.csv : headBytes.other;
  const cut = await beginning(whole, folder, most);
  if (cut !== whole && statSync(cut.path).size >= most * 0.9)
    remarks.push(`the first ${most / 1_000_000} MB were looked at; other values may follow further down`);
  const { encoding } = await openBytes(cut);
  const head = headText(cut, encoding);
  if (kind === 'json' || kind === 'ndjson') {
    const { tables, text } = await lookAtJson(cut, encoding, kind === 'ndjson');
    if (cut !== whole) writeFileSync(cut.path, text);
    return { ...none, kind, encoding, head, tables, input: cut };
  }
  if (kind === 'xml') {
    if (isWebPage(head)) return { ...none, kind: 'html', encoding, input: cut };
    return { ...none, kind, encoding, head, tables: await lookAtXml(cut, cut !== whole), input: cut };
  }
  const rows = kind === 'csv' || (kind === 'text' && isTable(head)) ? lookAtRows(cut, encoding) : null;
  // Only a name that ends in .csv says that it is one: of another, the delimiter has to be named.
  if (rows && kind === 'text')
    for (const table of rows.tables)
      if (table.keys['lines'] === undefined) table.keys = { delimiter: rows.delimiter, ...table.keys };
  return { ...none, kind, encoding, head, delimiter: rows?.delimiter ?? null, tables: rows?.tables ?? [], input: cut };
}

/** A table of HTML that is called .xls or .xml, and the XML of Excel 2003: programs name both "Excel". */
function isWebPage(head: string): boolean {
  return /<html|<table[\s>]|urn:schemas-microsoft-com:office:spreadsheet/i.test(head.slice(0, 4096));
}

/** Whether a text without a telling name is a table: its first lines have the same number of cells. */
function isTable(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 21);
  const whole = (lines.length > 20 ? lines.slice(0, 20) : lines).filter((line) => line.trim() !== '');
  if (whole.length < 2 || head.startsWith('BEGIN:')) return false;
  return ['\t', ';', ',', '|'].some((delimiter) => {
    const widths = whole.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length);
    return widths[0]! > 2 && widths.filter((width) => width === widths[0]).length * 5 >= whole.length * 4;
  });
}

/** The file itself where it is small, else a copy of its first lines, unpacked. */
async function beginning(input: Input, folder: string, most: number): Promise<Input> {
  const isPacked = isGzip(rawHead(input.path));
  if (!isPacked && statSync(input.path).size <= most) return input;
  const head = isPacked ? await unpackedHead(input.path, most) : plainHead(input.path, most);
  const isWhole = isPacked && head.length < most;
  const end = isWhole ? -1 : head.lastIndexOf(0x0a);
  const path = join(folder, basename(input.file).replace(/\.gz$/i, ''));
  writeFileSync(path, end > 0 ? head.subarray(0, end + 1) : head);
  return { path, file: input.file.replace(/\.gz$/i, '') };
}

function plainHead(path: string, most: number): Buffer {
  const buffer = Buffer.alloc(most);
  const handle = openSync(path, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, most, 0));
  } finally {
    closeSync(handle);
  }
}

async function unpackedHead(path: string, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    parts.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}

/** Puts a file of a look where a trial can load it. */
export function copyInto(input: Input, path: string): void {
  copyFileSync(input.path, path);
}
