/** What the first page of a month and of a quarter share: the verdict with its reasons, the cards, the points. */

import type { Kpi, ReportModel, SummaryEvent } from '../../pipelines/report/ReportModel.ts';
import { linkTo } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { type KpiCard, kpiCards } from '../parts/kpiCards.ts';
import { bullets, paragraph } from '../parts/paragraph.ts';
import { part } from '../parts/section.ts';
import { statusText, toneColour } from '../parts/status.ts';
import { table } from '../parts/table.ts';
import { truncateText } from '../parts/text.ts';
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
  const headline = headlineOf(summary, voice);
  if (headline) paragraph(doc, headline, { style: type.lead, weight: 'bold', after: 2, keepWithNext: true });
  paragraph(doc, said.verdict(figures, period.isRunning, speech), { style: type.body, after: 2 });
  const decided = said.decidedBy(reasons.map((reason) => tell(said.reasons, reason, speech)));
  paragraph(doc, decided, { style: type.small, color: colour.muted, after: 8 });
  if (period.isRunning) {
    paragraph(doc, words.provisional(voice.time(period.asOf)), { color: toneColour.warn, weight: 'bold' });
  }
}

/** Events that the first sentence names. */
const mostNamed = 2;

/** What was missed, by name: the gravest, and how many more. Empty where nothing was. */
function headlineOf({ events }: ReportModel['summary'], voice: Voice): string {
  const { words, text, count } = voice;
  const known = words.pages;
  const named = [...events.shown]
    .slice(0, mostNamed)
    .map((event) =>
      event.kind === 'service'
        ? known.serviceMissed(text(event.name), event.percent, event.target)
        : known.ticketMissed(event.ticketId, lateOf(event, voice)),
    );
  if (named.length === 0) return '';
  const more = events.of - named.length;
  return known.headline(named.join(known.joinLate), more > 0 ? count(more) : '');
}

/** `応答21分超過、復旧2時間超過・継続中`. */
export function lateOf(
  { late }: Extract<SummaryEvent, { kind: 'ticket' }>,
  { words, measure, duration }: Voice,
): string {
  const known = words.pages;
  return late
    .map((each) => (each.isOpen ? known.stillOpen : known.late)(measure(each.measure), duration(each.seconds)))
    .join(known.joinLate);
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

/** What is asked of the client: each with what it costs and brings, the date of the answer, and boxes to tick. */
export function decisions(
  doc: ReportDocument,
  { summary }: ReportModel,
  { words, text, localDate }: Voice,
  from = 0,
): void {
  const known = words.pages.summary;
  const shown = summary.decisions.slice(from, from + mostDecisions);
  part(doc, known.decision, shown.length === 0, words.none, () =>
    table(doc, {
      columns: [
        { head: words.improvements.proposal, width: { grow: 2 } },
        { head: known.costAndEffect, width: { grow: 1 } },
        { head: known.answerBy, width: 'fit' },
        { head: known.answer, width: 'fit' },
      ],
      rows: shown.map(({ title, cost, effect, due }) => ({
        cells: [
          clip(doc, text(title), 200),
          [cost, effect].flatMap((each) => (each === null ? [] : [clip(doc, text(each), 100)])).join('\n') || dash,
          localDate(due),
          known.boxes,
        ],
      })),
      density: 'compact',
      after: 4,
    }),
  );
}

/** Decisions that fit on the page beside all else. */
export const mostDecisions = 4;

/** A text of at most two lines in a column of about `width` points. */
export function clip(doc: ReportDocument, text: string, width: number): string {
  return truncateText(doc.fonts, text.replaceAll('\n', ' '), 'regular', type.compact.size, width * 1.9);
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
