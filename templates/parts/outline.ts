/** Writes the bookmarks of a document, with the counts and positions that PDFKit's own outline leaves out. */

import { internals, type Pdf, type PdfReference, pdfString } from './pdfkit.ts';

export interface Bookmark {
  title: string;
  /** 1 is outermost. */
  level: number;
  page: PdfReference;
  /** Upper edge in points from the bottom of the page. */
  top: number;
}

interface Item extends Bookmark {
  children: Item[];
  reference: PdfReference;
}

/** Outermost bookmarks are shown, their children folded. Without bookmarks nothing is written. */
export function writeOutline(pdf: Pdf, bookmarks: readonly Bookmark[]): void {
  if (bookmarks.length === 0) return;
  const { outline, _root: catalogue, ref } = internals(pdf);
  const items = nest(bookmarks, () => ref.call(pdf, {}));
  writeItems(items, outline.dictionary);
  Object.assign(outline.outlineData, { Type: 'Outlines', Count: items.length, ...ends(items) });
  catalogue.data['Outlines'] = outline.dictionary;
  catalogue.data['PageMode'] = 'UseOutlines';
}

function nest(bookmarks: readonly Bookmark[], reference: () => PdfReference): Item[] {
  const top: Item[] = [];
  const path: Item[] = [];
  for (const bookmark of bookmarks) {
    const item: Item = { ...bookmark, children: [], reference: reference() };
    while ((path.at(-1)?.level ?? 0) >= item.level) path.pop();
    (path.at(-1)?.children ?? top).push(item);
    path.push(item);
  }
  return top;
}

function writeItems(items: readonly Item[], parent: PdfReference): void {
  for (const [index, item] of items.entries()) {
    const previous = items[index - 1];
    const next = items[index + 1];
    Object.assign(item.reference.data, {
      Title: pdfString(item.title),
      Parent: parent,
      Dest: [item.page, 'XYZ', 0, item.top, null],
      ...(previous ? { Prev: previous.reference } : {}),
      ...(next ? { Next: next.reference } : {}),
      // A negative count says that the children are there but folded.
      ...(item.children.length > 0 ? { Count: -item.children.length, ...ends(item.children) } : {}),
    });
    writeItems(item.children, item.reference);
    item.reference.end();
  }
}

function ends(items: readonly Item[]): Record<string, unknown> {
  return { First: items[0]?.reference, Last: items.at(-1)?.reference };
}
