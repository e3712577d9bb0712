/** The quarter against those before it, its months against the last twelve, and how much of the error budget was used. */

import type { ReviewModel, ReviewPeriod, ReviewService } from '../../pipelines/report/review/ReviewModel.ts';
import { trendCharts } from '../charts/reviewCharts.ts';
import { formatAxisMonth, formatMonth } from '../format.ts';
import type { Cell, Row } from '../parts/cells.ts';
import { drawChartRow } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { usedHeat } from '../theme.ts';
import { reviewMargins } from './reviewMargins.ts';
import { worstFirst } from './services.ts';

export function reviewTrend(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const known = voice.review.trend;
  section(doc, { title: known.title, destination: 'section:trend' }, () => {
    paragraph(doc, known.lead, { keepWithNext: true });
    drawChartRow(doc, trendCharts(report), 118);
    part(doc, known.compare, false, voice.words.none, () => comparison(doc, report, voice));
    part(doc, known.margins, report.review.margins.promises.length === 0, voice.words.none, () =>
      reviewMargins(doc, report, voice),
    );
  });
}

/** Each service, the worst first: its months as a heat table, the quarter, and its budget. The row is the place that links to a service lead to. */
export function errorBudget(doc: ReportDocument, report: ReviewModel): void {
  const voice = reviewVoiceOf(report);
  const { words, review, percent } = voice;
  const known = review.trend;
  const { services, quarters } = report.review;
  section(doc, { title: words.availability.title, destination: 'section:availability' }, () => {
    part(doc, known.budget, services.length === 0, words.none, () => {
      paragraph(doc, known.budgetLead, { keepWithNext: true });
      const whole = quarters.find(({ id }) => id === report.period.id);
      table(doc, {
        columns: [
          { head: words.head.service, width: { grow: 1 }, rowHead: true },
          ...report.review.months.map(({ id }) => ({
            head: formatAxisMonth(id, false, report.language)[0]!,
            width: 'fit' as const,
            align: 'right' as const,
          })),
          { head: words.head.actual, width: 'fit', align: 'right' },
          { head: known.down, width: 'fit', align: 'right' },
          { head: known.budgetUsed, width: 'fit', align: 'right' },
          { head: words.head.verdict, width: 'fit' },
        ],
        density: 'compact',
        rows: [
          ...worstFirst(services).map((service) => serviceRow(service, report, voice)),
          {
            kind: 'total' as const,
            cells: [
              known.total,
              ...report.review.months.map(({ id }) =>
                percent(report.review.trend.find((month) => month.id === id)?.availabilityPercent ?? null),
              ),
              percent(report.availability.overall.percent),
              voice.duration(whole?.downSeconds ?? 0),
              used(whole?.budgetUsedPercent ?? null, voice),
              voice.verdict(report.availability.overall.met),
            ],
          },
        ],
        after: 5,
      });
      for (const line of formula(report, voice)) note(doc, line);
    });
  });
}

/** How the figures came about, and the parts of the quarter that had terms of their own. */
function formula({ availability }: ReviewModel, { words, localDate }: ReviewVoice): string[] {
  const { policy, parts } = availability;
  const known = words.availability;
  return [
    ...known.formulaLines(known.base[policy.unknown] ?? ''),
    ...parts.map(({ fromDate, toDate, targetPercent }) =>
      known.part(localDate(fromDate), localDate(toDate), `${targetPercent}%`),
    ),
  ];
}

function serviceRow(service: ReviewService, { availability }: ReviewModel, voice: ReviewVoice): Row {
  const { text, percent, duration, words } = voice;
  const isOwn = service.targetPercent !== availability.overall.targetPercent;
  return {
    destination: `service:${service.serviceId}`,
    cells: [
      {
        text: text(service.name),
        sub: isOwn
          ? `${text(service.siteName)}　${words.head.target} ${service.targetPercent}%`
          : text(service.siteName),
      },
      ...service.monthPercents.map((value, index) => ({
        text: percent(value),
        ...(service.monthMet[index] === false ? { weight: 'bold' as const } : {}),
        ...tintOf(service, index),
      })),
      { text: percent(service.percent), weight: service.met === false ? ('bold' as const) : ('regular' as const) },
      service.downSeconds === 0
        ? '0'
        : { text: duration(service.downSeconds), sub: voice.review.trend.allowed(duration(service.budgetSeconds)) },
      used(service.budgetUsedPercent, voice),
      voice.verdict(service.met),
    ],
  };
}

/** The ground of a month by the share of its budget that was used: half, three quarters, more than all of it. */
function tintOf({ monthMet, monthUsedPercents }: ReviewService, index: number): { tint?: string } {
  const share = Number(monthUsedPercents[index] ?? 0);
  const [half, most, over] = usedHeat;
  if (monthMet[index] === false) return { tint: over };
  return share >= 75 ? { tint: most } : share >= 50 ? { tint: half } : {};
}

function used(value: string | null, { percent, review }: ReviewVoice): Cell {
  return value === null ? review.trend.nothing : percent(value);
}

function comparison(doc: ReportDocument, report: ReviewModel, voice: ReviewVoice): void {
  const { words } = voice;
  const known = voice.review.trend;
  const { quarters, trend } = report.review;
  table(doc, {
    columns: [
      { head: known.period, width: { grow: 1 }, rowHead: true },
      ...[
        words.attainment.availability,
        known.missed,
        known.down,
        known.budgetUsed,
        known.respond,
        known.fixed,
        known.breaches,
        known.opened,
      ].map((head) => ({ head, width: 'fit' as const, align: 'right' as const })),
    ],
    rows: [
      { kind: 'group' as const, cells: [known.quarters] },
      ...quarters.map((period) => periodRow(period, report, voice, true)),
      { kind: 'group' as const, cells: [known.months] },
      ...trend.map((period) => periodRow(period, report, voice, false)),
    ],
    density: 'compact',
  });
}

function periodRow(period: ReviewPeriod, report: ReviewModel, voice: ReviewVoice, isQuarter: boolean): Row {
  const { percent, count, duration, review } = voice;
  const isReported = period.id === report.period.id;
  const name = formatMonth(period.id, report.language);
  const part = isQuarter && period.months < 3 ? review.trend.partial(count(period.months)) : null;
  const sub = [isReported ? review.trend.current : null, part].filter((words) => words !== null).join(' ');
  const strong = isReported ? ({ weight: 'bold' } as const) : {};
  return {
    cells: [
      { text: name, ...(sub === '' ? {} : { sub }), ...strong },
      { text: percent(period.availabilityPercent), ...strong },
      count(period.missedServices),
      period.downSeconds === 0 ? '0' : duration(period.downSeconds),
      percent(period.budgetUsedPercent),
      percent(period.respondPercent),
      percent(period.fixedPercent),
      count(period.breached),
      count(period.opened),
    ],
  };
}
