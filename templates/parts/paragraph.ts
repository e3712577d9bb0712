/** Running text, and lists of points. */

import { colour, type TypeStyle, type } from '../theme.ts';
import { wordsIn } from '../words/index.ts';
import type { ReportDocument, TextStyle } from './document.ts';
import { wrapText } from './text.ts';

export interface ParagraphOptions {
  style?: TypeStyle;
  weight?: TextStyle['weight'];
  color?: string;
  /** Points left free below. */
  after?: number;
  /** Points taken off the left. */
  indent?: number;
  /** Holds the paragraph on the page of the block that follows it. */
  keepWithNext?: boolean;
}

/** Draws a paragraph; it may run over pages, but leaves no single line behind. */
export function paragraph(doc: ReportDocument, text: string, options: ParagraphOptions = {}): void {
  const { style = type.body, weight = 'regular', indent = 0, after = 6 } = options;
  const lines = wrapText(doc.fonts, text, weight, style.size, doc.width - indent);
  const draw = () => doc.tag('P', () => flowLines(doc, lines, { ...options, style, weight, indent }));
  if (options.keepWithNext) {
    doc.keepWithNext(lines.length * style.leading + after, () => {
      draw();
      doc.y += after;
    });
    return;
  }
  doc.ensureSpace(Math.min(lines.length, 3) * style.leading);
  draw();
  doc.y += after;
}

/** A point; with `link`, its words lead to a named place. */
export interface Bullet {
  text: string;
  link?: string;
}

/** Draws points with a bullet before each. */
export function bullets(doc: ReportDocument, items: readonly Bullet[], options: { style?: TypeStyle } = {}): void {
  const { style = type.body } = options;
  if (items.length === 0) return;
  const indent = style.size * 1.25;
  doc.ensureSpace(style.leading * 2);
  doc.tag('L', () => {
    for (const { text, link } of items) {
      const lines = wrapText(doc.fonts, text, 'regular', style.size, doc.width - indent);
      doc.ensureSpace(Math.min(lines.length, 3) * style.leading);
      doc.tag('LI', () => {
        const baseline = doc.y + style.leading / 2 + style.size * 0.38;
        doc.mark('Lbl', () =>
          doc.line(wordsIn[doc.language].figures.bullet, doc.left, baseline, { size: style.size, color: colour.brand }),
        );
        doc.tag('LBody', () => flowLines(doc, lines, { style, weight: 'regular', indent, ...(link ? { link } : {}) }));
      });
      doc.y += 2.5;
    }
  });
  doc.y += 4;
}

interface Flow {
  style: TypeStyle;
  weight: 'regular' | 'bold';
  indent: number;
  color?: string;
  link?: string;
}

function flowLines(doc: ReportDocument, lines: readonly string[], flow: Flow): void {
  const { style, weight, indent, color, link } = flow;
  let index = 0;
  while (index < lines.length) {
    const fitting = Math.max(1, Math.floor((doc.spaceLeft + 0.01) / style.leading));
    const left = lines.length - index;
    // A last line alone at the top of a page takes the one before it along.
    const take = left > fitting && left - fitting === 1 && fitting > 2 ? fitting - 1 : Math.min(left, fitting);
    const shown = lines.slice(index, index + take);
    const draw = () => {
      for (const [row, line] of shown.entries()) {
        const baseline = doc.y + row * style.leading + style.leading / 2 + style.size * 0.38;
        doc.line(line, doc.left + indent, baseline, { size: style.size, weight, color: color ?? colour.body });
      }
    };
    if (link && index === 0) {
      const box = { x: doc.left + indent, y: doc.y, width: doc.width - indent, height: take * style.leading };
      doc.link(link, box, shown.join(''), draw);
    } else {
      doc.content(draw);
    }
    doc.y += take * style.leading;
    index += take;
    if (index < lines.length) doc.newPage();
  }
}
