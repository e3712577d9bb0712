/** The page that is read when only one is: the verdict, six figures, the points of the month, decisions asked for. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { voiceOf } from '../voice.ts';
import { cards, decisions, overall, points } from './summaryBlocks.ts';

export function summary(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, text } = voice;
  const { comment } = report.summary;
  section(doc, { title: words.summary.title, destination: 'section:summary', newPage: true }, () => {
    overall(doc, report, voice);
    cards(doc, report, voice);
    points(doc, report, voice);
    decisions(doc, report, voice);
    if (comment) part(doc, words.summary.comment, false, words.none, () => paragraph(doc, text(comment)));
  });
}
