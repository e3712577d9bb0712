/** The page that the review begins with: decisions asked of the client first, then the verdict and the figures. */

import type { ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { linkTo } from '../anchors.ts';
import type { ReportDocument } from '../parts/document.ts';
import { kpiCards } from '../parts/kpiCards.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { statusText, toneColour } from '../parts/status.ts';
import { reviewVoiceOf } from '../reviewVoice.ts';
import { type } from '../theme.ts';
import { toneOf } from '../voice.ts';
import { dataGaps } from './reviewGaps.ts';
import { card } from './summary.ts';

export function reviewSummary(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words, text } = voice;
  const { status, verdict, kpis, points, decisions, comment } = report.summary;
  section(doc, { title: words.summary.title, destination: 'section:summary', newPage: true }, () => {
    part(doc, words.summary.decisions, decisions.length === 0, words.none, () =>
      bullets(
        doc,
        decisions.map((decision) => ({ text: text(decision) })),
      ),
    );
    doc.gap(8);
    const tone = toneOf[status];
    const overall = `${words.summary.overall}${words.colon}${statusText(tone, words.status[status])}`;
    paragraph(doc, overall, { style: type.h2, weight: 'bold', color: toneColour[tone], after: 2, keepWithNext: true });
    paragraph(doc, text(verdict), { style: type.lead, after: 8 });
    if (report.period.isRunning) {
      paragraph(doc, words.provisional(voice.time(report.period.asOf)), { color: toneColour.warn, weight: 'bold' });
    }
    dataGaps(doc, report, voice);
    kpiCards(
      doc,
      kpis.map((kpi) => card(report, kpi, voice)),
    );
    part(doc, words.summary.points, points.length === 0, words.none, () =>
      bullets(
        doc,
        points.map((point) => ({ text: text(point.text), ...linkTo(report, point.anchor) })),
      ),
    );
    if (comment) part(doc, words.summary.comment, false, words.none, () => paragraph(doc, text(comment)));
  });
}
