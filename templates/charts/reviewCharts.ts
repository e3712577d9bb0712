/** The charts of a quarterly review, as configurations that the PDF and the pictures share. */

import type { Pareto, ReviewModel } from '../../pipelines/report/review/ReviewModel.ts';
import { formatAxisMonth, formatMonth } from '../format.ts';
import { type ReviewVoice, reviewVoiceOf } from '../reviewVoice.ts';
import { attainmentChart } from './attainment.ts';
import { attainment, availability, volumes } from './monthlyCharts.ts';
import { hoursChart } from './reviewHours.ts';
import { paretoBars, paretoBarsHeight } from './reviewPareto.ts';
import { availabilityTrend } from './reviewTrend.ts';
import type { ChartSpec } from './style.ts';

export interface ReviewChart {
  /** Also the name of the picture's file. */
  name: string;
  title: string;
  /** What the chart says, in words. */
  alt: string;
  /** Points. */
  height: number;
  configuration: ChartSpec;
}

/** Every chart of the review that has something to show. */
export function reviewCharts(report: ReviewModel): ReviewChart[] {
  return [
    ...trendCharts(report),
    ...(report.availability.services.length > 0 ? [availability(report)] : []),
    ...attainment(report),
    ...report.review.paretos.map((pareto) => paretoChart(report, pareto)),
    ...(report.review.hours.length > 0 ? [hours(report)] : []),
    ...(report.incidents.severities.length > 0 ? [volumes(report)] : []),
  ];
}

/** Availability and attainment over the months. */
export function trendCharts(report: ReviewModel): ReviewChart[] {
  const { trend: periods } = report.review;
  const { words, review, percent, language } = reviewVoiceOf(report);
  const known = review.trend;
  const months = periods.map(({ id }, index) => formatAxisMonth(id, index === 0, language));
  const from = formatMonth(periods[0]?.id ?? report.period.id, language);
  const to = formatMonth(periods.at(-1)?.id ?? report.period.id, language);
  const { overall } = report.availability;
  return [
    {
      name: 'availability-trend',
      title: known.availabilityChart,
      alt: known.availabilityAlt(from, to, percent(overall.percent)),
      height: 150,
      configuration: availabilityTrend({
        months,
        percents: periods.map(({ availabilityPercent }) => availabilityPercent),
        target: overall.targetPercent,
        words: {
          series: words.attainment.availability,
          target: words.availability.chartTarget(overall.targetPercent),
          axis: (start) => (start === '0' ? known.axisPlain : known.axis(start)),
        },
      }),
    },
    {
      name: 'attainment-trend',
      title: known.attainmentChart,
      alt: known.attainmentAlt(from, to),
      height: 150,
      configuration: attainmentChart({
        months,
        lines: [
          { label: words.measures['respond'] ?? '', percents: periods.map(({ respondPercent }) => respondPercent) },
          { label: words.attainment.restoreOrResolve, percents: periods.map(({ fixedPercent }) => fixedPercent) },
        ],
        target: null,
        words: { axis: words.attainment.axis },
      }),
    },
  ];
}

/** Bars that a pareto shows; the table in data/ has them all. */
export const mostParetoBars = 10;

/** Downtime in hours, breaches in cases. */
export function paretoChart(report: ReviewModel, { measured, dimension, rows }: Pareto): ReviewChart {
  const voice = reviewVoiceOf(report);
  const { pain } = voice.review;
  const shown = rows.slice(0, mostParetoBars);
  const what = pain[measured];
  const first = shown[0];
  return {
    name: `pareto-${measured}-${dimension}`,
    title: what,
    alt: pain.alt(what, first ? paretoLabel(dimension, first, voice) : '', first ? `${first.cumulativePercent}%` : ''),
    height: paretoBarsHeight(shown.length),
    configuration: paretoBars({
      // Causes are named in full in the table beside the chart; here their number is enough.
      bars: shown.map((row) => ({
        label: short(dimension === 'cause' && row.key !== '' ? row.key : paretoLabel(dimension, row, voice)),
        amount: measured === 'downtime' ? row.amount / 3600 : row.amount,
        cumulativePercent: row.cumulativePercent,
      })),
      words: { amount: pain.axis[measured], cumulative: pain.cumulative },
      fill: measured === 'downtime' ? 'blue' : 'red',
    }),
  };
}

/** What a row of a pareto stands for; what nothing is known of says so. */
export function paretoLabel(
  dimension: Pareto['dimension'],
  { label }: Pareto['rows'][number],
  { review, text }: ReviewVoice,
): string {
  return label === null ? review.pain.unexplained[dimension] : text(label);
}

/** Incidents by weekday and hour. */
export function hours(report: ReviewModel): ReviewChart {
  const { review } = reviewVoiceOf(report);
  const { pain } = review;
  const busiest = report.review.hours.reduce((most, cell) => (cell.incidents > most.incidents ? cell : most), {
    weekday: 1,
    hour: 0,
    incidents: 0,
  });
  return {
    name: 'hours',
    title: pain.hoursTitle,
    alt: pain.hoursAlt(pain.weekdays[busiest.weekday - 1] ?? '', String(busiest.hour), String(busiest.incidents)),
    height: 150,
    configuration: hoursChart({ cells: report.review.hours, weekdays: pain.weekdays, words: { hour: pain.hour } }),
  };
}

/** Names beside bars; half of the page has no room for more. A Japanese letter is as wide as two Latin ones. */
function short(text: string): string {
  let width = 0;
  let kept = '';
  for (const letter of text) {
    width += letter.charCodeAt(0) > 0xff ? 2 : 1;
    if (width > 28) return `${kept}…`;
    if (width <= 26) kept += letter;
  }
  return text;
}
