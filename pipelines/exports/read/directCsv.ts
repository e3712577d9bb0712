/**
 * A large plain CSV, read by DuckDB where it stands: many times faster than record by record.
 *
 * Another way to the same records. It declines whatever readCsvRecords would have to say something about (other encodings,
 * blank lines, rows of another width, stray quotes), and a test holds the two together.
 */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { quote, readCsv, type Warehouse } from '../../warehouse/Warehouse.ts';
import { type CsvOptions, fold, peekCsv } from './csvRecords.ts';
import { type Input, isGzip, rawHead } from './openBytes.ts';
import type { FieldRequest } from './RecordFile.ts';

export interface DirectRecords {
  /** A select of `_row` and f0, f1, ... from the temporary table `direct_rows`. */
  sql: string;
  header: string[];
  present: Set<string>;
  count: number;
}

/** @returns null when the file is not that plain; nothing is left behind then but the temporary table. */
export async function readDirectCsv(
  warehouse: Warehouse,
  input: Input,
  requests: FieldRequest[],
  options: CsvOptions,
): Promise<DirectRecords | null> {
  const isUsual = ['auto', 'utf-8', undefined].includes(options.encoding) && (options.headerRow ?? 1) === 1;
  if (!isUsual || isGzip(rawHead(input.path))) return null;
  const { header, delimiter } = peekCsv(input, options, 1);
  const places = placesOf(header, requests);
  if (places === null || header[0]?.startsWith('sep=')) return null;
  const look = await lookAtText(input.path, delimiter);
  if (look === 'odd') return null;
  if (!(await readRows(warehouse, input, header.length, delimiter))) return null;
  const fields = places.map((place, index) =>
    place === null
      ? `null::varchar as f${index}`
      : `nullif(${look === 'spaced' ? `trim(c${place})` : `c${place}`}, '') as f${index}`,
  );
  // Rows are numbered as they were inserted, from wherever the numbering of the table begins.
  const { n, first, isWhole } = await warehouse.row<{ n: number; first: string; isWhole: boolean }>(
    `select count(*) as n, min(rowid)::varchar as first, count(*) = max(rowid) - min(rowid) + 1 as "isWhole" from direct_rows`,
  );
  if (!isWhole) return null;
  return {
    sql: `(select ${[`rowid - ${first} + 2 as _row`, ...fields].join(', ')} from direct_rows)`,
    header,
    present: new Set(requests.filter((_, index) => places[index] !== null).map(({ key }) => key)),
    count: n,
  };
}

/** The column of each request; null for none, and null for all when a name stands twice or two columns could answer. */
function placesOf(header: string[], requests: FieldRequest[]): (number | null)[] | null {
  const folded = header.map(fold);
  if (new Set(folded).size < folded.length) return null;
  const places = requests.map(({ names }) => {
    const wanted = new Set(names.map(fold));
    return folded.flatMap((name, index) => (wanted.has(name) ? [index] : []));
  });
  return places.some((found) => found.length > 1) ? null : places.map(([place]) => place ?? null);
}

/**
 * `odd`: no UTF-8, or with zero bytes, carriage returns, blank lines (which would move the row numbers), or spaces between
 * a quote and the delimiter (which DuckDB would take away). `spaced`: cells may begin or end with spaces. Else `plain`.
 */
async function lookAtText(path: string, delimiter: string): Promise<'odd' | 'spaced' | 'plain'> {
  const ends = [delimiter, '\n', ' '];
  const odd = ['\0', '\r', '\n\n', ...ends.flatMap((end) => [`${end} "`, `" ${end}`])];
  const spaced = [delimiter, '\n', '"'].flatMap((end) => [`${end} `, ` ${end}`]);
  let isSpaced = false;
  const isOdd = (bytes: Buffer): boolean => {
    isSpaced ||= spaced.some((text) => bytes.includes(text));
    return !isUtf8(bytes) || odd.some((text) => bytes.includes(text));
  };
  let rest: Buffer = Buffer.from('\n');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    // The line end stays in both parts, so that a blank line between them is seen.
    const end = bytes.lastIndexOf(0x0a);
    if (isOdd(bytes.subarray(0, end + 1))) return 'odd';
    rest = bytes.subarray(end);
    if (rest.length > longestLine) return 'odd';
  }
  const hasTail = rest.length > 1;
  if (hasTail && isOdd(Buffer.concat([rest, Buffer.from('\n')]))) return 'odd';
  return isSpaced ? 'spaced' : 'plain';
}

/** Longer lines than DuckDB takes. */
const longestLine = 2_000_000;

/** @returns whether every row could be split into as many cells as the header has. */
async function readRows(warehouse: Warehouse, input: Input, width: number, delimiter: string): Promise<boolean> {
  const columns = Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const tables = `rejects_table = 'direct_rejects', rejects_scan = 'direct_scans', rejects_limit = 1`;
  await warehouse.run('drop table if exists direct_rejects; drop table if exists direct_scans');
  try {
    await warehouse.run(
      `create or replace temp table direct_rows as select * from ${readCsv(
        input.path,
        `auto_detect = false, header = true, delim = ${quote(delimiter)}, quote = '"', escape = '"', new_line = '\\n', columns = {${columns}}, strict_mode = true, null_padding = false,
      buffer_size = 16000000, store_rejects = true, ${tables}`,
      )}`,
    );
  } catch {
    return false; // The other way says what is wrong, and where.
  }
  const { n } = await warehouse.row<{ n: number }>('select count(*) as n from direct_rejects');
  return n === 0;
}
