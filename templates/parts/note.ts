/** Small print: formulas, sources, sayings such as 該当なし. */

import { colour, type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import { paragraph } from './paragraph.ts';
import { wrapText } from './text.ts';

/** A remark in small type, below what it speaks of. */
export function note(doc: ReportDocument, text: string): void {
  paragraph(doc, text, { style: type.small, color: colour.muted, after: 8 });
}

/** A remark in a tinted box, kept in one piece: a formula beside its figures, a decision asked for. */
export function panel(doc: ReportDocument, title: string, lines: readonly string[]): void {
  const style = type.body;
  const inner = doc.width - 26;
  const wrapped = lines.flatMap((line) => wrapText(doc.fonts, line, 'regular', style.size, inner));
  const height = (wrapped.length + 1) * style.leading + 16;
  doc.ensureSpace(height + 8);
  const top = doc.y;
  doc.artifact(() => {
    doc.pdf.rect(doc.left, top, doc.width, height).fill(colour.panel);
    doc.pdf.rect(doc.left, top, 2.4, height).fill(colour.brand);
  });
  const baseline = (row: number) => top + 8 + row * style.leading + style.leading / 2 + style.size * 0.38;
  doc.mark('P', () =>
    doc.line(title, doc.left + 14, baseline(0), { size: style.size, weight: 'bold', color: colour.brandDeep }),
  );
  doc.mark('P', () => {
    for (const [row, line] of wrapped.entries()) {
      doc.line(line, doc.left + 14, baseline(row + 1), { size: style.size, color: colour.body });
    }
  });
  doc.y = top + height + 10;
}
