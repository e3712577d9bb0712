/** The fonts of one document: which font has which character, how wide a text is, and what no font can show. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cleanText } from './cleanText.ts';
import { internals, type Pdf } from './pdfkit.ts';
import { type PlainFont, setPlainly } from './shaping.ts';

export type Weight = 'regular' | 'bold';

/** A stretch of text in one font, named as it is registered, with the characters that 〓 stands for in it. */
export interface Run {
  font: string;
  text: string;
  absent: string[];
}

/** Printed in place of a character that neither font has, as Japanese typesetters do. */
const geta = '〓';

/** Where the font files lie: static TrueType files, since PDFKit embeds woff2 and variable fonts wrongly. */
export function fontFile(family: 'noto' | 'biz', weight: Weight): string {
  return createRequire(import.meta.url).resolve(files[family][weight]);
}

/**
 * Registers the fonts with one document, each once and under a name: asking PDFKit for a font by its bytes parses it
 * again at every call. Nothing but the file bytes is shared between documents, since a subset belongs to one file.
 */
export class FontBook {
  private readonly pdf: Pdf;
  private readonly runsByText: Record<Weight, Map<string, readonly Run[]>> = { regular: new Map(), bold: new Map() };
  private readonly widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() };
  private readonly embedded = new Map<string, PlainFont>();
  private readonly families = new Map<string, 'noto' | 'biz' | null>();

  constructor(pdf: Pdf) {
    this.pdf = pdf;
    for (const family of ['noto', 'biz'] as const) {
      for (const weight of ['regular', 'bold'] as const) {
        pdf.registerFont(`${family}-${weight}`, bytes(fontFile(family, weight)));
      }
    }
  }

  /** The text, cleaned, cut where the font changes. Line feeds must be gone by now. */
  runs(text: string, weight: Weight): readonly Run[] {
    const known = this.runsByText[weight].get(text);
    if (known) return known;

    const runs = this.cut(cleanText(text), weight);
    this.runsByText[weight].set(text, runs);
    return runs;
  }

  /** Width in points at a type size. */
  width(text: string, weight: Weight, size: number): number {
    let width = this.widths[weight].get(text);
    if (width === undefined) {
      width = 0;
      for (const run of this.runs(text, weight)) width += this.font(run.font).measure(run.text);
      this.widths[weight].set(text, width);
    }
    return (width * size) / 1000;
  }

  /** A registered font, opened when it is first asked for. */
  font(name: string): PlainFont {
    const known = this.embedded.get(name);
    if (known) return known;

    const font = setPlainly(internals(this.pdf.font(name))._font);
    this.embedded.set(name, font);
    return font;
  }

  private cut(text: string, weight: Weight): Run[] {
    const characters = [...text];
    if (text !== '' && characters.every((character) => this.familyOf(character) === 'noto')) {
      return [{ font: `noto-${weight}`, text, absent: [] }];
    }
    const runs: Run[] = [];
    for (const character of characters) {
      const family = this.familyOf(character);
      const font = `${family ?? 'noto'}-${weight}`;
      let run = runs.at(-1);
      if (run?.font !== font) {
        run = { font, text: '', absent: [] };
        runs.push(run);
      }
      run.text += family ? character : geta;
      if (!family) run.absent.push(character);
    }
    return runs;
  }

  private familyOf(character: string): 'noto' | 'biz' | null {
    const known = this.families.get(character);
    if (known !== undefined) return known;

    const codePoint = character.codePointAt(0) ?? 0;
    const has = (font: string) => this.font(font).font.font.hasGlyphForCodePoint(codePoint);
    const family = has('noto-regular') ? 'noto' : has('biz-regular') ? 'biz' : null;
    this.families.set(character, family);
    return family;
  }
}

const files = {
  noto: {
    regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
  },
  biz: {
    regular: '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
    bold: '@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf',
  },
} as const;

const loaded = new Map<string, Buffer>();

function bytes(file: string): Buffer {
  const buffer = loaded.get(file) ?? readFileSync(file);
  loaded.set(file, buffer);
  return buffer;
}
