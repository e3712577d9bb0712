/** Reads a CSV export, whatever its delimiter, into records with their true row numbers (those that Excel shows). */
import { type CsvRecord, CsvScanner, fieldText, plain, quoted } from './csvScanner.ts';
import { type Encoding, headText, type Input, openBytes } from './openBytes.ts';
import type { FieldRequest, RecordFile } from './RecordFile.ts';
import { unreadable } from './unreadable.ts';

export interface CsvOptions {
  encoding?: Encoding;
  /** A single character, or `auto`. */
  delimiter?: string;
  headerRow?: number;
  duplicateHeaders?: 'first' | 'last' | 'join' | 'error';
}

/**
 * @param request the fields to keep; all others are read over.
 * @throws SlaError when the file is empty, no text, in another encoding, or repeats a column that is asked for.
 */
export async function readCsvRecords(
  input: Input,
  request: FieldRequest[],
  options: CsvOptions,
  sink: RecordFile,
): Promise<void> {
  const { chunks, notice } = await openBytes(input, options.encoding);
  if (notice) sink.notices.push(notice);
  let fields: Field[] | null = null;
  let width = 0;
  let mayHoldZeros = false;
  const { delimiter, headerRow } = layoutOf(input, options);
  const onRecord = (record: CsvRecord): void => {
    if (record.row < headerRow) return;
    const holdsZero = mayHoldZeros && bytesOf(record).includes(0);
    if (fields === null) {
      if (holdsZero) throw noText(input.file);
      sink.header = headerOf(record);
      width = sink.header.length;
      fields = chooseFields(sink.header, request, options.duplicateHeaders ?? 'error', input.file, sink.present);
      return;
    }
    keepRecord(
      record,
      holdsZero ? 'holds a zero byte: the file is damaged here' : faultOf(record, width),
      fields,
      delimiter === ',',
      sink,
    );
  };
  const scanner = new CsvScanner(delimiter, input.file, onRecord);
  for await (const chunk of chunks) {
    mayHoldZeros ||= chunk.includes(0);
    scanner.push(chunk);
  }
  scanner.end();
  if (fields === null)
    throw unreadable(
      input.file,
      'The file is empty.',
      'Export it again; an export without rows still has its header line.',
    );
}

/** The header of a CSV, and its first records, from the first bytes alone. */
export function peekCsv(
  input: Input,
  options: CsvOptions,
  records = 200,
): { header: string[]; rows: string[][]; delimiter: string } {
  const { delimiter, headerRow } = layoutOf(input, options);
  const rows: string[][] = [];
  const scanner = new CsvScanner(delimiter, input.file, (record) => {
    if (record.row >= headerRow && rows.length <= records) rows.push(headerOf(record));
  });
  scanner.push(Buffer.from(headText(input, options.encoding)));
  if (rows.length === 0) scanner.end();
  if (rows[0]?.some((name) => name.includes('\0'))) throw noText(input.file);
  return { header: rows[0] ?? [], rows: rows.slice(1), delimiter };
}

/** Fields of a record as trimmed texts. */
function headerOf(record: CsvRecord): string[] {
  return Array.from({ length: record.count }, (_, index) => fieldText(record, index).trim());
}

/** `auto` counts the delimiters of the header; a comma wins a tie. Excel's first line `sep=;` is taken at its word. */
function layoutOf(input: Input, options: CsvOptions): { delimiter: string; headerRow: number } {
  const lines = headText(input, options.encoding).split(/\r\n|\n|\r/);
  const said = /^sep=(.)$/.exec(lines[0] ?? '')?.[1];
  const headerRow = options.headerRow ?? (said ? 2 : 1);
  const delimiter = options.delimiter ?? 'auto';
  if (delimiter !== 'auto' || said) return { delimiter: said ?? delimiter, headerRow };
  const unquoted = (lines[headerRow - 1] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((candidate) => ({ candidate, count: unquoted.split(candidate).length - 1 }));
  return { delimiter: counts.reduce((best, other) => (other.count > best.count ? other : best)).candidate, headerRow };
}

/** Where a field stands: the first of these columns that is filled counts, or all of them joined. */
interface Field {
  places: number[];
  isJoined: boolean;
}

function chooseFields(
  header: string[],
  request: FieldRequest[],
  policy: NonNullable<CsvOptions['duplicateHeaders']>,
  file: string,
  present: Set<string>,
): Field[] {
  const folded = header.map(fold);
  return request.map(({ key, names }) => {
    const found = [...new Set(names.map(fold))].filter((name) => folded.includes(name));
    if (found.length > 0) present.add(key);
    const places = found.map((name) => folded.flatMap((other, index) => (other === name ? [index] : [])));
    const repeated = places.find((columns) => columns.length > 1);
    if (repeated && policy === 'error') {
      throw unreadable(
        file,
        `The column "${header[repeated[0]!]}" stands ${repeated.length} times in the header (columns ${repeated.map((place) => place + 1).join(', ')}).`,
        'Remove the others, or say in sources.yaml which one counts: duplicate_headers: first (last, join)',
      );
    }
    if (policy === 'join') return { places: places[0] ?? [], isJoined: true };
    return { places: places.map((columns) => (policy === 'last' ? columns.at(-1)! : columns[0]!)), isJoined: false };
  });
}

/** Header names are compared without case, width (ｉｄ, id) and surrounding space. */
export function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

function keepRecord(
  record: CsvRecord,
  fault: string | null,
  fields: Field[],
  isComma: boolean,
  sink: RecordFile,
): void {
  if (record.count === 1 && record.until[0] === record.from[0]) return;
  if (fault) {
    sink.rejects.push({ row: record.row, column: null, value: lineText(record), reason: fault });
    return;
  }
  sink.beginLine(record.row);
  for (const { places, isJoined } of fields) {
    const place =
      places.length < 2 ? places[0] : (places.find((at) => record.until[at] !== record.from[at]) ?? places[0]);
    if (place === undefined) sink.appendField(record.bytes, 0, 0, false);
    else if ((isJoined && places.length > 1) || (record.kind[place] !== plain && record.kind[place] !== quoted)) {
      appendText(record, isJoined ? places : [place], sink);
    } else {
      const isQuoted = record.kind[place] === quoted || !isComma;
      sink.appendField(record.bytes, record.from[place]!, record.until[place]!, isQuoted);
    }
  }
  sink.finishLine();
}

function appendText(record: CsvRecord, places: number[], sink: RecordFile): void {
  const texts = places.map((place) => fieldText(record, place)).filter((text) => text !== '');
  const bytes = Buffer.from(texts.join('; ').replaceAll('"', '""'));
  sink.appendField(bytes, 0, bytes.length, true);
}

/** Why a record is set aside. Surplus fields are forgiven where they are all empty (a delimiter at the end of the line). */
function faultOf(record: CsvRecord, width: number): string | null {
  if (record.isUnclosed) return 'a quote is never closed';
  if (record.count < width) {
    const torn = record.isTorn ? ': the file ends in the middle of this row' : '';
    return `${record.count} columns instead of ${width}${torn}`;
  }
  for (let index = width; index < record.count; index += 1) {
    if (record.until[index] !== record.from[index]) return `${record.count} columns instead of ${width}`;
  }
  return null;
}

function lineText(record: CsvRecord): string {
  return Buffer.from(bytesOf(record).subarray(0, 600)).toString('utf8').slice(0, 200);
}

function bytesOf({ bytes, from, until, count }: CsvRecord): Uint8Array {
  return bytes.subarray(from[0]!, until[count - 1]!);
}

function noText(file: string): Error {
  return unreadable(
    file,
    'The file is no CSV: it holds zero bytes.',
    'If it is a spreadsheet, save it as "CSV UTF-8" or as .xlsx; if it is UTF-16 text, say so in sources.yaml: encoding: utf-16le',
  );
}
