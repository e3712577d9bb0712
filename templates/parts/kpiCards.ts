/** The six figures of a summary: label, value, what it is measured against, state. */

import { colour, type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import type { Box } from './figure.ts';
import { statusText, type Tone, toneColour } from './status.ts';
import { truncateText } from './text.ts';

export interface KpiCard {
  label: string;
  value: string;
  /** Printed small after the value: %, 件, h. */
  unit?: string;
  /** What the value is measured against: 目標 99.9 %. */
  target: string;
  /** The month before, and the change since. */
  previous: string;
  tone: Tone;
  /** The word of the state. */
  word: string;
  /** Name of the place that explains the figure. */
  link?: string;
}

/** Draws cards, three to a row. */
export function kpiCards(doc: ReportDocument, cards: readonly KpiCard[]): void {
  const gap = 8;
  const width = (doc.width - 2 * gap) / 3;
  for (let from = 0; from < cards.length; from += 3) {
    doc.ensureSpace(cardHeight + gap);
    for (const [column, card] of cards.slice(from, from + 3).entries()) {
      drawCard(doc, card, doc.left + column * (width + gap), doc.y, width);
    }
    doc.y += cardHeight + gap;
  }
}

const cardHeight = 60;

function drawCard(doc: ReportDocument, card: KpiCard, x: number, y: number, width: number): void {
  doc.artifact(() => {
    doc.pdf.rect(x, y, width, cardHeight).fill(colour.panel);
    doc.pdf.rect(x, y, 3, cardHeight).fill(toneColour[card.tone]);
  });
  const left = x + 12;
  const inner = width - 20;
  const small = { size: type.small.size, color: colour.muted };
  const line = (text: string, at: number, room = inner) =>
    doc.line(truncateText(doc.fonts, text, 'regular', small.size, room), left, y + at, small);
  const state = { size: type.small.size + 0.4, weight: 'bold', color: toneColour[card.tone] } as const;
  const word = statusText(card.tone, card.word);
  const stateWidth = doc.widthOf(word, state);

  doc.tag('Div', () => {
    const drawLabel = () => line(card.label, 16, inner - stateWidth - 4);
    const labelBox = { x: left, y: y + 7, width: inner - stateWidth - 4, height: 13 };
    leadOn(doc, word ? undefined : card.link, labelBox, card.label, drawLabel);
    doc.mark('P', () => {
      const valueWidth = doc.line(card.value, left, y + 36, { size: type.figure.size, weight: 'bold' });
      if (card.unit) doc.line(card.unit, left + valueWidth + 2.5, y + 36, { size: 9.5, weight: 'bold' });
    });
    const drawState = () => doc.line(word, x + width - 9 - stateWidth, y + 16, state);
    const box = { x: x + width - 9 - stateWidth, y: y + 7, width: stateWidth, height: 13 };
    if (word) leadOn(doc, card.link, box, card.label, drawState);
    doc.mark('P', () => line(card.target, 46.5));
    doc.mark('P', () => line(card.previous, 56.5));
  });
}

/** A line of a card, which leads to a place where there is one. */
function leadOn(doc: ReportDocument, link: string | undefined, box: Box, contents: string, draw: () => void): void {
  doc.tag('P', () => (link ? doc.link(link, box, contents, draw) : doc.content(draw)));
}
