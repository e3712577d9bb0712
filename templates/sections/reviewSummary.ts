/** The page that the review begins with: decisions asked of the client first, then the verdict and the figures. */

import type { ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { reviewVoiceOf } from '../reviewVoice.ts';
import { dataGaps } from './reviewGaps.ts';
import { cards, decisions, overall, points } from './summaryBlocks.ts';

export function reviewSummary(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words, text } = voice;
  const { comment } = report.summary;
  section(doc, { title: words.summary.title, destination: 'section:summary', newPage: true }, () => {
    decisions(doc, report, voice);
    doc.gap(8);
    overall(doc, report, voice);
    dataGaps(doc, report, voice);
    cards(doc, report, voice);
    points(doc, report, voice);
    if (comment) part(doc, words.summary.comment, false, words.none, () => paragraph(doc, text(comment)));
  });
}
