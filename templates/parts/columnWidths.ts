/** How wide the columns of a table are. */

import type { Cell, Column, RichCell, Row } from './cells.ts';
import { cleanText } from './cleanText.ts';
import type { ReportDocument } from './document.ts';
import { statusText } from './status.ts';
import type { RowStyle } from './tableLayout.ts';
import { breakOffsets } from './text.ts';

/**
 * Widths in points that fill the text block exactly. Fixed columns get what they ask for, `fit` columns the width of
 * their widest cell, growing columns share the rest. When the fitting ones leave too little, they give way, down to
 * their longest word, and a narrow one not at all; only when even that is too much are words cut.
 */
export function columnWidths(
  doc: ReportDocument,
  columns: readonly Column[],
  rows: readonly Row[],
  style: RowStyle,
): number[] {
  const wanted = columns.map((column, index) => columnWidth(doc, column, index, rows, cellWidth, style));
  const shares = columns.map(({ width }) => (typeof width === 'object' ? width.grow : 0));
  const room = doc.width - shares.filter((share) => share > 0).length * smallestGrowing;
  const fixed = sum(wanted) <= room ? wanted : squeeze(doc, columns, rows, wanted, room, style);
  const free = doc.width - sum(fixed);
  const growing = sum(shares);
  return fixed.map((width, index) => {
    const share = growing > 0 ? (shares[index] ?? 0) / growing : width / sum(fixed);
    return width + free * share;
  });
}

/** Points that a growing column keeps at least. */
const smallestGrowing = 72;

/** Cells and heads narrower than this are never broken: 定期 would be cut in two, 10/5 19:00 is one reading. */
const unbroken = { cell: 50, head: 26 };

type Measure = (doc: ReportDocument, cell: RichCell, style: RowStyle, unbroken: number) => number;

/** Takes what is too much from the columns in proportion to what each can spare. */
function squeeze(
  doc: ReportDocument,
  columns: readonly Column[],
  rows: readonly Row[],
  wanted: readonly number[],
  room: number,
  style: RowStyle,
): number[] {
  const least = columns.map((column, index) => columnWidth(doc, column, index, rows, longestWord, style));
  const spare = sum(wanted) - sum(least);
  const excess = sum(wanted) - room;
  if (excess >= spare) return least.map((width) => (width * room) / sum(least));
  return wanted.map((width, index) => width - ((width - (least[index] ?? 0)) * excess) / spare);
}

function columnWidth(
  doc: ReportDocument,
  { head, width }: Column,
  index: number,
  rows: readonly Row[],
  measure: Measure,
  style: RowStyle,
): number {
  if (typeof width === 'number') return width;
  if (typeof width === 'object') return 0;
  let widest = measure(doc, { text: head, weight: 'bold' }, style, unbroken.head);
  for (const row of rows) {
    const cell = row.kind === 'group' ? undefined : row.cells[index];
    if (cell !== undefined)
      widest = Math.max(widest, measure(doc, rich(cell, row.kind === 'total'), style, unbroken.cell));
  }
  return Math.min(widest, doc.width * 0.45) + 2 * style.pad.x + 0.2;
}

function rich(cell: Cell, isTotal: boolean): RichCell {
  const all: RichCell = typeof cell === 'string' ? { text: cell } : cell;
  const isBold = isTotal || (all.tone !== undefined && all.tone !== 'none');
  return { ...(isBold ? { weight: 'bold' } : {}), ...all, text: all.tone ? statusText(all.tone, all.text) : all.text };
}

function cellWidth(doc: ReportDocument, { text, weight = 'regular', sub }: RichCell, style: RowStyle): number {
  const lines = text.split('\n').map((line) => doc.widthOf(line, { size: style.size, weight }));
  return Math.max(...lines, sub ? Math.min(doc.widthOf(sub, { size: style.subSize }), doc.width * 0.25) : 0);
}

/** A state is never parted from its symbol. */
function longestWord(doc: ReportDocument, cell: RichCell, style: RowStyle, unbroken: number): number {
  const whole = cellWidth(doc, cell, style);
  if (cell.tone || whole < unbroken) return whole;
  const { text, weight = 'regular' } = cell;
  const line = cleanText(text);
  let widest = 0;
  let from = 0;
  for (const to of breakOffsets(line)) {
    widest = Math.max(widest, doc.widthOf(line.slice(from, to).trimEnd(), { size: style.size, weight }));
    from = to;
  }
  return widest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
