/** Whether the words of a page stand where they should: inside the text block, and not over one another. */

import type { PdfFacts, TextBox } from './readPdf.ts';

const left = 56.7;
const right = 595.28 - 56.7;

/** Texts that leave the text block on either side. */
export function outside({ boxes }: PdfFacts): string[] {
  return boxes.flatMap((page, index) =>
    page
      .filter(({ x, width, isTurned }) => !isTurned && (x < left - 0.6 || x + width > right + 0.6))
      .map(({ text, x, width }) => `page ${index + 1}: "${text}" from ${Math.round(x)} to ${Math.round(x + width)}`),
  );
}

/** Texts under 7 points, which nobody reads on paper. */
export function tooSmall({ boxes }: PdfFacts): string[] {
  return boxes.flatMap((page, index) =>
    page
      .filter(({ text, height }) => text.trim() !== '' && height < 6.99)
      .map(({ text, height }) => `page ${index + 1}: "${text}" in ${height}`),
  );
}

/** Pairs of texts whose inner boxes meet. The outermost fifths of a box may touch: letters do not fill them. */
export function overlaps({ boxes }: PdfFacts): string[] {
  return boxes.flatMap((page, index) => {
    const upright = page.filter(({ isTurned }) => !isTurned).sort((a, b) => b.y - a.y);
    return upright.flatMap((a, position) =>
      upright
        .slice(position + 1, position + 60)
        .filter((b) => meet(a, b))
        .map((b) => `page ${index + 1}: "${a.text}" and "${b.text}"`),
    );
  });
}

function meet(a: TextBox, b: TextBox): boolean {
  const isBeside = a.x + a.width <= b.x + 0.8 || b.x + b.width <= a.x + 0.8;
  const isApart = Math.abs(a.y - b.y) >= Math.min(a.height, b.height) * 0.8;
  return !isBeside && !isApart;
}
