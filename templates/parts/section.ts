/** A section of the report: its heading, its place for links, its node in the structure tree. */

import type { ReportDocument } from './document.ts';
import { heading } from './heading.ts';
import { paragraph } from './paragraph.ts';

export interface SectionOptions {
  title: string;
  /** Name of the place, for links. */
  destination: string;
  /** Begins on a new page; `unless-roomy`: only when less than half of this one is left. */
  newPage?: boolean | 'unless-roomy';
}

/** Draws a section. */
export function section(doc: ReportDocument, { title, destination, newPage }: SectionOptions, draw: () => void): void {
  const isRoomy = newPage === 'unless-roomy' && doc.spaceLeft > doc.pageHeight / 2;
  if (newPage && !isRoomy && !doc.isAtTop) doc.newPage();
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
