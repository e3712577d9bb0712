/** Finds the header of a table of cells: below a title, or missing altogether, and rows that have outgrown it. */
import { readFileSync } from 'node:fs';
import { CsvScanner, fieldText } from '../read/csvScanner.ts';
import type { Encoding, Input } from '../read/openBytes.ts';
import { looksLikeDate } from './explainDates.ts';
import type { LookTable } from './LookTable.ts';
import { stateOf } from './stateWords.ts';

/** The rows of a CSV as cells, with the tables that they may be. */
export function lookAtRows(input: Input, encoding: Encoding): { delimiter: string; tables: LookTable[] } {
  const bytes = Buffer.from(
    new TextDecoder(labels[encoding] ?? encoding).decode(readFileSync(input.path)).replace(/^\uFEFF/, ''),
  );
  const firstLines = bytes.toString('utf8', 0, 1 << 16).split(/\r\n|\n|\r/);
  const said = /^sep=(.)$/.exec(firstLines[0] ?? '')?.[1];
  const delimiter = said ?? frequentDelimiter(firstLines.slice(0, 30));
  const cells: string[][] = [];
  const isQuoted = bytes.includes(0x22);
  const scanner = new CsvScanner(delimiter, input.file, (record) => {
    cells[record.row - 1] = Array.from({ length: record.count }, (_, index) => fieldText(record, index).trim());
  });
  scanner.push(bytes);
  scanner.end();
  const rows = Array.from(cells, (row) => row ?? []);
  if (said) rows[0] = [];
  const table = tableOfCells('', {}, rows);
  const guessed = frequentDelimiter([firstLines[Number(table.keys['header_row'] ?? (said ? 2 : 1)) - 1] ?? '']);
  if (!said && guessed !== delimiter) table.keys = { delimiter, ...table.keys };
  if (said) delete table.keys['header_row'];
  // A pattern can step over quotes, not over what they protect.
  const isProtecting =
    isQuoted && rows.some((row) => row.some((cell) => cell.includes(delimiter) || /["\r\n]/.test(cell)));
  return { delimiter, tables: [isProtecting ? table : asLines(table, rows, delimiter, isQuoted)] };
}

const labels: Record<string, string> = { cp932: 'shift_jis' };

/** The delimiter that cuts most lines into the same number of cells; a comma wins a tie. */
function frequentDelimiter(lines: readonly string[]): string {
  const score = (delimiter: string): number => {
    const counts = lines
      .filter((line) => line !== '')
      .map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length);
    const [common = 1, times = 0] = mode(counts.filter((count) => count > 1));
    return common > 1 ? times * 100 + common : 0;
  };
  return [',', ';', '\t', '|'].reduce((best, other) => (score(other) > score(best) ? other : best));
}

/** A table of cells: which row is its header, and what is odd. Rows without any cell are left out, as a load does. */
export function tableOfCells(name: string, keys: Record<string, unknown>, cells: readonly string[][]): LookTable {
  const filled = cells.map((row) => row.filter((cell) => cell !== '').length);
  const [width = 1] = mode(cells.filter((_, index) => filled[index]! > 0).map((row) => row.length));
  const place = headerPlace(cells, filled, width);
  const header = cells[place] ?? [];
  const rows = cells.slice(place + 1).filter((_, index) => filled[place + 1 + index]! > 0);
  const remarks: string[] = [];
  const longer = rows.filter((row) => row.slice(header.length).some((cell) => cell !== ''));
  if (longer.length > 0)
    remarks.push(
      `${longer.length} of ${rows.length} rows have more cells (${Math.max(...longer.map((row) => row.length))}) than the header (${header.length})`,
    );
  if (isData(header)) {
    remarks.push('the first row is data: there is no header');
    return {
      name,
      keys,
      header: header.map((_, index) => `column ${index + 1}`),
      rows: [header, ...rows],
      remarks,
      isOutOfReach: true,
    };
  }
  if (place > 0) remarks.push(`the header stands in row ${place + 1}, below other text`);
  return { name, keys: place > 0 ? { ...keys, header_row: place + 1 } : keys, header, rows, remarks };
}

/** The first row as wide as most, all of whose cells are filled with words; else the first row that is filled. */
function headerPlace(cells: readonly string[][], filled: readonly number[], width: number): number {
  const first = filled.findIndex((count) => count > 0);
  const isHeader = (row: readonly string[], index: number): boolean =>
    filled[index]! >= Math.max(2, Math.ceil(width * 0.6)) && !isData(row) && row.length <= width;
  const found = cells.slice(0, 30).findIndex(isHeader);
  // Data rows may hold words alone: a row that is wide enough and stands first is the header whatever it says.
  return found < 0 || filled[first]! >= Math.ceil(width * 0.6) || first < 0 ? Math.max(first, 0) : found;
}

/** A header names things; a row with a date or a number, or with a state beside it, is data. */
function isData(row: readonly string[]): boolean {
  const cells = row.filter((cell) => cell !== '');
  const values = cells.filter((cell) => looksLikeDate(cell) || /^-?\d+([.,]\d+)?$/.test(cell));
  return (
    values.length > 0 &&
    (values.length * 2 > cells.length || cells.some(looksLikeDate) || cells.some((cell) => stateOf(cell) !== null))
  );
}

/** A CSV that a header does not describe is read as lines: a pattern names its cells. */
function asLines(table: LookTable, cells: readonly string[][], delimiter: string, isQuoted: boolean): LookTable {
  const isLonger = table.remarks.some((remark) => remark.includes('than the header'));
  if (!table.isOutOfReach && !isLonger) return table;
  if (table.keys['header_row'] !== undefined || table.rows.length < 2) return table;
  const widths = table.rows.map((row) => row.length);
  const [least, most] = [Math.min(...widths), Math.max(...widths)];
  const named = Array.from({ length: most }, (_, index) =>
    groupName(table.isOutOfReach ? '' : (table.header[index] ?? ''), index),
  );
  if (new Set(named).size < most || least < 2) return table;
  const quote = isQuoted ? '"' : '';
  const cell = delimiter === '\t' ? String.raw`[^${quote}\t]*` : `[^${quote}${delimiter}]*`;
  const separator = delimiter === '\t' ? String.raw`\t` : delimiter === '|' ? String.raw`\|` : delimiter;
  // A header that is there must not match: the first column then begins with a digit.
  const isDigit = !table.isOutOfReach && table.rows.every(([first = '']) => /^\d/.test(first));
  if (!table.isOutOfReach && !isDigit) return table;
  const groups = named.map((group, index) => {
    const inside = `(?<${group}>${index === 0 && isDigit ? String.raw`\d` : ''}${cell})`;
    const text = isQuoted ? `"? *${inside}"?` : inside;
    return index === 0 ? text : index < least ? separator + text : `(?:${separator}${text})?`;
  });
  const rows = table.isOutOfReach ? cells.filter((row) => row.some((text) => text !== '')) : table.rows;
  return {
    name: table.name,
    keys: { lines: `^${groups.join('')}$` },
    header: named,
    rows: rows.map((row) => named.map((_, index) => row[index] ?? '')),
    remarks: [...table.remarks, 'so each line is read by a pattern, whose groups are named here'],
  };
}

function groupName(header: string, index: number): string {
  const name = header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z_]\w*$/.test(name) ? name : `c${index + 1}`;
}

/** The most frequent value and its count; of several, the larger value. */
function mode(values: readonly number[]): [number?, number?] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
}
