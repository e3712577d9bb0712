/** Incidents and problems: how many, how fast, the gravest, what is still open, and what causes them. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { volumes as volumesChart } from '../charts/monthlyCharts.ts';
import { dash } from '../format.ts';
import type { Column } from '../parts/cells.ts';
import { drawChart } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { parts, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { colour, type } from '../theme.ts';
import { noneOf, type Voice, voiceOf } from '../voice.ts';
import { ticketTable } from './incidentLists.ts';
import { openTable } from './openMeasures.ts';
import { problemList } from './problems.ts';

/** Fewer months than this are no trend. */
const leastMonths = 3;

export function incidents(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const { severities, totals: sums } = report.incidents;
  const isQuiet = sums.opened === 0 && sums.resolved === 0 && sums.backlog === 0;
  section(doc, { title: words.pages.incidents.title, destination: 'section:incidents' }, () => {
    if (!report.data.hasTickets) {
      paragraph(doc, words.incidents.noData);
      return;
    }
    const months = report.period.trendIds.filter((_, month) =>
      severities.some(({ trendOpened }) => (trendOpened[month] ?? 0) > 0),
    );
    const hasTrend = months.length >= leastMonths;
    if (hasTrend)
      parts(doc, [{ title: words.incidents.volumes, isEmpty: false, draw: () => volumes(doc, report) }], noneOf(voice));
    parts(
      doc,
      [
        { title: words.incidents.bySeverity, isEmpty: isQuiet, draw: () => bySeverity(doc, report, voice) },
        gravest(doc, report, voice),
        open(doc, report, voice),
        {
          title: words.pages.incidents.problems,
          isEmpty: report.problems.rows.length === 0,
          draw: () => problemList(doc, report, voice),
        },
      ],
      noneOf(voice),
    );
  });
}

/** Incidents of the agreement's first severity, one by one. */
function gravest(doc: ReportDocument, report: ReportModel, voice: Voice) {
  const { severities, major } = report.incidents;
  const name = severities[0]?.severity ?? null;
  const shown = [...major.shown].filter(({ severity }) => severity === name);
  return {
    title: voice.words.pages.incidents.gravest(voice.severity(name)),
    isEmpty: shown.length === 0,
    draw: () => ticketTable(doc, report, { shown, of: shown.length }, true, voice, 'compact'),
  };
}

/** Open measures that the body shows. */
const mostOpen = 10;

function open(doc: ReportDocument, report: ReportModel, voice: Voice) {
  const { words, time, count } = voice;
  const { shown, of } = report.openMeasures;
  const first = [...shown].slice(0, mostOpen);
  return {
    title: words.pages.incidents.open,
    isEmpty: of === 0,
    draw: () => {
      paragraph(doc, words.openMeasures.lead(time(report.period.asOf)), { keepWithNext: true });
      openTable(doc, report, first, voice);
      const cut = cutOf({ shown: first, of });
      if (cut) note(doc, words.pages.incidents.openMore(count(cut.shown), count(cut.of)));
    },
  };
}

function volumes(doc: ReportDocument, report: ReportModel): void {
  const { configuration, height, alt } = volumesChart(report);
  drawChart(doc, configuration, { height, alt });
}

function bySeverity(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { incidents } = report;
  const { words, severity, count, changed, duration } = voice;
  const known = words.incidents;
  const { totals } = incidents;
  keyFigures(doc, report, voice);
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
    density: 'compact',
  });
}

/** Figures that stand once for the whole period. */
function keyFigures(doc: ReportDocument, { incidents }: ReportModel, { words, count, percent, duration }: Voice): void {
  const { totals } = incidents;
  const share = (rate: string | null, part: number, whole: number) =>
    rate === null ? dash : words.incidents.share(percent(rate), count(part), count(whole));
  const said = words.pages.incidents.key(
    share(totals.firstLevelPercent, totals.firstLevel, totals.firstLevelOf),
    share(totals.reopenPercent, totals.reopened, totals.resolved),
    count(totals.requests),
    duration(totals.mtbfSeconds),
  );
  paragraph(doc, said, { style: type.small, color: colour.muted, keepWithNext: true });
}

function numbers(heads: readonly string[], width: Column['width'] = 'fit'): Column[] {
  return heads.map((head) => ({ head, width, align: 'right' }));
}
