/** The page that is read when only one is: the verdict, six figures, the points of the month, decisions asked for. */

import type { Kpi, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkTo } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { type KpiCard, kpiCards } from '../parts/kpiCards.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { statusText, toneColour } from '../parts/status.ts';
import { type } from '../theme.ts';
import { toneOf, type Voice, voiceOf } from '../voice.ts';

export function summary(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, text } = voice;
  const { status, verdict, kpis, points, decisions, comment } = report.summary;
  section(doc, { title: words.summary.title, destination: 'section:summary', newPage: true }, () => {
    const tone = toneOf[status];
    const overall = `${words.summary.overall}${words.colon}${statusText(tone, words.status[status])}`;
    paragraph(doc, overall, { style: type.h2, weight: 'bold', color: toneColour[tone], after: 2 });
    paragraph(doc, text(verdict), { style: type.lead, after: 8 });
    if (report.period.isRunning) {
      paragraph(doc, words.provisional(voice.time(report.period.asOf)), { color: toneColour.warn, weight: 'bold' });
    }
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
    part(doc, words.summary.decisions, decisions.length === 0, words.none, () =>
      bullets(
        doc,
        decisions.map((decision) => ({ text: text(decision) })),
      ),
    );
    if (comment) part(doc, words.summary.comment, false, words.none, () => paragraph(doc, text(comment)));
  });
}

/** One figure as a card. */
export function card(report: ReportModel, kpi: Kpi, { words, text }: Voice): KpiCard {
  const unit = text(kpi.unit);
  const withUnit = (value: string) => (value === dash ? value : `${value}${unit}`);
  return {
    label: text(kpi.label),
    value: kpi.value ?? dash,
    ...(kpi.value === null ? {} : { unit }),
    target: kpi.target === null ? words.summary.noTarget : words.summary.target(withUnit(kpi.target)),
    previous: kpi.previous === null ? words.summary.noPrevious : words.summary.previous(withUnit(kpi.previous)),
    tone: kpi.status === null ? 'none' : toneOf[kpi.status],
    word: kpi.status !== null ? words.status[kpi.status] : kpi.value === null ? words.none : '',
    ...linkTo(report, kpi.anchor),
  };
}
