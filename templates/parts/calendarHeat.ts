/** Downtime by day: one row per service, one cell per local day, with the minutes written in the cell. */

import { colour, heat, series, type } from '../theme.ts';
import type { ReportDocument, TextStyle } from './document.ts';
import { type Box, figure } from './figure.ts';
import { hatch } from './hatch.ts';
import { truncateText } from './text.ts';

export interface CalendarCell {
  /** Seconds of counted downtime; null: nothing was promised on that day. */
  downSeconds: number | null;
  /** Written in the cell when it has no downtime: that of maintenance, or of missing evidence; else empty. */
  mark: string;
}

export interface CalendarHeat {
  /** Heads of the columns: the day of the month and its weekday. */
  days: readonly { day: string; weekday: string; rest: 'saturday' | 'sunday' | 'holiday' | null }[];
  rows: readonly { name: string; cells: readonly CalendarCell[] }[];
  /** Words for the legend: none, the five classes of downtime, nothing promised, then the marks. */
  words: { none: string; classes: readonly string[]; notPromised: string; marks: readonly string[] };
  alt: string;
}

/** Draws the calendar, on as many pages as its rows take; each part repeats the days. */
export function calendarHeat(doc: ReportDocument, calendar: CalendarHeat): void {
  let from = 0;
  const height = headHeight + calendar.rows.length * rowHeight + legendHeight;
  doc.ensureSpace(height < doc.pageHeight * 0.6 ? height : headHeight + 10 * rowHeight);
  while (from < calendar.rows.length) {
    const fitting = Math.floor((doc.spaceLeft - headHeight - legendHeight) / rowHeight);
    const take = Math.min(Math.max(1, fitting), calendar.rows.length - from);
    const rows = calendar.rows.slice(from, from + take);
    figure(doc, { height: headHeight + take * rowHeight, alt: calendar.alt, after: 4 }, (box) => {
      drawGrid(doc, { ...calendar, rows }, box);
    });
    from += take;
    if (from < calendar.rows.length) doc.newPage();
  }
  drawLegend(doc, calendar.words);
}

const headHeight = 22;
const rowHeight = 13;
const legendHeight = 22;
const nameWidth = 128;

/** Upper bounds, in seconds, of the first four of the five classes of downtime. */
const heatBounds = [5 * 60, 30 * 60, 2 * 3600, 8 * 3600] as const;

function heatClass(seconds: number): number {
  const index = heatBounds.findIndex((bound) => seconds < bound);
  return index === -1 ? heatBounds.length : index;
}

/** Whole minutes, cut off; what is less than one says so; from 1,000 minutes on, whole hours. */
function cellText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes >= 1000 ? `${Math.floor(minutes / 60)}h` : minutes === 0 ? '<1' : String(minutes);
}

function drawGrid(doc: ReportDocument, { days, rows }: CalendarHeat, box: Box): void {
  const cellWidth = (box.width - nameWidth) / Math.max(days.length, 1);
  const left = (index: number) => box.x + nameWidth + index * cellWidth;
  for (const [index, { day, weekday, rest }] of days.entries()) {
    const style: TextStyle = { size: 7, color: restColour(rest) };
    centre(doc, day, left(index) + cellWidth / 2, box.y + 8, style);
    centre(doc, weekday, left(index) + cellWidth / 2, box.y + 17, style);
  }
  for (const [row, { name, cells }] of rows.entries()) {
    const top = box.y + headHeight + row * rowHeight;
    const style: TextStyle = { size: 7, color: colour.body };
    doc.line(truncateText(doc.fonts, name, 'regular', style.size, nameWidth - 6), box.x, top + 9, style);
    for (const [index, cell] of cells.entries()) {
      drawCell(doc, cell, { x: left(index) + 0.5, y: top + 0.5, width: cellWidth - 1, height: rowHeight - 1 });
    }
  }
}

/** As calendars are printed in Japan: Saturdays blue, Sundays and holidays red; the weekday is written too. */
function restColour(rest: CalendarHeat['days'][number]['rest']): string {
  return rest === null ? colour.muted : rest === 'saturday' ? colour.brand : colour.bad;
}

function drawCell(doc: ReportDocument, { downSeconds, mark }: CalendarCell, box: Box): void {
  const middle = box.x + box.width / 2;
  const base = box.y + box.height / 2 + 2.1;
  if (downSeconds === null) {
    hatch(doc, box, series.pale, colour.paper, 2.5);
    return;
  }
  const level = downSeconds > 0 ? heatClass(downSeconds) : -1;
  doc.pdf.rect(box.x, box.y, box.width, box.height).fill(heat[level] ?? colour.panel);
  const text = downSeconds > 0 ? cellText(downSeconds) : mark;
  const color = level >= 2 ? colour.paper : level >= 0 ? colour.ink : colour.muted;
  // Three digits fill the cell; in bold they would run over it.
  const weight = level >= 0 && text.length < 3 ? 'bold' : 'regular';
  if (text) centre(doc, text, middle, base, { size: 7, weight, color });
}

function drawLegend(doc: ReportDocument, { none, classes, notPromised, marks }: CalendarHeat['words']): void {
  const style: TextStyle = { size: type.small.size - 0.4, color: colour.muted };
  const y = doc.y;
  doc.mark('P', () => {
    let x = doc.left;
    const entry = (words: string, draw: (box: Box) => void) => {
      draw({ x, y: y + 2, width: 9, height: 8 });
      x += 12;
      x += doc.line(words, x, y + 8.8, style) + 9;
    };
    entry(none, ({ x, y, width, height }) => doc.pdf.rect(x, y, width, height).fill(colour.panel));
    for (const [index, words] of classes.entries()) {
      entry(words, ({ x, y, width, height }) => doc.pdf.rect(x, y, width, height).fill(heat[index] ?? colour.panel));
    }
    entry(notPromised, (box) => hatch(doc, box, series.grey, colour.paper, 2.5));
    for (const words of marks) x += doc.line(words, x, y + 8.8, style) + 9;
  });
  doc.y = y + legendHeight;
}

function centre(doc: ReportDocument, text: string, x: number, y: number, style: TextStyle): void {
  doc.line(text, x - doc.widthOf(text, style) / 2, y, style);
}
