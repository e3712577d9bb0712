/**
 * Writes the records of an export as clean UTF-8 CSV: the true row number, then the fields that a mapping asked for.
 *
 * Every reader ends here, whatever it reads, so that DuckDB only ever meets one well-formed kind of file.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { readCsv } from '../../warehouse/Warehouse.ts';

/** A field of the records: a header or JSON path, by any of several names. */
export interface FieldRequest {
  key: string;
  names: string[];
}

/** A record or a part of it that cannot be read; it is set aside, never dropped in silence. */
export interface Reject {
  row: number;
  column: string | null;
  value: string;
  reason: string;
}

export class RecordFile {
  readonly path: string;
  readonly rejects: Reject[] = [];
  readonly notices: string[] = [];
  /** Keys of the fields that the export has. */
  readonly present = new Set<string>();
  /** Names of the columns that the export has, as they stand in it. */
  header: string[] = [];
  rows = 0;
  /** What a row limit of the system counts, where that is not these records: incidents, of which each component is one. */
  counted: number | null = null;
  longestLine = 0;
  private readonly handle: number;
  private readonly buffer = Buffer.allocUnsafe(1 << 22);
  private used = 0;
  private lineStart = 0;
  private flushed = 0;

  constructor(path: string) {
    this.path = path;
    this.handle = openSync(path, 'w', 0o600);
  }

  /** One record of texts, trimmed here once for all; null and empty text are the same. */
  write(row: number, fields: readonly (string | null | undefined)[]): void {
    let line = String(row);
    for (const field of fields) {
      const text = field?.trim();
      line += text ? `,${needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text}` : ',';
    }
    this.append(Buffer.from(`${line}\n`));
    this.endLine();
  }

  /** Begins a record whose fields come as bytes. */
  beginLine(row: number): void {
    if (this.used + 20 > this.buffer.length) this.flush();
    let digits = 1;
    for (let rest = row; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
    for (let at = this.used + digits - 1, rest = row; at >= this.used; at -= 1) {
      this.buffer[at] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.used += digits;
  }

  /** The next field, verbatim but for spaces around it: either without quotes, commas and line ends, or `quoted` with its quotes doubled already. */
  appendField(source: Uint8Array, start: number, end: number, quoted: boolean): void {
    let [from, until] = [start, end];
    while (from < until && source[from] === 0x20) from += 1;
    while (until > from && source[until - 1] === 0x20) until -= 1;
    const length = until - from;
    if (this.used + length + 4 > this.buffer.length) this.flush();
    if (length + 4 > this.buffer.length) {
      this.append(
        Buffer.concat([Buffer.from(quoted ? ',"' : ','), source.subarray(from, until), Buffer.from(quoted ? '"' : '')]),
      );
      return;
    }
    const { buffer } = this;
    buffer[this.used++] = 0x2c;
    if (quoted) buffer[this.used++] = 0x22;
    if (length < 48) for (let index = from; index < until; index += 1) buffer[this.used++] = source[index]!;
    else {
      buffer.set(source.subarray(from, until), this.used);
      this.used += length;
    }
    if (quoted) buffer[this.used++] = 0x22;
  }

  /** Ends the record that {@link beginLine} began. */
  finishLine(): void {
    if (this.used === this.buffer.length) this.flush();
    this.buffer[this.used++] = 0x0a;
    this.endLine();
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }

  /** The records as a DuckDB table function: `_row`, then f0, f1, ... as trimmed text, null where empty. */
  relation(fieldCount: number): string {
    const fields = Array.from({ length: fieldCount }, (_, index) => `'f${index}': 'VARCHAR'`);
    const line = Math.max(2_097_152, this.longestLine + 16);
    return readCsv(
      this.path,
      `auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
      max_line_size = ${line}, buffer_size = ${Math.max(16_000_000, line * 2)}, columns = {${["'_row': 'BIGINT'", ...fields].join(', ')}}`,
    );
  }

  private append(bytes: Uint8Array): void {
    if (this.used + bytes.length > this.buffer.length) this.flush();
    if (bytes.length > this.buffer.length) {
      writeSync(this.handle, bytes);
      this.flushed += bytes.length;
      return;
    }
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  private endLine(): void {
    this.rows += 1;
    const at = this.flushed + this.used;
    if (at - this.lineStart > this.longestLine) this.longestLine = at - this.lineStart;
    this.lineStart = at;
  }

  private flush(): void {
    writeSync(this.handle, this.buffer, 0, this.used);
    this.flushed += this.used;
    this.used = 0;
  }
}

const needsQuotes = /[",\r\n]/;
