/** Glyphs of a text, found quickly: most of a report is Japanese and figures, which need no shaping. */

import type { EmbeddedFont, GlyphRun } from './pdfkit.ts';

/** A font as lines are set in it. */
export interface PlainFont {
  font: EmbeddedFont;
  /** Width in thousandths of the type size. */
  measure(text: string): number;
  /** The operand of TJ that shows a text: glyph numbers and kerning. Not for an empty text. */
  show(text: string): string;
}

/**
 * Lets a font of one document set Japanese, figures and signs glyph by glyph at their full widths; only Latin words, for
 * their kerning, and marks that combine go through the font's shaping rules, each word once. Shaping every string whole
 * gives the same text at twenty times the cost.
 */
export function setPlainly(font: EmbeddedFont): PlainFont {
  const pieces = new Map<string, GlyphRun>();
  const shape = (text: string): GlyphRun => font.layoutRun(text);
  const piece = (text: string): GlyphRun => {
    const known = pieces.get(text) ?? (latin.test(text) || combining.test(text) ? shape(text) : single(font, text));
    pieces.set(text, known);
    return known;
  };
  const cut = (text: string): readonly string[] => (combining.test(text) ? [text] : (text.match(unit) ?? []));
  font.layout = (text) => joined(cut(text).map(piece));
  const shown = new Map<string, string>();
  return {
    font,
    show: (text) => {
      const operand = shown.get(text) ?? operandOf(font.encode(text));
      shown.set(text, operand);
      return operand;
    },
    measure: (text) => {
      let width = 0;
      for (const part of cut(text)) width += piece(part).advanceWidth;
      return width;
    },
  };
}

function operandOf([glyphs, positions]: ReturnType<EmbeddedFont['encode']>): string {
  const pieces: string[] = [];
  let hex = '';
  for (const [index, { xAdvance, advanceWidth, xOffset }] of positions.entries()) {
    // A mark that is set aside from its letter is rare: shift there, and back after the glyph.
    if (xOffset !== 0) hex += `> ${rounded(-xOffset)} <`;
    hex += glyphs[index] ?? '';
    const kern = advanceWidth - xAdvance + xOffset;
    if (kern !== 0) {
      pieces.push(`<${hex}> ${rounded(kern)}`);
      hex = '';
    }
  }
  if (hex) pieces.push(`<${hex}>`);
  return `[${pieces.join(' ')}]`;
}

/** As many decimals as PDFKit itself writes. */
export function rounded(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}

const unit = /[A-Za-z\u00C0-\u024F]+|[\s\S]/gu;
const latin = /^[A-Za-z\u00C0-\u024F]/;
const combining = /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\u1100-\u11FF]/u;

function single(font: EmbeddedFont, character: string): GlyphRun {
  const glyph = font.font.glyphForCodePoint(character.codePointAt(0) ?? 0);
  const advanceWidth = glyph.advanceWidth * font.scale;
  const position = { xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth };
  return { glyphs: [glyph], positions: [position], advanceWidth };
}

function joined(runs: readonly GlyphRun[]): GlyphRun {
  const [first] = runs;
  if (first && runs.length === 1) return first;
  const whole: GlyphRun = { glyphs: [], positions: [], advanceWidth: 0 };
  for (const { glyphs, positions, advanceWidth } of runs) {
    whole.glyphs.push(...glyphs);
    whole.positions.push(...positions);
    whole.advanceWidth += advanceWidth;
  }
  return whole;
}
