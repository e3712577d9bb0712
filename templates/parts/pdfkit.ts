/** What is used of PDFKit beyond its published types: each entry is a place where PDFKit must be corrected or measured. */

export type Pdf = PDFKit.PDFDocument;

export interface PdfReference {
  data: Record<string, unknown>;
  end(): void;
}

export interface PdfInternals {
  /** The font set last, with fontkit's font in it. */
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  _root: { data: Record<string, unknown> & { Names: { data: { Dests: NameTree } } } };
  outline: { dictionary: PdfReference; outlineData: Record<string, unknown> };
  page: { dictionary: PdfReference };
  info: Record<string, unknown>;
  endMetadata(): void;
  ref(data: Record<string, unknown>): PdfReference;
}

export interface NameTree {
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
