/** Lays the rows of a table out: lines, heights, and where a row too high for a page is cut. */

import { colour, type } from '../theme.ts';
import type { Cell, Column, RichCell, Row } from './cells.ts';
import type { ReportDocument, TextStyle } from './document.ts';
import { statusText, toneColour } from './status.ts';
import { wrapText } from './text.ts';

/** Columns with their widths and left edges, and the header row that each page begins with. */
export interface Grid {
  columns: readonly Column[];
  widths: readonly number[];
  lefts: readonly number[];
  head: LaidOutRow;
  style: RowStyle;
}

export interface Line extends TextStyle {
  text: string;
}

export interface LaidOutCell {
  cell: RichCell;
  lines: Line[];
}

export interface LaidOutRow {
  kind: 'head' | 'row' | 'group' | 'total';
  cells: LaidOutCell[];
  height: number;
  destination?: string;
}

export interface RowStyle {
  /** Type sizes in points: of a cell, and of its second line. */
  size: number;
  subSize: number;
  /** Distance between the baselines of a cell. */
  leading: number;
  /** Points between a cell's edge and its text. */
  pad: { x: number; y: number };
}

export const rowStyles = {
  normal: { ...type.table, subSize: type.small.size, pad: { x: 4.5, y: 2.9 } },
  compact: { ...type.compact, subSize: type.compact.size, pad: { x: 3.5, y: 1.7 } },
} as const satisfies Record<string, RowStyle>;

/** Lays out header and rows for columns of given widths, the first at `left`. */
export function layoutTable(
  doc: ReportDocument,
  columns: readonly Column[],
  widths: readonly number[],
  rows: readonly Row[],
  style: RowStyle,
): { grid: Grid; rows: LaidOutRow[] } {
  const head = layoutRow(doc, widths, headRow(columns), style);
  return {
    grid: { columns, widths, lefts: lefts(doc.left, widths), head, style },
    rows: rows.map((row) => layoutRow(doc, widths, row, style)),
  };
}

/** A row that is higher than a page continues on the next, cut between lines; all others are one piece. */
export function splitRow({ pad, leading }: RowStyle, row: LaidOutRow, first: number, rest: number): LaidOutRow[] {
  const pieces: LaidOutRow[] = [];
  let room = first;
  let from = 0;
  const longest = Math.max(...row.cells.map(({ lines }) => lines.length), 1);
  while (from < longest) {
    const take = Math.max(1, Math.floor((room - 2 * pad.y + 0.01) / leading));
    const cells = row.cells.map(({ cell, lines }) => ({ cell, lines: lines.slice(from, from + take) }));
    const height = Math.max(...cells.map(({ lines }) => lines.length), 1) * leading + 2 * pad.y;
    pieces.push({ kind: row.kind, cells, height });
    from += take;
    room = rest;
  }
  return pieces;
}

/** Height of the lines of a cell, without padding. */
export function heightOf(lines: readonly Line[], { leading }: RowStyle): number {
  return lines.length * leading;
}

function headRow(columns: readonly Column[]): { cells: Cell[]; kind: 'head' } {
  return { kind: 'head', cells: columns.map(({ head }) => ({ text: head, weight: 'bold', color: colour.brandDeep })) };
}

function lefts(from: number, widths: readonly number[]): number[] {
  let left = from;
  return widths.map((width) => {
    left += width;
    return left - width;
  });
}

function layoutRow(
  doc: ReportDocument,
  widths: readonly number[],
  row: Omit<Row, 'kind'> & { kind?: LaidOutRow['kind'] },
  style: RowStyle,
): LaidOutRow {
  const kind = row.kind ?? 'row';
  const cells = row.cells.map((cell, index) => {
    const width = kind === 'group' ? doc.width : (widths[index] ?? 0);
    return layoutCell(doc, normalise(cell, kind), width - 2 * style.pad.x, style);
  });
  const height = Math.max(...cells.map(({ lines }) => lines.length), 1) * style.leading + 2 * style.pad.y;
  return { kind, cells, height, ...(row.destination ? { destination: row.destination } : {}) };
}

function normalise(cell: Cell, kind: LaidOutRow['kind']): RichCell {
  const rich = typeof cell === 'string' ? { text: cell } : cell;
  return kind === 'group' || kind === 'total' ? { weight: 'bold', ...rich } : rich;
}

function layoutCell(doc: ReportDocument, cell: RichCell, width: number, { size, subSize }: RowStyle): LaidOutCell {
  const tone = cell.tone;
  const weight = cell.weight ?? (tone && tone !== 'none' ? 'bold' : 'regular');
  const color = cell.color ?? (tone ? toneColour[tone] : cell.link ? colour.brand : colour.body);
  const text = tone ? statusText(tone, cell.text) : cell.text;
  const lines: Line[] = wrapText(doc.fonts, text, weight, size, width).map((line) => ({
    text: line,
    size,
    weight,
    color,
  }));
  if (cell.sub) {
    for (const line of wrapText(doc.fonts, cell.sub, 'regular', subSize, width)) {
      lines.push({ text: line, size: subSize, color: colour.muted });
    }
  }
  return { cell, lines };
}
