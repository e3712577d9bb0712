/** The tagged PDF document that every part draws on: pages, flow, structure, bookmarks, links, header and footer. */

import PDFDocument from 'pdfkit';
import type { Language } from '../../pipelines/contract/Contract.ts';
import { colour, page, textWidth, type } from '../theme.ts';
import { wordsIn } from '../words/index.ts';
import { type Attachment, archivalSubset, attach, indexElements, makeArchival } from './archive.ts';
import { cleanText } from './cleanText.ts';
import { FontBook, type Weight } from './fonts.ts';
import { type Bookmark, writeOutline } from './outline.ts';
import { internals, type Pdf, type PdfReference, pdfString, type StructElement } from './pdfkit.ts';
import { type PlainFont, rounded } from './shaping.ts';
import { truncateText } from './text.ts';

export interface DocumentOptions {
  title: string;
  subject: string;
  author: string;
  language: Language;
  /** Identifies the report, its version included; the file's own identifier is derived from it. */
  documentId: string;
  /** The instant that the report speaks of, so that two runs give the same bytes. */
  createdAt: Date;
  /** Printed on every page but the first, which is the cover. */
  header: { left: string; right: string };
  footer: string;
  /** False: there is no cover, and the first page has header and footer too. */
  hasCover?: boolean;
  /** Files inside the PDF. */
  attachments?: readonly Attachment[];
}

export interface TextStyle {
  size: number;
  weight?: Weight;
  color?: string;
}

export interface TagOptions {
  /** What a reader hears in place of a figure. */
  alt?: string;
  /** For figures: what they cover. */
  box?: { x: number; y: number; width: number; height: number };
  /** For `TH`: whether the cell heads its column or its row. */
  scope?: 'Column' | 'Row';
  /** For cells that span several columns. */
  columns?: number;
  /** For cells that `headers` of others name: unique in the document, ASCII. */
  id?: string;
  /** For cells of tables in which `scope` alone does not tell which cells head them. */
  headers?: readonly string[];
}

/** A character that no font has, and how often 〓 was printed for it. */
export interface MissingGlyph {
  character: string;
  codePoint: string;
  times: number;
}

/** A section and the page that it begins on. */
export interface SectionPlace {
  title: string;
  number: number;
  destination: string;
}

/** Opens a document: PDF/A-3a and PDF/UA-1 (so tagged), with its language, and one `Document` element as root. */
export function createDocument(options: DocumentOptions): ReportDocument {
  return new ReportDocument(options);
}

/** Numbers of sections: `1.`, `1.1`; after `startAppendix`, `A.`, `A.1`. */
export class SectionNumbers {
  private section = 0;
  private part = 0;
  private isAppendix = false;

  next(level: 1 | 2): string {
    if (level === 2) return `${this.name}.${++this.part}`;
    this.section++;
    this.part = 0;
    return `${this.name}.`;
  }

  startAppendix(): void {
    this.isAppendix = true;
    this.section = 0;
  }

  private get name(): string {
    return this.isAppendix ? String.fromCharCode(64 + this.section) : String(this.section);
  }
}

export class ReportDocument {
  readonly pdf: Pdf;
  readonly fonts: FontBook;
  readonly language: Language;
  readonly left: number = page.left;
  readonly width: number = textWidth;
  readonly right: number = page.left + textWidth;
  readonly top: number = page.top;
  readonly bottom: number = page.height - page.bottom;
  readonly numbers: SectionNumbers = new SectionNumbers();
  /** Top edge of what is drawn next, in points from the top of the page. */
  y: number = page.top;

  private readonly options: DocumentOptions;
  private readonly chunks: Buffer[] = [];
  private readonly ended: Promise<void>;
  private readonly root: StructElement;
  private readonly elements: StructElement[];
  private readonly bookmarks: Bookmark[] = [];
  private readonly sections: SectionPlace[] = [];
  private readonly lastDraws: {
    element: StructElement;
    page: number;
    draw: (sections: readonly SectionPlace[]) => void;
  }[] = [];
  private readonly destinations = new Set<string>();
  private readonly linked = new Set<string>();
  private readonly missing = new Map<string, number>();
  /** Level of the heading before, 0 at the beginning. */
  private headingLevel = 0;
  private readonly ids = new Map<string, PdfReference>();
  private lastId = 0;
  private waiting: { height: number; draw: () => void }[] = [];

  constructor(options: DocumentOptions) {
    this.options = options;
    this.language = options.language;
    this.pdf = openPdf(options);
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.ended = new Promise((resolve, reject) => {
      this.pdf.on('end', resolve);
      this.pdf.on('error', reject);
    });
    this.fonts = new FontBook(this.pdf);
    this.root = this.pdf.struct('Document') as StructElement;
    this.pdf.addStructure(this.root);
    this.elements = [this.root];
    this.addPage();
  }

  // --- flow ---

  /** Points left on this page below the cursor. */
  get spaceLeft(): number {
    return this.bottom - this.y;
  }

  /** Points between the top and the bottom margin. */
  get pageHeight(): number {
    return this.bottom - this.top;
  }

  get isAtTop(): boolean {
    return this.y <= this.top;
  }

  get pageCount(): number {
    return this.pdf.bufferedPageRange().count;
  }

  /** Goes to a new page unless `height` points are free on this one; brings along what is kept with the next block. */
  ensureSpace(height: number): void {
    const kept = this.waiting.reduce((sum, block) => sum + block.height, 0);
    if (!this.isAtTop && kept + height > this.spaceLeft) this.addPage();
    this.flush();
  }

  /**
   * Holds a block back until the next one asks for space, so that both come on one page. It is drawn where the cursor
   * then stands, and moves the cursor by itself.
   */
  keepWithNext(height: number, draw: () => void): void {
    this.waiting.push({ height, draw });
  }

  newPage(): void {
    this.flush();
    this.addPage();
  }

  /** Moves the cursor down, but leaves no gap at the top of a page. */
  gap(points: number): void {
    if (!this.isAtTop) this.y += points;
  }

  // --- structure ---

  /** Opens an element of the structure tree around what `body` draws. The element may run over several pages. */
  tag(type: string, body: () => void, options: TagOptions = {}): void {
    const element = this.element(type, options);
    this.inside(element, body);
    element.end();
  }

  /** An element of the open one whose content comes in pieces, between which others are drawn. End it after the last. */
  element(type: string, options: TagOptions = {}): StructElement {
    const element = this.pdf.struct(this.roleOf(type), tagOptions(options)) as StructElement;
    if (isCell(options)) element.dictionary.data['A'] = cellAttributes(options);
    if (options.id) {
      element.dictionary.data['ID'] = pdfString(options.id);
      this.ids.set(options.id, element.dictionary);
    }
    this.current.add(element);
    return element;
  }

  /** Draws into an element that is not ended yet. */
  inside(element: StructElement, body: () => void): void {
    this.elements.push(element);
    body();
    this.flush();
    this.elements.pop();
  }

  /** A name for an element, unique in the document. */
  nextId(prefix: string): string {
    return `${prefix}${++this.lastId}`;
  }

  /** Marks what `draw` draws on this page as content of the open element. Nothing inside may change the page. */
  content(draw: () => void): void {
    const content = this.pdf.markStructureContent(String(this.current.dictionary.data['S']));
    draw();
    this.pdf.endMarkedContent();
    this.current.add(content);
  }

  /** An element with one piece of content. */
  mark(type: string, draw: () => void, options: TagOptions = {}): void {
    this.tag(type, () => this.content(draw), options);
  }

  /** Draws what a reader need not hear: backgrounds, rules, repeated headers. Not inside `content`. */
  artifact(draw: () => void, kind: 'Layout' | 'Pagination' = 'Layout'): void {
    this.pdf.markContent('Artifact', { type: kind });
    draw();
    this.pdf.endMarkedContent();
  }

  // --- places and links ---

  /** Names the place at the cursor (or `y`), for `link`. */
  destination(name: string, y: number = this.y): void {
    const key = destinationKey(name);
    if (this.destinations.has(key)) throw new Error(`Two places of the document are named "${name}".`);
    this.destinations.add(key);
    this.pdf.addNamedDestination(key, 'XYZ', 0, Math.max(0, y - 12), null as never);
  }

  isNamed(name: string): boolean {
    return this.destinations.has(destinationKey(name));
  }

  /** A bookmark to the cursor; level 1 is outermost. */
  bookmark(title: string, level: number, destination?: string): void {
    const target = { page: internals(this.pdf).page.dictionary, top: page.height - Math.max(0, this.y - 12) };
    this.bookmarks.push({ title: oneLine(title), level, ...target });
    if (level === 1 && destination) this.sections.push({ title: oneLine(title), number: this.pageCount, destination });
  }

  /** Leaves room on this page for what is only known at the end: `draw` gets the sections with their pages. */
  drawAtEnd(draw: (sections: readonly SectionPlace[]) => void): void {
    const element = this.element('Sect');
    this.lastDraws.push({ element, page: this.pageCount - 1, draw });
  }

  /** Makes a box lead to a named place; `draw` draws the words. `contents` says where it leads, for a reader that hears. */
  link(name: string, box: { x: number; y: number; width: number; height: number }, contents: string, draw: () => void) {
    const key = destinationKey(name);
    this.linked.add(key);
    this.tag('Link', () => {
      this.content(draw);
      const annotation = { structParent: this.current, Contents: pdfString(oneLine(contents)) };
      this.pdf.goTo(box.x, box.y, box.width, box.height, key, annotation as object);
    });
  }

  // --- text ---

  /** Width of one line in points. */
  widthOf(text: string, style: TextStyle): number {
    return this.fonts.width(text, style.weight ?? 'regular', style.size);
  }

  /** Draws one line with its baseline at `y`; returns its width. */
  line(text: string, x: number, y: number, style: TextStyle): number {
    const { size, weight = 'regular', color = colour.ink } = style;
    this.pdf.fillColor(color);
    let at = x;
    for (const run of this.fonts.runs(text, weight)) {
      drawRun(this.pdf, this.fonts.font(run.font), run.text, at, y, size);
      at += this.fonts.width(run.text, weight, size);
      for (const character of run.absent) this.missing.set(character, (this.missing.get(character) ?? 0) + 1);
    }
    return at - x;
  }

  // --- end ---

  /** Characters that no font could show and that were printed as 〓. */
  missingGlyphs(): MissingGlyph[] {
    return [...this.missing].map(([character, times]) => {
      const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return { character, codePoint, times };
    });
  }

  /** Draws headers and footers, writes bookmarks and metadata, and closes the file. */
  async finish(): Promise<Uint8Array> {
    this.flush();
    for (const { element, page, draw } of this.lastDraws) {
      this.pdf.switchToPage(this.pdf.bufferedPageRange().start + page);
      this.inside(element, () => draw(this.sections));
      element.end();
    }
    const lost = [...this.linked].filter((name) => !this.destinations.has(name));
    if (lost.length > 0)
      throw new Error(`Links lead to places that the document lacks: ${lost.slice(0, 5).join(', ')}.`);
    this.drawPageFurniture();
    writeOutline(this.pdf, this.bookmarks);
    for (const file of this.options.attachments ?? []) attach(this.pdf, file, this.options.createdAt);
    indexElements(this.pdf, this.ids);
    this.root.end();
    this.pdf.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }

  private get current(): StructElement {
    return this.elements.at(-1) ?? this.root;
  }

  /** A heading that looks two levels smaller than the one before is tagged one level below it: readers count levels. */
  private roleOf(type: string): string {
    if (!/^H[1-6]$/.test(type)) return type;
    this.headingLevel = Math.min(Number(type[1]), this.headingLevel + 1);
    return `H${this.headingLevel}`;
  }

  private addPage(): void {
    this.pdf.addPage({ size: [page.width, page.height], margin: 0 });
    this.y = this.top;
  }

  private flush(): void {
    const blocks = this.waiting;
    this.waiting = [];
    for (const block of blocks) block.draw();
  }

  private drawPageFurniture(): void {
    const { start, count } = this.pdf.bufferedPageRange();
    const style: TextStyle = { size: type.small.size, color: colour.muted };
    const { header, footer, hasCover = true } = this.options;
    for (let index = hasCover ? 1 : 0; index < count; index++) {
      this.pdf.switchToPage(start + index);
      this.artifact(() => {
        const right = truncateText(this.fonts, header.right, 'regular', style.size, this.width * 0.45);
        const room = this.width - this.widthOf(right, style) - 16;
        this.line(truncateText(this.fonts, header.left, 'regular', style.size, room), this.left, 42, style);
        this.line(right, this.right - this.widthOf(right, style), 42, style);
        this.rule(49);
        const number = `${index + 1} / ${count}`;
        const numberWidth = this.widthOf(number, style);
        const base = page.height - 33;
        this.rule(base - 13);
        this.line(truncateText(this.fonts, footer, 'regular', style.size, this.width - 60), this.left, base, style);
        this.line(number, this.right - numberWidth, base, style);
      }, 'Pagination');
    }
  }

  private rule(y: number): void {
    this.pdf.lineWidth(0.4).moveTo(this.left, y).lineTo(this.right, y).stroke(colour.rule);
  }
}

/** Writes one line of one font. PDFKit's own way measures it three times and saves the state each time. */
function drawRun(pdf: Pdf, { font, show }: PlainFont, text: string, x: number, y: number, size: number): void {
  if (text === '') return;
  internals(pdf).page.fonts[font.id] ??= font.ref();
  // The page is drawn upside down by PDFKit, so the text is turned back.
  const place = `1 0 0 -1 ${rounded(x)} ${rounded(y)} Tm`;
  pdf.addContent(`BT /${font.id} ${rounded(size)} Tf ${place} ${show(text)} TJ ET`);
}

function openPdf({ title, subject, author, language, documentId, createdAt }: DocumentOptions): Pdf {
  const pdf = new PDFDocument({
    // No font here: PDFKit would parse it again at every call of font().
    font: null as never,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: archivalSubset as never,
    tagged: true,
    lang: wordsIn[language].locale,
    displayTitle: true,
    info: {
      Title: oneLine(title),
      Subject: oneLine(subject),
      Author: oneLine(author),
      Keywords: oneLine(documentId),
      Creator: 'sla-report',
      Producer: 'sla-report (PDFKit)',
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  internals(pdf)._root.data['PageLabels'] = { Nums: [0, { S: 'D' }] };
  makeArchival(pdf, createdAt);
  return pdf;
}

function oneLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ');
}

/** Names of places are ASCII, so that their order by code unit is their order by byte. */
function destinationKey(name: string): string {
  return encodeURIComponent(cleanText(name));
}

function tagOptions({ alt, box }: TagOptions): object {
  return {
    ...(alt === undefined ? {} : { alt: oneLine(alt) }),
    ...(box ? { bbox: [box.x, box.y, box.x + box.width, box.y + box.height], placement: 'Block' } : {}),
  };
}

function isCell({ scope, columns, headers }: TagOptions): boolean {
  return scope !== undefined || columns !== undefined || headers !== undefined;
}

function cellAttributes({ scope, columns, headers }: TagOptions): object {
  return {
    O: 'Table',
    ...(scope ? { Scope: scope } : {}),
    ...(columns ? { ColSpan: columns } : {}),
    ...(headers ? { Headers: headers.map(pdfString) } : {}),
  };
}
