/** The quarterly service review: the order of its sections. */

import type { ReviewModel } from '../pipelines/report/review/ReviewModel.ts';
import type { EmbeddedFiles, RenderedReport } from './monthly.ts';
import { documentOptions } from './monthly.ts';
import { createDocument } from './parts/document.ts';
import { appendix } from './sections/appendix.ts';
import { attainment } from './sections/attainment.ts';
import { cover } from './sections/cover.ts';
import { escalations } from './sections/escalations.ts';
import { incidents } from './sections/incidents.ts';
import { maintenance } from './sections/maintenance.ts';
import { openMeasures } from './sections/openMeasures.ts';
import { operations } from './sections/operations.ts';
import { problems } from './sections/problems.ts';
import { followUp, proposals } from './sections/reviewActions.ts';
import { reviewBreaches } from './sections/reviewBreaches.ts';
import { reviewKpis } from './sections/reviewKpis.ts';
import { reviewPain } from './sections/reviewPain.ts';
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
    attainment,
    reviewPain,
    reviewBreaches,
    followUp,
    proposals,
  ];
  const practices = [incidents, openMeasures, escalations, problems, maintenance, operations, appendix];
  for (const draw of [...review, ...practices]) draw(doc, report);
  const pages = doc.pageCount;
  return { pdf: await doc.finish(), pages, missingGlyphs: doc.missingGlyphs() };
}
