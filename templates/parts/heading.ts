/** Headings of three levels: numbered, tagged, bookmarked, and never left alone at the foot of a page. */

import { colour, type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import { wrapText } from './text.ts';

export interface HeadingOptions {
  /** Name of the place, for links. */
  destination?: string;
  /** False leaves it out of the bookmarks. */
  bookmark?: boolean;
  /** False leaves it without a number; an unnumbered heading does not count. */
  numbered?: boolean;
}

/** Draws a heading together with the block that follows it. */
export function heading(doc: ReportDocument, level: 1 | 2 | 3, title: string, options: HeadingOptions = {}): void {
  const text = level === 3 || options.numbered === false ? title : `${doc.numbers.next(level)} ${title}`;
  const { size, leading } = [type.h1, type.h2, type.h3][level - 1] ?? type.h3;
  const { before, after, indent } = spacing[level];
  const lines = wrapText(doc.fonts, text, 'bold', size, doc.width - indent);
  const height = lines.length * leading;

  doc.keepWithNext(before + height + after, () => {
    doc.gap(before);
    if (options.destination) doc.destination(options.destination);
    if (options.bookmark !== false) doc.bookmark(text, level, options.destination);
    const top = doc.y;
    if (level === 1) doc.artifact(() => doc.pdf.rect(doc.left, top + 2, 3.2, height - 4).fill(colour.brand));
    doc.mark(`H${level}`, () => {
      for (const [index, line] of lines.entries()) {
        const baseline = top + index * leading + leading / 2 + size * 0.38;
        doc.line(line, doc.left + indent, baseline, { size, weight: 'bold', color: colours[level] });
      }
    });
    doc.y = top + height + after;
  });
}

const spacing = {
  1: { before: 28, after: 10, indent: 11 },
  2: { before: 16, after: 5, indent: 0 },
  3: { before: 10, after: 3, indent: 0 },
} as const;

const colours = { 1: colour.ink, 2: colour.brandDeep, 3: colour.ink } as const;
