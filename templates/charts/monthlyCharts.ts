/** The charts of a monthly report, as configurations that the PDF and the pictures share. */

import type { AttainmentRow, AvailabilityRow, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash, formatAxisMonth } from '../format.ts';
import { voiceOf } from '../voice.ts';
import { attainmentChart } from './attainment.ts';
import { availabilityChart, availabilityChartHeight } from './availability.ts';
import type { ChartSpec } from './style.ts';
import { volumeChart } from './volumes.ts';

export interface ReportChart {
  /** Also the name of the picture's file. */
  name: 'availability' | 'attainment-respond' | 'attainment-restore-resolve' | 'incidents';
  title: string;
  /** What the chart says, in words. */
  alt: string;
  /** Said beside the chart when it does not show all there is; else null. */
  limitedTo: string | null;
  /** Points. */
  height: number;
  configuration: ChartSpec;
}

/** All charts of the report that have something to show. */
export function monthlyCharts(report: ReportModel): ReportChart[] {
  return [
    ...(report.availability.services.length > 0 ? [availability(report)] : []),
    ...attainment(report),
    ...(report.incidents.severities.length > 0 ? [volumes(report)] : []),
  ];
}

/** More bars than this do not fit on a page with what belongs to them. */
const mostBars = 26;

/** Each service against the target; of many services, the ones with the lowest figures. */
export function availability(report: ReportModel): ReportChart {
  const { words, text, count } = voiceOf(report);
  const { services, overall } = report.availability;
  const { availability: known } = words;
  const shown = services.length <= mostBars ? services : lowest(services, mostBars);
  const named = (wanted: boolean) => count(services.filter(({ met }) => met === wanted).length);
  return {
    name: 'availability',
    title: known.chart,
    alt: known.alt(named(true), named(false), overall.targetPercent),
    limitedTo: shown.length < services.length ? known.limited(count(shown.length), count(services.length)) : null,
    height: availabilityChartHeight(shown.length),
    configuration: availabilityChart({
      bars: shown.map(({ name, percent, met }) => ({ name: text(name), percent, met })),
      target: overall.targetPercent,
      words: {
        target: known.chartTarget(overall.targetPercent),
        axis: known.axis,
        met: words.met,
        missed: words.missed,
      },
    }),
  };
}

/** Response, then restoration and resolution, of which each severity has one. */
export function attainment(report: ReportModel): ReportChart[] {
  const { words, measure } = voiceOf(report);
  const { rows } = report.attainment;
  const responding = rows.filter((row) => row.measure === 'respond');
  const solving = rows.filter((row) => row.measure !== 'respond');
  return [
    ...(responding.length > 0 ? [trend(report, 'attainment-respond', measure('respond'), responding)] : []),
    ...(solving.length > 0
      ? [trend(report, 'attainment-restore-resolve', words.attainment.restoreOrResolve, solving)]
      : []),
  ];
}

/** Incidents opened, by severity and month. */
export function volumes(report: ReportModel): ReportChart {
  const { words, severity, count } = voiceOf(report);
  const { severities, totals } = report.incidents;
  return {
    name: 'incidents',
    title: words.incidents.volumes,
    alt: words.incidents.alt(count(totals.opened)),
    limitedTo: null,
    height: 132,
    configuration: volumeChart({
      months: monthLabels(report),
      stacks: severities.map((row) => ({ label: severity(row.severity), counts: row.trendOpened })),
      words: { axis: words.incidents.axis },
    }),
  };
}

function trend(
  report: ReportModel,
  name: ReportChart['name'],
  title: string,
  rows: readonly AttainmentRow[],
): ReportChart {
  const { words, severity, percent } = voiceOf(report);
  const spoken = rows.map((row) => `${severity(row.severity)} ${percent(row.percent)}`).join(words.join);
  return {
    name,
    title: words.attainment.trendOf(title),
    alt: words.attainment.alt(title, spoken || dash),
    limitedTo: null,
    height: 118,
    configuration: attainmentChart({
      months: monthLabels(report),
      lines: rows.map((row) => ({ label: severity(row.severity), percents: row.trend.map((month) => month.percent) })),
      target: null,
      words: { axis: words.attainment.axis },
    }),
  };
}

function monthLabels({ period, language }: ReportModel): string[][] {
  return period.trendIds.map((id, index) => formatAxisMonth(id, index === 0, language));
}

/** Those that missed, then those with the lowest figure. */
function lowest(services: readonly AvailabilityRow[], most: number): AvailabilityRow[] {
  const rank = ({ percent }: AvailabilityRow) => (percent === null ? Number.POSITIVE_INFINITY : Number(percent));
  return [...services]
    .sort((a, b) => Number(a.met ?? true) - Number(b.met ?? true) || rank(a) - rank(b))
    .slice(0, most);
}
