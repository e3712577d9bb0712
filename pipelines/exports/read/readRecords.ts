/** Opens an export with the reader that fits it, and hands its records over as one relation of text. */
import { closeSync, createReadStream, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Unzip, UnzipInflate } from 'fflate';
import { identifier, parquetColumns, readParquet, type Warehouse } from '../../warehouse/Warehouse.ts';
import type { ExportFile } from '../load/findExports.ts';
import type { FieldSet } from '../mapping/FieldSet.ts';
import type { Source } from '../mapping/Source.ts';
import { systemReaders } from '../systems/index.ts';
import { readCsvRecords } from './csvRecords.ts';
import { readDirectCsv } from './directCsv.ts';
import { readJsonRecords } from './jsonRecords.ts';
import { readLineRecords } from './lineRecords.ts';
import { headText, type Input, isGzip, isZip, rawHead, readHead, refuseBomb } from './openBytes.ts';
import { RecordFile, type Reject } from './RecordFile.ts';
import { readSheetRecords, readSqliteRecords } from './tableRecords.ts';
import { unreadable, unreadableParquet } from './unreadable.ts';
import { readXmlRecords } from './xmlRecords.ts';

export type FileKind = 'csv' | 'json' | 'ndjson' | 'parquet' | 'xlsx' | 'sqlite' | 'xml' | 'text';

export interface Records {
  /** A table expression of `_row` and the requested fields f0, f1, ... as trimmed text, null where empty. */
  sql: string;
  kind: FileKind;
  /** Keys of the requested fields that the export has. */
  present: Set<string>;
  /** All columns of the export, as they stand in it. */
  header: string[];
  rejects: Reject[];
  notices: string[];
  /** How many there are; null where nobody counted. */
  count: number | null;
  /** What a row limit of the system counts, where that is not these records. */
  counted?: number | null;
  /** Whether they lie in a table already, so that reading them again costs little. */
  isStored: boolean;
}

/** What kind of file it is: by its first bytes where they tell, else by its name. */
export function fileKindOf(input: Input): FileKind {
  const head = readHead(input.path, 4096);
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'sqlite';
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const name = input.file.toLowerCase().replace(/\.gz$/, '');
  if (isGzip(rawHead(input.path)) && (isZip(head) || isGzip(head))) {
    throw unreadable(
      input.file,
      'The gzip holds another archive.',
      'Unpack it by hand and put the export itself into exports/.',
    );
  }
  if (isZip(head)) return 'xlsx';
  const kinds: [RegExp, FileKind][] = [
    [/\.(csv|tsv)$/, 'csv'],
    [/\.(ndjson|jsonl)$/, 'ndjson'],
    [/\.json$/, 'json'],
    [/\.parquet$/, 'parquet'],
    [/\.(xes|xml)$/, 'xml'],
    [/\.xlsx$/, 'xlsx'],
    [/\.(db|sqlite3?)$/, 'sqlite'],
  ];
  const byName = kinds.find(([pattern]) => pattern.test(name))?.[1];
  if (byName) return byName;
  const text = headText(input).trimStart();
  if (text.startsWith('<')) return 'xml';
  if (/^\{[^\n]*\}\s*\n\s*\{/.test(text)) return 'ndjson';
  return /^[[{]/.test(text) && !/^\[[^[\]{}",]*\] /.test(text) ? 'json' : 'text';
}

/**
 * Reads one export, or one member of an archive, into a temporary file of clean records.
 *
 * @param folder for temporary files; the caller removes it
 * @throws SlaError when it cannot be read at all; single broken records come back as rejects.
 */
export async function readRecords(
  warehouse: Warehouse,
  input: Input,
  source: Source,
  fields: FieldSet,
  folder: string,
): Promise<Records> {
  const kind = fileKindOf(input);
  if (statSync(input.path).size === 0)
    throw unreadable(
      input.file,
      'The file is empty.',
      'Export it again; an export without rows still has its header line.',
    );
  if (kind === 'parquet') return await parquetRecords(warehouse, input, fields);
  if (kind === 'csv' && statSync(input.path).size >= directBytes && isPlainReading(source)) {
    const direct = await readDirectCsv(warehouse, input, fields.requests, csvOptions(source));
    if (direct) return { ...direct, kind, rejects: [], notices: [], isStored: true };
  }
  const sink = new RecordFile(join(folder, `records-${temporary()}.csv`));
  const { requests } = fields;
  const { encoding = 'auto', delimiter, header_row, sheet, records, lines, query, reader } = source.reading;
  try {
    if (reader) await systemReaders[reader](input, requests, sink, source.zone);
    else if (lines !== undefined) await readLineRecords(input, requests, lines, encoding, sink);
    else if (kind === 'sqlite' && query !== undefined) await readSqliteRecords(input, requests, query, sink);
    else if (kind === 'xlsx') await readSheetRecords(input, requests, sheet ?? null, header_row ?? 1, sink);
    else if (kind === 'xml' && records !== undefined) await readXmlRecords(input, requests, records, sink);
    else if (kind === 'json' || kind === 'ndjson')
      await readJsonRecords(input, requests, records ?? null, kind === 'ndjson' || isSequence(input), sink);
    else if (kind === 'csv' || (kind === 'text' && delimiter !== undefined)) {
      await readCsvRecords(input, requests, csvOptions(source), sink);
    } else throw wrongKind(input, source, kind);
  } finally {
    sink.close();
  }
  return {
    sql: sink.relation(requests.length),
    kind,
    present: sink.present,
    header: sink.header,
    rejects: sink.rejects,
    notices: sink.notices,
    count: sink.rows,
    counted: sink.counted,
    isStored: false,
  };
}

/** A CSV of this size is worth the look whether DuckDB can read it by itself. */
const directBytes = 1_000_000;

function isPlainReading({ reading: { reader, lines } }: Source): boolean {
  return reader === undefined && lines === undefined;
}

function csvOptions({ reading: { encoding = 'auto', delimiter = 'auto', duplicate_headers, header_row } }: Source) {
  return {
    encoding,
    delimiter,
    duplicateHeaders: duplicate_headers ?? 'error',
    ...(header_row === undefined ? {} : { headerRow: header_row }),
  } as const;
}

/** The files within an export: itself, or the members of a ZIP archive, unpacked into `folder`. */
export async function inputsOf({ path, file }: ExportFile, folder: string): Promise<Input[]> {
  if (!isZip(readHead(path, 4)) || /\.(xlsx|xlsm)$/i.test(file)) return [{ path, file }];
  const members: Input[] = [];
  const packed = statSync(path).size;
  let unpacked = 0;
  const unzip = new Unzip((member) => {
    if (member.name.endsWith('/') || /(^|\/)(__MACOSX\/|\.(?!\.?\/))/.test(member.name)) return;
    const name = `${file}#${member.name}`;
    if (members.length >= 1000)
      throw unreadable(
        file,
        'The archive holds more than 1000 files.',
        'Unpack it by hand and put the exports into exports/.',
      );
    const target = join(
      folder,
      `member-${temporary()}-${basename(member.name)
        .replaceAll(/[^\w.-]/g, '_')
        .slice(-80)}`,
    );
    members.push({ path: target, file: name });
    const handle = openSync(target, 'wx', 0o600);
    member.ondata = (error, chunk, final) => {
      if (error) throw unreadable(name, `The archive is damaged: ${error.message}`, 'Copy or export it again.');
      unpacked += chunk.length;
      refuseBomb(file, packed, unpacked);
      if (chunk.length > 0) writeSync(handle, chunk);
      if (final) closeSync(handle);
    };
    member.start();
  });
  unzip.register(UnzipInflate);
  mkdirSync(folder, { recursive: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) unzip.push(chunk as Buffer);
    unzip.push(new Uint8Array(0), true);
  } catch (error) {
    if (error instanceof Error && error.name === 'SlaError') throw error;
    throw unreadable(file, 'The archive is damaged or was cut off.', 'Copy or export it again.');
  }
  if (members.length === 0) throw unreadable(file, 'The archive holds no file.', 'Export it again.');
  for (const member of members) {
    if (isZip(readHead(member.path, 4)) && !/\.xlsx$/i.test(member.file))
      throw unreadable(
        member.file,
        'The archive holds another archive.',
        'Unpack it by hand and put the export itself into exports/.',
      );
  }
  return members;
}

let temporaries = 0;

/** A number that no other temporary file of this process has. */
function temporary(): number {
  temporaries += 1;
  return temporaries;
}

/** Parquet is read where it stands. Instants with a zone become UTC text, those without stay wall clocks. */
async function parquetRecords(warehouse: Warehouse, { path, file }: Input, fields: FieldSet): Promise<Records> {
  try {
    const columns = await parquetColumns(warehouse, path);
    const present = new Set<string>();
    const selected = fields.requests.map(({ key, names }, index) => {
      const column = names
        .map((wanted) => columns.find(({ name }) => name.trim().toLowerCase() === wanted.toLowerCase()))
        .find((found) => found !== undefined);
      if (!column) return `null::varchar as f${index}`;
      present.add(key);
      return `nullif(trim(${parquetText(identifier(column.name), column.type)}), '') as f${index}`;
    });
    // Written down at once: damage behind the footer shows only when the rows are read, and must not show half-way.
    await warehouse.run(
      `create or replace temp table direct_rows as select ${['file_row_number + 1 as _row', ...selected].join(', ')} from ${readParquet(path)}`,
    );
    return {
      sql: 'direct_rows',
      kind: 'parquet',
      present,
      header: columns.map(({ name }) => name),
      rejects: [],
      notices: [],
      count: null,
      isStored: true,
    };
  } catch (error) {
    throw unreadableParquet(file, error);
  }
}

function parquetText(column: string, type: string): string {
  if (type === 'TIMESTAMP WITH TIME ZONE') return `strftime(${column} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`;
  if (type.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%f')`;
  return `${column}::varchar`;
}

/** A .json file that is really one record a line. */
function isSequence(input: Input): boolean {
  return /^\s*\{[^\n]*\}\s*\n\s*\{/.test(headText(input));
}

function wrongKind(input: Input, { name }: Source, kind: FileKind): Error {
  const kinds = {
    csv: 'CSV',
    json: 'JSON',
    ndjson: 'JSON lines',
    parquet: 'Parquet',
    xlsx: 'an Excel workbook',
    sqlite: 'an SQLite database',
    xml: 'XML',
    text: 'no kind of file that is read here',
  };
  if (isOldWorkbook(input))
    return unreadable(
      input.file,
      'The file is a workbook of Excel 97 to 2003 (.xls), which is not read here.',
      'Open it, save it as "Excel workbook (.xlsx)" or as "CSV UTF-8", and put that into exports/ instead.',
    );
  return unreadable(
    input.file,
    `The file is ${kinds[kind]}, and its entry (${name}) does not say how to read that.`,
    kind === 'xml'
      ? 'Say in sources.yaml where its records stand: records: issues.issue[] (rss.channel.item[] for a feed); "sla load --explain FILE" looks for them. Or export it as CSV or .xlsx.'
      : 'Exports are .csv, .json, .ndjson, .xml (each also .gz or in a .zip), .parquet or .xlsx. Save another spreadsheet as .xlsx or "CSV UTF-8", move other files out of exports/, or name their format in sources.yaml.',
  );
}

/** Whether the bytes begin the container in which Excel 97 to 2003 wrote its workbooks. */
function isOldWorkbook({ path }: Input): boolean {
  return rawHead(path).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
}
