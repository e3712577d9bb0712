/** Where it hurts: paretos, repeats, hours and weekdays, the longest outages. */

import type { Pareto, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { linkToTicket } from '../anchors.ts';
import { hours, mostParetoBars, paretoChart, paretoLabel } from '../charts/reviewCharts.ts';
import { dash } from '../format.ts';
import { drawChart, drawChartRow } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { type Part, part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { costliestTickets } from './reviewTickets.ts';

export function reviewPain(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words } = voice;
  const known = voice.review.pain;
  const { review } = report;
  section(doc, { title: known.title, destination: 'section:pain' }, () => {
    if (review.paretos.length === 0) paragraph(doc, known.none);
    else paragraph(doc, known.lead, { keepWithNext: true });
    pareto(doc, report, 'cause', voice);
    part(doc, known.repeats, review.repeats.length === 0, words.none, () => repeatTable(doc, report, voice));
    part(doc, known.costliest, review.costliest.length === 0, words.none, () => costliestTickets(doc, report, voice));
  });
}

/** What the appendix shows of the quarter besides: when the incidents came, and the longest outages. */
export function reviewLists(doc: ReportDocument, report: ReviewModel): Part[] {
  const voice = reviewVoiceOf(report);
  const known = voice.review.pain;
  const { review } = report;
  return [
    {
      title: known.hoursTitle,
      isEmpty: review.hours.length === 0,
      draw: () => {
        paragraph(doc, known.hoursLead(report.period.timezone), { keepWithNext: true });
        const { configuration, height, alt } = hours(report);
        drawChart(doc, configuration, { height, alt });
      },
    },
    { title: known.outages, isEmpty: review.longestOutages.length === 0, draw: () => outages(doc, report, voice) },
  ];
}

/** Downtime on the left, breaches on the right. */
function pareto(doc: ReportDocument, report: ReviewModel, dimension: Pareto['dimension'], voice: ReviewVoice): void {
  const { review: known, words, count } = voice;
  const own = report.review.paretos.filter((found) => found.dimension === dimension);
  if (own.length === 0) return;
  part(doc, known.pain.dimension[dimension], false, words.none, () => {
    const charts = own.map((found) => paretoChart(report, found));
    drawChartRow(doc, charts, Math.max(...charts.map(({ height }) => height)));
    const most = Math.max(...own.map(({ rows }) => rows.length));
    if (most > mostParetoBars) note(doc, known.pain.limited(count(mostParetoBars), count(most)));
    if (dimension === 'cause') causes(doc, own, voice);
  });
}

/** Causes have long names: a table says them in full. */
function causes(doc: ReportDocument, own: readonly Pareto[], voice: ReviewVoice): void {
  const { review, duration, count } = voice;
  const known = review.pain;
  const rows = new Map(own.flatMap(({ rows: causes }) => causes.map((row) => [row.key, row] as const)));
  const of = (measured: Pareto['measured'], key: string) =>
    own.find((found) => found.measured === measured)?.rows.find((row) => row.key === key) ?? null;
  const amount = (row: Pareto['rows'][number] | null, spell: (amount: number) => string) =>
    row === null ? dash : spell(row.amount);
  table(doc, {
    columns: [
      { head: known.cause, width: { grow: 1 }, rowHead: true },
      { head: known.downtime, width: 'fit', align: 'right' },
      { head: known.share, width: 'fit', align: 'right' },
      { head: known.breaches, width: 'fit', align: 'right' },
    ],
    density: 'compact',
    rows: [...rows.values()].map((row) => ({
      cells: [
        paretoLabel('cause', row, voice),
        amount(of('downtime', row.key), duration),
        voice.percent(of('downtime', row.key)?.cumulativePercent ?? null),
        amount(of('breaches', row.key), count),
      ],
    })),
    after: 5,
  });
  note(doc, known.causeRule);
}

function repeatTable(doc: ReportDocument, { review, period }: ReviewModel, voice: ReviewVoice): void {
  const { words, text, count, duration } = voice;
  const known = voice.review.pain;
  const threshold = count(review.repeatThreshold);
  paragraph(doc, known.repeatRule(threshold, count(review.repeatsFound), count(review.repeats.length)), {
    keepWithNext: true,
  });
  table(doc, {
    columns: [
      { head: words.head.service, width: { grow: 1.2 }, rowHead: true },
      { head: words.head.kind, width: { grow: 1 } },
      { head: words.head.count, width: 'fit', align: 'right' },
      { head: known.before, width: 'fit', align: 'right' },
      { head: known.breaches, width: 'fit', align: 'right' },
      { head: known.downtime, width: 'fit', align: 'right' },
      { head: known.problem, width: 'fit' },
    ],
    density: 'compact',
    rows: review.repeats.map((row) => ({
      cells: [
        text(row.name),
        row.category,
        count(row.incidents),
        period.previousId === null ? dash : count(row.incidentsBefore),
        count(row.breachedTickets),
        row.downSeconds === 0 ? dash : duration(row.downSeconds),
        row.problemId ?? { text: known.noProblem, tone: 'warn' },
      ],
    })),
  });
}

function outages(doc: ReportDocument, report: ReviewModel, voice: ReviewVoice): void {
  const { words, text, time, exact } = voice;
  const known = voice.review.pain;
  table(doc, {
    columns: [
      { head: words.head.service, width: { grow: 1 }, rowHead: true },
      { head: words.head.from, width: 'fit' },
      { head: words.head.to, width: 'fit' },
      { head: known.counted, width: 'fit', align: 'right' },
      { head: words.head.ticket, width: { grow: 1.3 } },
      { head: known.cause, width: 'fit' },
    ],
    density: 'compact',
    rows: report.review.longestOutages.map((outage) => ({
      cells: [
        text(outage.name),
        time(outage.startedAt),
        outage.endedAt === null ? { text: words.open, tone: 'bad' } : time(outage.endedAt),
        exact(outage.countedSeconds),
        {
          text: outage.ticketId ?? dash,
          ...(outage.title === null ? {} : { sub: outage.title }),
          ...linkToTicket(report, outage.ticketId),
        },
        outage.cause ?? dash,
      ],
    })),
  });
}
