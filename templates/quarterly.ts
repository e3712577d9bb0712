/** The quarterly service review: the order of its sections. */

import type { ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import type { EmbeddedFiles, RenderedReport } from './monthly.ts';
import { documentOptions } from './monthly.ts';
import { createDocument } from './parts/document.ts';
import { appendix } from './sections/appendix.ts';
import { cover } from './sections/cover.ts';
import { incidents } from './sections/incidents.ts';
import { otherTerms } from './sections/otherTerms.ts';
import { practices } from './sections/practices.ts';
import { promises } from './sections/promises.ts';
import { followUp, proposals } from './sections/reviewActions.ts';
import { reviewBreaches } from './sections/reviewBreaches.ts';
import { reviewKpis } from './sections/reviewKpis.ts';
import { reviewLists, reviewPain } from './sections/reviewPain.ts';
import { reviewSummary } from './sections/reviewSummary.ts';
import { errorBudget, reviewTrend } from './sections/reviewTrend.ts';

/** Renders the review in its language, with files inside. The same model and files give the same bytes. */
export async function renderQuarterly(report: ReviewModel, files: EmbeddedFiles = {}): Promise<RenderedReport> {
  const doc = createDocument(documentOptions(report, files));
  const review = [
    cover,
    reviewSummary,
    reviewKpis,
    reviewTrend,
    errorBudget,
    promises,
    reviewPain,
    reviewBreaches,
    followUp,
    proposals,
  ];
  for (const draw of [...review, practices]) draw(doc, report);
  appendix(doc, report, files['manifest.json'] ?? null, { before: incidents, lists: reviewLists(doc, report) });
  otherTerms(doc, report);
  const pages = doc.pageCount;
  return { pdf: await doc.finish(), pages, missingGlyphs: doc.missingGlyphs() };
}
