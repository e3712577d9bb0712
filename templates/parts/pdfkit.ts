/** What is used of PDFKit beyond its published types: each entry is a place where PDFKit must be corrected or measured. */

export type Pdf = PDFKit.PDFDocument;

export interface PdfReference {
  data: Record<string, unknown>;
  end(): void;
}

export interface PdfInternals {
  /** The font set last. */
  _font: EmbeddedFont;
  _root: {
    data: Record<string, unknown> & {
      Names: { data: { Dests: NameTree; EmbeddedFiles?: NameTree } };
      StructTreeRoot: PdfReference;
    };
  };
  outline: { dictionary: PdfReference; outlineData: Record<string, unknown> };
  page: { dictionary: PdfReference; fonts: Record<string, PdfReference> };
  info: Record<string, unknown>;
  /** Adds to the XMP packet. */
  appendXML(xml: string): void;
  endMetadata(): void;
  ref(data: Record<string, unknown>): PdfReference;
}

/** A font of one document, with fontkit's font in it. */
export interface EmbeddedFont {
  id: string;
  /** Thousandths of the type size per unit of the font. */
  scale: number;
  font: { hasGlyphForCodePoint(codePoint: number): boolean; glyphForCodePoint(codePoint: number): Glyph };
  /** Shapes a text by all rules of the font. */
  layoutRun(text: string): GlyphRun;
  layout(text: string): GlyphRun;
  /** Glyph numbers in the embedded subset, in hexadecimal, and where they go. */
  encode(text: string): [string[], GlyphRun['positions']];
  ref(): PdfReference;
}

interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: number[];
}

/** Lengths are thousandths of the type size. */
export interface GlyphRun {
  glyphs: Glyph[];
  positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth: number }[];
  advanceWidth: number;
}

interface NameTree {
  limits: boolean;
  _compareKeys(a: string, b: string): number;
}

/** A structure element with the dictionary that PDFKit writes for it. */
export type StructElement = PDFKit.PDFStructureElement & { dictionary: PdfReference };

/** The same document, seen with its internals. */
export function internals(pdf: Pdf): PdfInternals {
  return pdf as unknown as PdfInternals;
}

/** A PDF text string; PDFKit writes plain strings as names. */
export function pdfString(text: string): object {
  return Object(text) as object;
}
