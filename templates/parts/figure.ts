/** A drawing in the flow of the page: tagged, with words for those who hear the page. */

import type { ReportDocument } from './document.ts';

/** Where a drawing may draw, in points from the top left of the page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface FigureOptions {
  height: number;
  /** What the drawing shows and says, in a sentence or two. */
  alt: string;
  /** Points left free below. */
  after?: number;
}

/** Makes room for a drawing as wide as the text and draws it in one piece. */
export function figure(doc: ReportDocument, { height, alt, after = 8 }: FigureOptions, draw: (box: Box) => void): void {
  doc.ensureSpace(height);
  const box = { x: doc.left, y: doc.y, width: doc.width, height };
  doc.mark('Figure', () => draw(box), { alt, box });
  doc.y += height + after;
}
