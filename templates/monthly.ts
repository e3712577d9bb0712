/** The monthly service level report: the order of its sections. */

import type { ReportModel } from '../pipelines/report/ReportModel.ts';
import { dash, formatMonth } from './format.ts';
import { createDocument, type DocumentOptions, type MissingGlyph } from './parts/document.ts';
import { appendix } from './sections/appendix.ts';
import { cover } from './sections/cover.ts';
import { incidents } from './sections/incidents.ts';
import { misses } from './sections/misses.ts';
import { practices } from './sections/practices.ts';
import { promises } from './sections/promises.ts';
import { services } from './sections/services.ts';
import { summary } from './sections/summary.ts';
import { voiceOf } from './voice.ts';

export interface RenderedReport {
  pdf: Uint8Array;
  pages: number;
  /** Characters that no font could show, printed as 〓. */
  missingGlyphs: MissingGlyph[];
}

/** Renders the report in its language, with files inside. The same model and files give the same bytes. */
export async function renderMonthly(report: ReportModel, files: EmbeddedFiles = {}): Promise<RenderedReport> {
  const doc = createDocument(documentOptions(report, files));
  cover(doc, report);
  promises(doc, report, summary(doc, report));
  for (const draw of [services, misses, incidents, practices]) draw(doc, report);
  appendix(doc, report, files['manifest.json'] ?? null);
  const pages = doc.pageCount;
  return { pdf: await doc.finish(), pages, missingGlyphs: doc.missingGlyphs() };
}

/** What a report carries inside: file names and contents. */
export type EmbeddedFiles = {
  'figures.json'?: string;
  'manifest.json'?: string;
  'restatement.json'?: string;
  'evidence.json'?: string;
};

/** Title, header, footer, identity and files of a report of either kind. */
export function documentOptions(report: ReportModel, files: EmbeddedFiles): DocumentOptions {
  const { words, text } = voiceOf(report);
  const { document, period, language } = report;
  const title = words.marked[document.state](words.monthOf(formatMonth(period.id, language)));
  const classification = document.classification ? text(document.classification) : '';
  const number = words.numbered[document.state](document.number);
  const version = words.issue(document);
  return {
    title: `${title} ${text(document.client)}`,
    subject: [number, version].filter(Boolean).join(' '),
    author: text(document.provider),
    language,
    documentId: `${number} ${document.version ?? ''} ${document.state} ${document.issuedAt ?? period.asOf}`,
    createdAt: new Date((document.issuedAt ?? period.asOf) * 1000),
    header: { left: title, right: words.clientHeader(text(document.client)) },
    footer: [classification, number, version].filter(Boolean).join('　') || dash,
    attachments: Object.entries(files).map(([name, content]) => ({
      name,
      content,
      type: 'application/json',
      relationship: 'Data' as const,
      description: words.attachments[name as keyof EmbeddedFiles],
    })),
  };
}
