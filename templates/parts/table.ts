/** Tables: tagged, with a header row on every page, rows kept whole, and columns as wide as what stands in them. */

import { colour } from '../theme.ts';
import type { Column, Row } from './cells.ts';
import { columnWidths } from './columnWidths.ts';
import type { ReportDocument } from './document.ts';
import type { StructElement } from './pdfkit.ts';
import {
  type Grid,
  heightOf,
  type LaidOutCell,
  type LaidOutRow,
  layoutTable,
  type RowStyle,
  rowStyles,
  splitRow,
} from './tableLayout.ts';

export interface TableOptions {
  columns: readonly Column[];
  rows: readonly Row[];
  /** Points left free below. */
  after?: number;
  /** `compact`: small print in narrow rows, for lists that are looked things up in. */
  density?: keyof typeof rowStyles;
}

/** Draws a table, over as many pages as it takes. A row is split only if it is higher than a page. */
export function table(doc: ReportDocument, { columns, rows, after = 12, density = 'normal' }: TableOptions): void {
  const style: RowStyle = rowStyles[density];
  const widths = columnWidths(doc, columns, rows, style);
  const { grid, rows: laidOut } = layoutTable(doc, columns, widths, rows, style);
  const { head } = grid;

  const height = laidOut.reduce((sum, row) => sum + row.height, head.height);
  // A small table stays in one piece.
  doc.ensureSpace(height < doc.pageHeight / 4 ? height : head.height + firstRowsHeight(laidOut));
  const heads = laidOut.some(({ kind }) => kind === 'group') ? headsOf(doc, columns) : null;
  doc.tag('Table', () => {
    doc.tag('THead', () => drawHead(doc, grid, heads ?? untied));
    let drawnOn = doc.pageCount;
    doc.tag('TBody', () => {
      for (const [index, row] of laidOut.entries()) {
        const next = laidOut[index + 1];
        // A sub-header takes its first row along, and the last row is not left alone on a page.
        const isTied = row.kind === 'group' || index === laidOut.length - 2;
        const needed = isTied && next ? row.height + next.height : row.height;
        doc.ensureSpace(Math.min(needed, doc.pageHeight - head.height));
        if (doc.pageCount !== drawnOn) drawHead(doc, grid, null);
        drawRow(doc, grid, row, heads);
        drawnOn = doc.pageCount;
      }
    });
  });
  doc.y += after;
}

/**
 * Names of the cells that head others. A table without sub-headers needs none: looking up its column and along its row,
 * a reader finds the heads. Under a sub-header that search ends at the sub-header or at the row above it.
 */
interface Heads {
  columns: readonly string[];
  /** The sub-header that rows now stand under. */
  group: string | null;
}

const untied: Heads = { columns: [], group: null };

function headsOf(doc: ReportDocument, columns: readonly Column[]): Heads {
  return { columns: columns.map(() => doc.nextId('c')), group: null };
}

/** Room for the first row, and for the one that a group's sub-header introduces. */
function firstRowsHeight(rows: readonly LaidOutRow[]): number {
  const [first, second] = rows;
  if (!first) return 0;
  return first.height + (second && first.height < 40 ? Math.min(second.height, 40) : 0);
}

/** @param heads names for the cells; null where the head is repeated, which a reader need not hear again */
function drawHead(doc: ReportDocument, grid: Grid, heads: Heads | null): void {
  const { head } = grid;
  const top = doc.y;
  doc.artifact(() => {
    doc.pdf.rect(doc.left, top, doc.width, head.height).fill(colour.head);
    if (!heads) drawCells(doc, grid, head);
  });
  if (heads) {
    doc.tag('TR', () => {
      for (const [index, cell] of head.cells.entries()) {
        const id = heads.columns[index];
        doc.mark('TH', () => drawCell(doc, grid, cell, index, top), { scope: 'Column', ...(id ? { id } : {}) });
      }
    });
  }
  doc.y = top + head.height;
}

function drawCells(doc: ReportDocument, grid: Grid, row: LaidOutRow): void {
  for (const [index, cell] of row.cells.entries()) drawCell(doc, grid, cell, index, doc.y);
}

function drawRow(doc: ReportDocument, grid: Grid, row: LaidOutRow, heads: Heads | null): void {
  if (row.destination) doc.destination(row.destination);
  doc.tag('TR', () => {
    if (row.kind === 'group') {
      drawGroup(doc, grid, row, heads);
      return;
    }
    const cells = openCells(doc, grid, heads);
    for (const [index, piece] of splitRow(
      grid.style,
      row,
      doc.spaceLeft,
      doc.pageHeight - grid.head.height,
    ).entries()) {
      if (index > 0) {
        doc.newPage();
        drawHead(doc, grid, null);
      }
      drawPiece(doc, grid, piece, cells);
    }
    for (const cell of cells) cell.end();
  });
}

/** One element a cell, on however many pages its row is drawn. */
function openCells(doc: ReportDocument, { columns }: Grid, heads: Heads | null): StructElement[] {
  const rowHead = columns.findIndex((column) => column.rowHead);
  const id = heads && rowHead >= 0 ? doc.nextId('r') : null;
  return columns.map((column, index) => {
    const isHead = column.rowHead === true;
    const above = heads ? [heads.columns[index], heads.group, index === rowHead ? null : id] : [];
    const headers = above.filter((name) => name != null);
    return doc.element(isHead ? 'TH' : 'TD', {
      ...(isHead ? { scope: 'Row' } : {}),
      ...(id && index === rowHead ? { id } : {}),
      ...(headers.length > 0 ? { headers } : {}),
    });
  });
}

function drawGroup(doc: ReportDocument, grid: Grid, row: LaidOutRow, heads: Heads | null): void {
  const top = doc.y;
  const [cell] = row.cells;
  doc.artifact(() => {
    doc.pdf.rect(doc.left, top, doc.width, row.height).fill(colour.panel);
    drawHairline(doc, top + row.height);
  });
  if (cell) {
    const id = doc.nextId('g');
    if (heads) heads.group = id;
    const options = { scope: 'Column', columns: grid.columns.length, id } as const;
    doc.mark('TH', () => drawCell(doc, { ...grid, columns: [] }, cell, 0, top), options);
  }
  doc.y = top + row.height;
}

function drawPiece(doc: ReportDocument, grid: Grid, row: LaidOutRow, cells: readonly StructElement[]): void {
  const top = doc.y;
  doc.artifact(() => {
    if (row.kind === 'total') doc.pdf.lineWidth(0.8).moveTo(doc.left, top).lineTo(doc.right, top).stroke(colour.muted);
    drawHairline(doc, top + row.height);
  });
  tintCells(doc, grid, row, top);
  for (const [index, element] of cells.entries()) {
    const cell = row.cells[index];
    if (cell) doc.inside(element, () => drawTagged(doc, grid, cell, index, top));
  }
  doc.y = top + row.height;
}

/** The grounds, a hair inside their cells, so that the rules between rows stay. */
function tintCells(doc: ReportDocument, { lefts, widths }: Grid, { cells, height }: LaidOutRow, top: number): void {
  for (const [index, { cell }] of cells.entries()) {
    const { tint } = cell;
    const [left, width] = [lefts[index] ?? 0, widths[index] ?? 0];
    if (tint) doc.artifact(() => doc.pdf.rect(left + 0.8, top + 0.6, width - 1.6, height - 1.2).fill(tint));
  }
}

function drawTagged(doc: ReportDocument, grid: Grid, cell: LaidOutCell, index: number, top: number): void {
  const draw = () => drawCell(doc, grid, cell, index, top);
  const { link, text } = cell.cell;
  if (!link || cell.lines.length === 0) {
    doc.content(draw);
    return;
  }
  const { pad } = grid.style;
  const box = {
    x: (grid.lefts[index] ?? 0) + pad.x,
    y: top + pad.y,
    width: (grid.widths[index] ?? 0) - 2 * pad.x,
    height: heightOf(cell.lines, grid.style),
  };
  doc.link(link, box, text, draw);
}

function drawCell(doc: ReportDocument, grid: Grid, { lines }: LaidOutCell, index: number, top: number): void {
  const { pad, leading } = grid.style;
  const left = (grid.lefts[index] ?? 0) + pad.x;
  const room = (grid.widths[index] ?? 0) - 2 * pad.x;
  const align = grid.columns[index]?.align ?? 'left';
  for (const [row, line] of lines.entries()) {
    const slack = align === 'left' ? 0 : room - doc.widthOf(line.text, line);
    const x = left + (align === 'center' ? slack / 2 : slack);
    doc.line(line.text, x, top + pad.y + row * leading + leading / 2 + line.size * 0.38, line);
  }
}

function drawHairline(doc: ReportDocument, y: number): void {
  doc.pdf.lineWidth(0.5).moveTo(doc.left, y).lineTo(doc.right, y).stroke(colour.hairline);
}
