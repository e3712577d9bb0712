/** Diagonal lines in a box: a second sign beside colour. */

import type { ReportDocument } from './document.ts';
import type { Box } from './figure.ts';

/** Fills a box with hatching of one colour on another. */
export function hatch(doc: ReportDocument, box: Box, line: string, background: string, spacing = 3): void {
  const { pdf } = doc;
  const { x, y, width, height } = box;
  pdf.rect(x, y, width, height).fill(background);
  pdf.save();
  pdf.rect(x, y, width, height).clip();
  pdf.lineWidth(0.6).strokeColor(line);
  for (let at = x - height; at < x + width; at += spacing) pdf.moveTo(at, y + height).lineTo(at + height, y);
  pdf.stroke();
  pdf.restore();
}
