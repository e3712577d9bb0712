/** The boxes on a cover in which those responsible put their seals. */

import { colour, type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import { truncateText } from './text.ts';

export interface SignBox {
  role: string;
  /** Printed small at the foot; empty leaves the box blank. */
  name: string;
}

/** Draws boxes side by side, flush right, with their roles above. */
export function signBoxes(doc: ReportDocument, boxes: readonly SignBox[]): void {
  const width = 74;
  const head = 17;
  const height = 76;
  const left = doc.right - boxes.length * width;
  const top = doc.y;
  doc.ensureSpace(height);
  doc.artifact(() => {
    doc.pdf.rect(left, top, boxes.length * width, head).fill(colour.panel);
    doc.pdf.lineWidth(0.6).strokeColor(colour.rule);
    doc.pdf.rect(left, top, boxes.length * width, height).stroke();
    doc.pdf
      .moveTo(left, top + head)
      .lineTo(doc.right, top + head)
      .stroke();
    for (let index = 1; index < boxes.length; index++) {
      const x = left + index * width;
      doc.pdf
        .moveTo(x, top)
        .lineTo(x, top + height)
        .stroke();
    }
  });
  for (const [index, { role, name }] of boxes.entries()) {
    const centre = left + (index + 0.5) * width;
    const roleStyle = { size: type.table.size, weight: 'bold', color: colour.ink } as const;
    doc.tag('P', () => {
      doc.content(() => {
        doc.line(role, centre - doc.widthOf(role, roleStyle) / 2, top + 11.6, roleStyle);
        const nameStyle = { size: type.small.size, color: colour.muted };
        const text = truncateText(doc.fonts, name, 'regular', nameStyle.size, width - 8);
        if (text) doc.line(text, centre - doc.widthOf(text, nameStyle) / 2, top + height - 6, nameStyle);
      });
    });
  }
  doc.y = top + height;
}
