/** Incidents: how many, how fast, where, how old, which came again. */

import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { volumes as volumesChart } from '../charts/monthlyCharts.ts';
import { dash } from '../format.ts';
import { drawChart } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { type Column, table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { leftOut, majorIncidents, reopenedIncidents, repeats } from './incidentLists.ts';

export function incidents(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const { severities, totals: sums } = report.incidents;
  const isQuiet = sums.opened === 0 && sums.resolved === 0 && sums.backlog === 0;
  section(doc, { title: words.incidents.title, destination: 'section:incidents' }, () => {
    if (!report.data.hasTickets) {
      paragraph(doc, words.incidents.noData);
      return;
    }
    part(
      doc,
      words.incidents.volumes,
      !severities.some(({ trendOpened }) => trendOpened.some((opened) => (opened ?? 0) > 0)),
      words.none,
      () => volumes(doc, report),
    );
    part(doc, words.incidents.bySeverity, severities.length === 0 || isQuiet, words.none, () =>
      bySeverity(doc, report, voice),
    );
    part(doc, words.incidents.totals, isQuiet && sums.requests === 0, words.none, () => totals(doc, report, voice));
    breakdowns(doc, report, voice);
    majorIncidents(doc, report, voice);
    // The quarterly review lists them where it hurts.
    if (report.period.kind === 'month') repeats(doc, report, voice);
    reopenedIncidents(doc, report, voice);
    leftOut(doc, report, voice);
  });
}

function volumes(doc: ReportDocument, report: ReportModel): void {
  const { configuration, height, alt } = volumesChart(report);
  drawChart(doc, configuration, { height, alt });
}

function bySeverity(doc: ReportDocument, { incidents }: ReportModel, voice: Voice): void {
  const { words, severity, count, changed, duration } = voice;
  const known = words.incidents;
  const { totals } = incidents;
  table(doc, {
    columns: [
      { head: words.head.severity, width: { grow: 1 }, rowHead: true },
      ...numbers([
        known.opened,
        known.resolved,
        known.backlog,
        known.mttaMedian,
        known.mttaP90,
        known.mttrMedian,
        known.mttrP90,
      ]),
    ],
    rows: [
      ...incidents.severities.map((row) => ({
        cells: [
          severity(row.severity),
          changed(row.opened, row.previousOpened),
          count(row.resolved),
          count(row.backlog),
          duration(row.mttaMedianSeconds),
          duration(row.mttaP90Seconds),
          duration(row.mttrMedianSeconds),
          duration(row.mttrP90Seconds),
        ],
      })),
      {
        kind: 'total' as const,
        cells: [
          known.total,
          changed(totals.opened, totals.previousOpened),
          changed(totals.resolved, totals.previousResolved),
          changed(totals.backlog, totals.previousBacklog),
          duration(totals.mttaMedianSeconds),
          duration(totals.mttaP90Seconds),
          duration(totals.mttrMedianSeconds),
          duration(totals.mttrP90Seconds),
        ],
      },
    ],
  });
}

/** Figures that stand once for the whole month, beside those of the month before. */
function totals(doc: ReportDocument, { incidents }: ReportModel, { words, count, percent, duration }: Voice): void {
  const known = words.incidents;
  const { totals: all } = incidents;
  const share = (rate: string | null, part: number | null, whole: number | null) =>
    rate === null || part === null || whole === null ? dash : known.share(percent(rate), count(part), count(whole));
  const rows: [string, string, string][] = [
    [known.mtta, duration(all.mttaMedianSeconds), duration(all.previousMttaMedianSeconds)],
    [known.mttaMean, duration(all.mttaMeanSeconds), duration(all.previousMttaMeanSeconds)],
    [known.mtta90, duration(all.mttaP90Seconds), duration(all.previousMttaP90Seconds)],
    [known.mttr, duration(all.mttrMedianSeconds), duration(all.previousMttrMedianSeconds)],
    [known.mttrMean, duration(all.mttrMeanSeconds), duration(all.previousMttrMeanSeconds)],
    [known.mttr90, duration(all.mttrP90Seconds), duration(all.previousMttrP90Seconds)],
    [known.mtbf, duration(all.mtbfSeconds), duration(all.previousMtbfSeconds)],
    [
      known.firstLevel,
      share(all.firstLevelPercent, all.firstLevel, all.firstLevelOf),
      share(all.previousFirstLevelPercent, all.previousFirstLevel, all.previousFirstLevelOf),
    ],
    [
      known.reopenRate,
      share(all.reopenPercent, all.reopened, all.resolved),
      share(all.previousReopenPercent, all.previousReopened, all.previousResolved),
    ],
    [known.requests, count(all.requests), count(all.previousRequests)],
    [known.cancelled, count(all.cancelled), count(all.previousCancelled)],
    [known.duplicates, count(all.duplicates), count(all.previousDuplicates)],
  ];
  table(doc, {
    columns: [
      { head: known.item, width: { grow: 1 }, rowHead: true },
      { head: words.head.actual, width: 150, align: 'right' },
      { head: words.head.previous, width: 150, align: 'right' },
    ],
    rows: rows.map((cells) => ({ cells })),
  });
}

/** Services that the breakdown lists before it says how many more there are. */
const mostServices = 30;

function breakdowns(doc: ReportDocument, { incidents }: ReportModel, voice: Voice): void {
  const { words, text, count, changed } = voice;
  const known = words.incidents;
  const { byService, bySite, byCategory, byLevel, backlogByAge } = incidents;
  const shown = byService.slice(0, mostServices);
  part(doc, known.byService, byService.length === 0, words.none, () => {
    table(doc, {
      columns: [
        { head: words.head.service, width: { grow: 1 }, rowHead: true },
        ...numbers([known.opened, known.breaches], 90),
      ],
      rows: shown.map(({ serviceId, name, opened, previousOpened, breached }) => ({
        cells: [
          serviceId === null || name === null ? known.noService : text(name),
          changed(opened, previousOpened),
          count(breached),
        ],
      })),
      after: shown.length < byService.length ? 5 : 12,
    });
    if (shown.length < byService.length) note(doc, known.moreServices(count(shown.length), count(byService.length)));
  });
  const groups: [string, (readonly [string, number, number | null])[]][] = [
    [known.bySite, bySite.map((row) => [text(row.name), row.opened, row.breached])],
    [known.byCategory, byCategory.map((row) => [row.category, row.opened, null])],
    [known.byLevel, byLevel.map((row) => [words.escalations.levels[row.level] ?? row.level, row.opened, null])],
    [known.byAge, backlogByAge.map((row) => [known.ages[row.band], row.count, null])],
  ];
  const rows = groups.filter(([, entries]) => entries.some(([, number]) => number > 0));
  part(doc, known.breakdown, rows.length === 0, words.none, () =>
    table(doc, {
      columns: [
        { head: known.item, width: { grow: 1 }, rowHead: true },
        ...numbers([words.head.count, known.breaches], 90),
      ],
      rows: rows.flatMap(([title, entries]) => [
        { kind: 'group' as const, cells: [title] },
        ...entries.map(([label, number, breached]) => ({
          cells: [label, count(number), breached === null ? '' : count(breached)],
        })),
      ]),
    }),
  );
}

function numbers(heads: readonly string[], width: Column['width'] = 'fit'): Column[] {
  return heads.map((head) => ({ head, width, align: 'right' }));
}
