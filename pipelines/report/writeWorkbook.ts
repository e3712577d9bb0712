/** Writes tables as one Excel workbook, a sheet each: the same tables give the same bytes. */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

export interface WorkbookTable {
  /** Name of the sheet; what Excel refuses in it is replaced, and 31 characters are kept. */
  name: string;
  columns: string[];
  /** Texts stay texts: nothing typed by a stranger becomes a formula. Null is an empty cell. */
  rows: (string | number | boolean | null)[][];
}

const widest = 60;

/** Rows that a sheet takes: Excel holds a million, but opens far fewer with ease. A longer table says where it is instead. */
const mostRows = 100_000;

/** Bytes of an .xlsx file. Numbers are numbers, everything else is text. */
export async function writeWorkbook(tables: WorkbookTable[]): Promise<Uint8Array> {
  const names = sheetNames(tables);
  const sheets = tables.map(shortened).map(({ columns, rows }, index) => ({
    sheet: names[index]!,
    stickyRowsCount: 1,
    columns: columns.map((name, place) => ({ width: widthOf(name, rows, place) })),
    data: [
      columns.map((name) => ({ value: name, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ],
  }));
  const bytes = await writeXlsxFile(sheets).toBuffer();
  return withoutClock(bytes);
}

function shortened(table: WorkbookTable): WorkbookTable {
  if (table.rows.length <= mostRows) return table;
  return {
    ...table,
    columns: ['note'],
    rows: [[`${table.rows.length} rows are too many for a sheet: see ${table.name}.parquet`]],
  };
}

function cellOf(value: string | number | boolean | null) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  return typeof value === 'boolean' ? { value, type: Boolean } : { value: printable(value), type: String };
}

/** XML 1.0 has no control characters, and Excel no cell longer than 32,767 characters. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').slice(0, 32_767);
}

function sheetNames(tables: WorkbookTable[]): string[] {
  const taken = new Set<string>();
  return tables.map(({ name }) => {
    const plain =
      name
        .replaceAll(/[\\/?*[\]:']/g, ' ')
        .trim()
        .slice(0, 31) || 'Sheet';
    let free = plain;
    for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${plain.slice(0, 28)} ${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** Wide characters take two columns. */
function widthOf(name: string, rows: WorkbookTable['rows'], place: number): number {
  const longest = rows
    .slice(0, 1000)
    .reduce((width, row) => Math.max(width, textWidth(String(row[place] ?? ''))), textWidth(name));
  return Math.min(widest, longest + 2);
}

function textWidth(text: string): number {
  return [...text].reduce((width, char) => width + (char.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
}

/** The writer stamps its entries and properties with the time of day: pack them again with a fixed one. */
function withoutClock(bytes: Uint8Array): Uint8Array {
  const fixed: Zippable = {};
  for (const [name, content] of Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isProperties = name.startsWith('docProps/');
    const text = isProperties
      ? new TextDecoder().decode(content).replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '1980-01-01T00:00:00Z')
      : null;
    fixed[name] = [text === null ? content : new TextEncoder().encode(text), { mtime: new Date(1980, 0, 1) }];
  }
  return zipSync(fixed, { level: 6 });
}
