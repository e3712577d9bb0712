/** Writes tables as one Excel workbook, a sheet each: the same tables give the same bytes. */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

/** A number with the format in which a spreadsheet shows it. */
export interface SheetNumber {
  value: number;
  format: string;
}
export type SheetValue = string | number | boolean | null | SheetNumber;

export interface WorkbookTable {
  /** Name of the table in formulas; null: its sheet's own is enough. */
  id?: string;
  /** Name of the sheet; what Excel refuses in it is replaced, and 31 characters are kept. */
  name: string;
  columns: string[];
  /** Texts stay texts: nothing typed by a stranger becomes a formula. Null is an empty cell. */
  rows: SheetValue[][];
}

const widest = 60;

/** Rows that a sheet takes: Excel holds a million, but opens far fewer with ease. A longer table says where it is instead. */
const mostRows = 100_000;

/** Bytes of an .xlsx file: heads that stay and filter; numbers are numbers, everything else is text. */
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
  return withoutClock(bytes, (parts) => addTables(parts, tables.map(shortened), names));
}

/** Makes each sheet a table that filters, and names those that have an id. The writer has no words for either. */
function addTables(parts: Record<string, Uint8Array>, tables: WorkbookTable[], names: string[]): void {
  const defined: string[] = [];
  for (const [index, { id, columns, rows }] of tables.entries()) {
    const cells = `A1:${columnLetters(columns.length)}${rows.length + 1}`;
    edit(parts, `xl/worksheets/sheet${index + 1}.xml`, '</sheetData>', (end) => `${end}<autoFilter ref="${cells}"/>`);
    const range = `'${escaped(names[index]!)}'!${cells.replaceAll(/[A-Z]+|\d+/g, '$$$&')}`;
    defined.push(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${range}</definedName>`,
      ...(id === undefined ? [] : [`<definedName name="${id}">${range}</definedName>`]),
    );
  }
  edit(parts, 'xl/workbook.xml', '</sheets>', (end) => `${end}<definedNames>${defined.join('')}</definedNames>`);
}

function edit(parts: Record<string, Uint8Array>, name: string, at: string, change: (at: string) => string): void {
  const text = new TextDecoder().decode(parts[name]);
  if (!text.includes(at)) throw new Error(`The workbook has no ${at} in ${name}.`);
  parts[name] = new TextEncoder().encode(text.replace(at, change));
}

function columnLetters(count: number): string {
  const first = Math.floor((count - 1) / 26);
  return (first > 0 ? String.fromCharCode(64 + first) : '') + String.fromCharCode(65 + ((count - 1) % 26));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function shortened(table: WorkbookTable): WorkbookTable {
  if (table.rows.length <= mostRows) return table;
  return {
    ...table,
    columns: ['note'],
    rows: [[`${table.rows.length} rows are too many for a sheet: see ${table.name}.parquet`]],
  };
}

function cellOf(value: SheetValue) {
  if (value === null || value === '') return null;
  if (typeof value === 'object') return { ...value, type: Number };
  if (typeof value === 'number') return { value, type: Number };
  return typeof value === 'boolean' ? { value, type: Boolean } : { value: printable(value), type: String };
}

/** XML 1.0 has no control characters, and Excel no cell longer than 32,767 characters. */
export function printable(text: string): string {
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
    .reduce((width, row) => Math.max(width, textWidth(shownText(row[place] ?? ''))), textWidth(name));
  return Math.min(widest, longest + 2);
}

/** Roughly as wide as the cell will look. */
function shownText(value: SheetValue): string {
  return value !== null && typeof value === 'object' ? '0'.repeat(value.format.length) : String(value);
}

function textWidth(text: string): number {
  return [...text].reduce((width, char) => width + (char.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
}

/** The writer stamps its entries and properties with the time of day: pack them again with a fixed one. */
function withoutClock(bytes: Uint8Array, change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const fixed: Zippable = {};
  const parts = unzipSync(bytes);
  change(parts);
  for (const [name, content] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isProperties = name.startsWith('docProps/');
    const text = isProperties
      ? new TextDecoder().decode(content).replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '1980-01-01T00:00:00Z')
      : null;
    fixed[name] = [text === null ? content : new TextEncoder().encode(text), { mtime: new Date(1980, 0, 1) }];
  }
  return zipSync(fixed, { level: 6 });
}
