/** A section of the report: its heading, its place for links, its node in the structure tree. */

import { colour, type } from '../theme.ts';
import type { ReportDocument } from './document.ts';
import { heading } from './heading.ts';
import { paragraph } from './paragraph.ts';

export interface SectionOptions {
  title: string;
  /** Name of the place, for links. */
  destination: string;
  /** Begins on a new page. The others follow where the one before ends, unless its page is nearly full. */
  newPage?: boolean;
}

/** Points that a section's beginning needs at least, so that none begins at the foot of a page. */
const smallestStart = 150;

/** Draws a section. */
export function section(doc: ReportDocument, { title, destination, newPage }: SectionOptions, draw: () => void): void {
  if (!doc.isAtTop && (newPage || doc.spaceLeft < smallestStart)) doc.newPage();
  doc.tag('Sect', () => {
    heading(doc, 1, title, { destination });
    draw();
  });
}

/** A part of a section; `none` is said in one line where there is nothing to show. */
export function part(doc: ReportDocument, title: string, isEmpty: boolean, none: string, draw: () => void): void {
  heading(doc, 2, title);
  if (isEmpty) paragraph(doc, none);
  else draw();
}

/** A part that may have nothing to show. */
export interface Part {
  title: string;
  isEmpty: boolean;
  draw: () => void;
}

/** Parts of a section; those with nothing to show are named together in one line. */
export function parts(doc: ReportDocument, all: readonly Part[], none: (titles: string[]) => string): void {
  for (const { title, isEmpty, draw } of all) {
    if (isEmpty) continue;
    heading(doc, 2, title);
    draw();
  }
  const empty = all.filter(({ isEmpty }) => isEmpty).map(({ title }) => title);
  if (empty.length > 0) paragraph(doc, none(empty), { style: type.small, color: colour.muted });
}
