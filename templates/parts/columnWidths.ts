/** How wide the columns of a table are. */

import { type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import { statusText } from './status.ts';
import type { Cell, Column, Row } from './table.ts';

/**
 * Widths in points that fill the text block exactly. Fixed columns get what they ask for, `fit` columns the width of
 * their widest cell, growing columns share the rest. When the fitting ones leave too little, they give way in
 * proportion, and their cells are broken into lines.
 */
export function columnWidths(doc: ReportDocument, columns: readonly Column[], rows: readonly Row[]): number[] {
  const wanted = columns.map((column, index) => wantedWidth(doc, column, index, rows));
  const shares = columns.map(({ width }) => (typeof width === 'object' ? width.grow : 0));
  const growing = shares.reduce((sum, share) => sum + share, 0);
  const least = shares.filter((share) => share > 0).length * smallestGrowing;
  const fixed = wanted.reduce((sum, width) => sum + width, 0);

  const scale = Math.min(1, (doc.width - least) / fixed);
  const free = doc.width - Math.min(fixed, doc.width - least);
  return columns.map((_, index) => {
    const width = (wanted[index] ?? 0) * scale;
    if (growing > 0) return width + (free * (shares[index] ?? 0)) / growing;
    return width + (free * (wanted[index] ?? 0)) / fixed;
  });
}

/** Points that a growing column keeps at least. */
const smallestGrowing = 72;
const padding = 9.2;

function wantedWidth(doc: ReportDocument, { head, width }: Column, index: number, rows: readonly Row[]): number {
  if (typeof width === 'number') return width;
  if (typeof width === 'object') return 0;
  let widest = cellWidth(doc, { text: head, weight: 'bold' });
  for (const row of rows) {
    const cell = row.kind === 'group' ? undefined : row.cells[index];
    if (cell !== undefined) widest = Math.max(widest, cellWidth(doc, cell, row.kind === 'total'));
  }
  return Math.min(widest, doc.width * 0.4) + padding;
}

function cellWidth(doc: ReportDocument, cell: Cell, isTotal = false): number {
  const rich = typeof cell === 'string' ? { text: cell } : cell;
  const weight = isTotal || rich.tone || rich.weight === 'bold' ? 'bold' : 'regular';
  const text = rich.tone ? statusText(rich.tone, rich.text) : rich.text;
  const lines = text.split('\n').map((line) => doc.widthOf(line, { size: type.table.size, weight }));
  const sub = rich.sub ? doc.widthOf(rich.sub, { size: type.small.size }) : 0;
  return Math.max(...lines, Math.min(sub, doc.width * 0.25));
}
