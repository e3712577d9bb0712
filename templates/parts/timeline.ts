/** The clock of one measure, drawn to scale: when it ran, when it stood, when it was due and when it stopped. */

import type { Language } from '../../pipelines/contract/Contract.ts';
import { colour, series, type } from '../theme.ts';
import type { ReportDocument, TextStyle } from './document.ts';
import { type Box, figure } from './figure.ts';
import { hatch } from './hatch.ts';
import { timeTicks } from './timeAxis.ts';

export type SpanKind = 'running' | 'paused' | 'closed' | 'resolved';

/** Instants are UTC epoch seconds; spans are half-open. */
export interface Timeline {
  spans: readonly { from: number; to: number; kind: SpanKind }[];
  startedAt: number;
  dueAt: number;
  /** Null while the clock still runs. */
  stoppedAt: number | null;
  /** The end of what is known. */
  until: number;
  zone: string;
  language: Language;
  /** Words on the plates: 期限 10/14 15:37, 解決 10/14 16:20（43分超過）. */
  dueText: string;
  stopText: string;
  alt: string;
}

/** Points that a clock takes, the gap below it included. */
export const timelineHeight = 71;

/** Draws the clock in one figure. */
export function timeline(doc: ReportDocument, clock: Timeline): void {
  figure(doc, { height: timelineHeight - 6, alt: clock.alt, after: 6 }, (box) => {
    const scale = scaleOf(clock, box);
    const bar = { ...box, y: box.y + 31, height: 13 };
    drawAxis(doc, clock, bar, scale);
    for (const span of clock.spans) drawSpan(doc, span, clock.dueAt, bar, scale);
    drawFlag(doc, clock.dueText, scale(clock.dueAt), { ...box, height: 12 }, bar, colour.bad);
    const end = clock.stoppedAt ?? clock.until;
    drawFlag(doc, clock.stopText, scale(end), { ...box, y: box.y + 14, height: 12 }, bar, colour.ink);
  });
}

/** Explains the fills, once for all clocks of a page block. */
export function timelineLegend(doc: ReportDocument, words: Record<SpanKind | 'late', string>): void {
  const style: TextStyle = { size: type.small.size, color: colour.muted };
  doc.ensureSpace(20);
  const y = doc.y;
  doc.mark(
    'P',
    () => {
      let x = doc.left;
      for (const kind of ['running', 'late', 'paused', 'closed', 'resolved'] as const) {
        fill(doc, kind, { x, y: y + 2, width: 16, height: 8 });
        x += 20;
        x += doc.line(words[kind], x, y + 9, style) + 14;
      }
    },
    {},
  );
  doc.y = y + 18;
}

type Scale = (at: number) => number;

function scaleOf({ startedAt, dueAt, stoppedAt, until, spans }: Timeline, { x, width }: Box): Scale {
  const ends = spans.map(({ to }) => to);
  const last = Math.max(dueAt, stoppedAt ?? until, ...ends);
  const first = Math.min(startedAt, ...spans.map(({ from }) => from));
  const length = Math.max(last - first, 60);
  const left = x + 2;
  const room = width - 12;
  return (at) => left + ((at - first) / length) * room;
}

function drawSpan(
  doc: ReportDocument,
  { from, to, kind }: Timeline['spans'][number],
  dueAt: number,
  bar: Box,
  scale: Scale,
): void {
  const piece = (start: number, end: number) => ({ ...bar, x: scale(start), width: scale(end) - scale(start) });
  // Time that runs after the deadline is time that is late.
  const turn = kind === 'running' ? Math.min(Math.max(dueAt, from), to) : to;
  if (turn > from) fill(doc, kind, piece(from, turn));
  if (to > turn) fill(doc, 'late', piece(turn, to));
  // Late is late outside business hours too: a thin red line, where the clock itself stands still.
  const late = Math.max(from, dueAt);
  if (kind !== 'running' && to > late) {
    const { x, width } = piece(late, to);
    doc.pdf.rect(x, bar.y + bar.height / 2 - 1.5, width, 3).fill(series.red);
  }
}

function fill(doc: ReportDocument, kind: SpanKind | 'late', box: Box): void {
  const { pdf } = doc;
  if (kind === 'paused') hatch(doc, box, series.grey, colour.paper);
  else if (kind === 'late') hatch(doc, box, '#8E2017', series.red, 4);
  else if (kind === 'closed') pdf.rect(box.x, box.y + box.height / 2 - 1.5, box.width, 3).fill(series.pale);
  else pdf.rect(box.x, box.y, box.width, box.height).fill(kind === 'running' ? series.blue : series.pale);
  if (kind === 'paused') pdf.lineWidth(0.5).rect(box.x, box.y, box.width, box.height).stroke(series.grey);
}

function drawAxis(
  doc: ReportDocument,
  { startedAt, dueAt, stoppedAt, until, zone, language }: Timeline,
  bar: Box,
  scale: Scale,
) {
  const { pdf } = doc;
  const bottom = bar.y + bar.height + 3;
  const style: TextStyle = { size: 7, color: colour.muted };
  const last = Math.max(dueAt, stoppedAt ?? until);
  pdf
    .lineWidth(0.5)
    .moveTo(bar.x, bottom)
    .lineTo(bar.x + bar.width, bottom)
    .stroke(colour.rule);
  for (const { at, label, date } of timeTicks(startedAt, last, zone, language, 10)) {
    const x = scale(at);
    pdf
      .lineWidth(0.5)
      .moveTo(x, bottom)
      .lineTo(x, bottom + 2.5)
      .stroke(colour.rule);
    const place = (text: string) =>
      Math.min(Math.max(x - doc.widthOf(text, style) / 2, bar.x), bar.x + bar.width - doc.widthOf(text, style));
    doc.line(label, place(label), bottom + 9.5, style);
    if (date) doc.line(date, place(date), bottom + 17.5, { ...style, weight: 'bold' });
  }
}

/** A plate above the bar with a line down to the instant; it stays within the figure. */
function drawFlag(doc: ReportDocument, text: string, x: number, plate: Box, bar: Box, color: string): void {
  const { pdf } = doc;
  const style: TextStyle = { size: 7, weight: 'bold', color: colour.paper };
  const width = doc.widthOf(text, style) + 9;
  const left = Math.min(Math.max(x - width / 2, plate.x), plate.x + plate.width - width);
  pdf
    .lineWidth(1)
    .moveTo(x, plate.y + plate.height)
    .lineTo(x, bar.y + bar.height + 3)
    .stroke(color);
  pdf.roundedRect(left, plate.y, width, plate.height, 2).fill(color);
  doc.line(text, left + 4.5, plate.y + plate.height / 2 + 2.6, style);
}
