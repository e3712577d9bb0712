/** What the first page of a month and of a quarter share: the verdict with its reasons, the cards, the points. */

import type { Kpi, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkTo } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { type KpiCard, kpiCards } from '../parts/kpiCards.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { part } from '../parts/section.ts';
import { statusText, toneColour } from '../parts/status.ts';
import { colour, type } from '../theme.ts';
import { toneOf, type Voice } from '../voice.ts';
import { tell } from '../words/SummaryWords.ts';

/** The overall status, how it was decided, and the figures in two or three sentences. */
export function overall(doc: ReportDocument, { summary, period }: ReportModel, voice: Voice): void {
  const { words, speech } = voice;
  const { said } = words.summary;
  const { status, reasons, figures } = summary;
  const tone = toneOf[status];
  const head = `${words.summary.overall}${words.colon}${statusText(tone, said.states[status])}`;
  paragraph(doc, head, { style: type.h2, weight: 'bold', color: toneColour[tone], after: 2, keepWithNext: true });
  paragraph(doc, said.verdict(figures, period.isRunning, speech), { style: type.lead, after: 2 });
  const decided = said.decidedBy(reasons.map((reason) => tell(said.reasons, reason, speech)));
  paragraph(doc, decided, { style: type.small, color: colour.muted, after: 8 });
  if (period.isRunning) {
    paragraph(doc, words.provisional(voice.time(period.asOf)), { color: toneColour.warn, weight: 'bold' });
  }
}

export function cards(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  kpiCards(
    doc,
    report.summary.kpis.map((kpi) => card(report, kpi, voice)),
  );
}

export function points(doc: ReportDocument, report: ReportModel, { words, speech }: Voice): void {
  const all = report.summary.points;
  part(doc, words.summary.points, all.length === 0, words.none, () =>
    bullets(
      doc,
      all.map((point) => ({
        text: tell(words.summary.said.points, point, speech),
        ...linkTo(report, point.anchor),
      })),
    ),
  );
}

export function decisions(doc: ReportDocument, report: ReportModel, { words, text }: Voice): void {
  const all = report.summary.decisions;
  part(doc, words.summary.decisions, all.length === 0, words.none, () =>
    bullets(
      doc,
      all.map((decision) => ({ text: text(decision) })),
    ),
  );
}

/** One figure as a card: what it is, against what, of how many cases; a figure that is not there says why. */
function card(report: ReportModel, kpi: Kpi, { words, count, duration }: Voice): KpiCard {
  const { said, ...known } = words.summary;
  const isRate = kpi.id === 'availability' || kpi.id === 'respond' || kpi.id === 'restore';
  const unit = isRate ? '%' : kpi.id === 'mttr' ? '' : said.casesUnit;
  const figure = (value: string | number) =>
    typeof value === 'number' ? duration(value) : isRate ? value : count(Number(value));
  const target =
    kpi.target === null ? (isRate ? said.everyCase : known.noTarget) : known.target(`${kpi.target}${unit}`);
  const cases = kpi.cases === null ? [] : [said.cases(count(kpi.cases.met), count(kpi.cases.of))];
  const missing = kpi.without === 'data' ? said.noData : words.none;
  return {
    label: said.cards[kpi.id],
    value: kpi.value === null ? dash : figure(kpi.value),
    ...(kpi.value === null || unit === '' ? {} : { unit }),
    target: [target, ...cases].join('　'),
    previous: kpi.previous === null ? known.noPrevious : known.previous(`${figure(kpi.previous)}${unit}`),
    tone: kpi.status === null ? 'none' : toneOf[kpi.status],
    word: kpi.value === null ? missing : kpi.status === null ? '' : said.states[kpi.status],
    ...linkTo(report, kpi.anchor),
  };
}
