/** Cuts CSV bytes into records, forgiving what programs really write: mixed line ends, quotes left open, a torn last line. */
import { limits, megabytes } from './limits.ts';
import { unreadable } from './unreadable.ts';

const [quoteMark, lf, cr] = [0x22, 0x0a, 0x0d];

/** How the bytes of a field stand in the record: as they are, between quotes (doubled ones inside), or with a stray quote. */
export const plain = 0;
export const quoted = 1;
const stray = 2;

/** Fields of one record as positions in `bytes`; only the first `count` entries hold. */
export interface CsvRecord {
  row: number;
  bytes: Uint8Array;
  count: number;
  from: Int32Array;
  until: Int32Array;
  kind: Uint8Array;
  /** The record ended with the file, not with a line end. */
  isTorn: boolean;
  /** A quote was never closed: only the record's first line is here. */
  isUnclosed: boolean;
}

export class CsvScanner {
  private readonly delimiter: number;
  private readonly file: string;
  private readonly onRecord: (record: CsvRecord) => void;
  private rest: Buffer = Buffer.alloc(0);
  private row = 0;
  private unclosed = 0;
  private readonly from = new Int32Array(limits.columns + 1);
  private readonly until = new Int32Array(limits.columns + 1);
  private readonly kind = new Uint8Array(limits.columns + 1);

  constructor(delimiter: string, file: string, onRecord: (record: CsvRecord) => void) {
    this.delimiter = delimiter.charCodeAt(0);
    this.file = file;
    this.onRecord = onRecord;
  }

  push(chunk: Buffer): void {
    this.rest = this.scan(this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk, false);
    if (this.rest.length > limits.fieldBytes) {
      throw unreadable(
        `${this.file}, row ${this.row + 1}`,
        `The row is longer than ${megabytes(limits.fieldBytes)}: a field that large is refused.`,
        'Look for a quote that is never closed in this row, or leave the long column out of the export.',
      );
    }
  }

  end(): void {
    this.rest = this.scan(this.rest, true);
  }

  private scan(bytes: Buffer, isLast: boolean): Buffer {
    const end = bytes.length;
    let at = 0;
    while (at < end) {
      const next = this.record(bytes, at, isLast, false);
      if (next >= 0) at = next;
      else if (!isLast) break;
      else at = this.record(bytes, at, true, true);
    }
    return Buffer.from(bytes.subarray(at));
  }

  /** Position behind the record that begins at `start`; -1 when its end is not in sight. */
  private record(bytes: Buffer, start: number, isLast: boolean, ignoreQuotes: boolean): number {
    const { delimiter, from, until, kind } = this;
    const end = bytes.length;
    let at = start;
    let count = 0;
    let isTorn = false;
    for (;;) {
      if (count > limits.columns) throw this.tooManyColumns();
      let fieldKind = plain;
      let fieldFrom = at;
      let fieldUntil = -1;
      if (!ignoreQuotes && at < end && bytes[at] === quoteMark) {
        fieldKind = quoted;
        fieldFrom = at + 1;
        let close = fieldFrom;
        for (;;) {
          close = bytes.indexOf(quoteMark, close);
          if (close < 0 || (close + 1 === end && !isLast)) return -1;
          if (bytes[close + 1] !== quoteMark || close + 1 >= end) break;
          close += 2;
        }
        fieldUntil = close;
        at = close + 1;
      }
      let byte = -1;
      for (; at < end; at += 1) {
        byte = bytes[at]!;
        if (byte === delimiter || byte === lf || byte === cr) break;
        if (byte === quoteMark && fieldKind === plain) fieldKind = stray;
        if (fieldUntil >= 0 && byte !== 0x20) {
          // Text behind the closing quote: keep all of it, quotes included.
          fieldKind = stray;
          fieldFrom -= 1;
          fieldUntil = -1;
        }
      }
      if (at >= end && !isLast) return -1;
      from[count] = fieldFrom;
      until[count] = fieldUntil >= 0 ? fieldUntil : at;
      kind[count] = fieldKind;
      count += 1;
      if (at >= end) {
        isTorn = true;
        break;
      }
      at += 1;
      if (byte === delimiter) continue;
      if (byte === cr) {
        if (at >= end && !isLast) return -1;
        if (bytes[at] === lf) at += 1;
      }
      break;
    }
    this.row += 1;
    if (ignoreQuotes) this.unclosed += 1;
    if (this.unclosed > 1000) throw this.tooBroken();
    this.onRecord({ row: this.row, bytes, count, from, until, kind, isTorn, isUnclosed: ignoreQuotes });
    return at;
  }

  private tooManyColumns(): Error {
    return unreadable(
      `${this.file}, row ${this.row + 1}`,
      `The row has more than ${limits.columns} columns.`,
      'Check the delimiter (sources.yaml: delimiter: ";"), or leave columns out of the export.',
    );
  }

  private tooBroken(): Error {
    return unreadable(
      this.file,
      'More than 1000 rows open a quote that is never closed.',
      'Check how the export quotes its fields; export it again.',
    );
  }
}

/** The text of a field. */
export function fieldText({ bytes, from, until, kind }: CsvRecord, index: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from[index]!, until[index]! - from[index]!).toString(
    'utf8',
  );
  return kind[index] === quoted ? text.replaceAll('""', '"') : text;
}
