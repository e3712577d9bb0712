/** Appendix C: every list in full, in small rows, to look things up in. */
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { type Part, parts, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { noneOf, type Voice, voiceOf } from '../voice.ts';
import { breakdown, totals } from './breakdown.ts';
import { downtimeCalendar, outageTable } from './downtime.ts';
import { escalations } from './escalations.ts';
import { leftOut, nearMissTable, reopenedIncidents, repeats, ticketTable } from './incidentLists.ts';
import { windowTable } from './maintenance.ts';
import { backupFigures, backupTable, capacityTable, patches, patchTable } from './operations.ts';
import { changeFigures, changeTable } from './problems.ts';
import { readings } from './readings.ts';
import { serviceTable, worstFirst } from './services.ts';

export function fullLists(doc: ReportDocument, report: ReportModel, more: readonly Part[] = []): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const all = [
    ...ofServices(doc, report, voice),
    ...ofIncidents(doc, report, voice),
    readings(doc, report, voice),
    ...ofWork(doc, report, voice),
    ...more,
  ];
  section(doc, { title: words.pages.lists.title, destination: 'section:lists' }, () => parts(doc, all, noneOf(voice)));
}

/** More services than this have their full table here; fewer stand in the body. */
const inBody = 30;

function ofServices(doc: ReportDocument, report: ReportModel, voice: Voice): Part[] {
  const { lists } = voice.words.pages;
  const { services, outages } = report.availability;
  return [
    ...(services.length > inBody
      ? [
          {
            title: lists.services,
            isEmpty: false,
            draw: () => serviceTable(doc, report, worstFirst(services), voice),
          },
        ]
      : []),
    { title: lists.groups, isEmpty: !report.data.isMonitored, draw: () => groups(doc, report, voice) },
    // A quarter has more days than a page is wide.
    ...(report.period.kind === 'quarter'
      ? []
      : [
          {
            title: lists.calendar,
            isEmpty: !report.data.isMonitored || services.length === 0,
            draw: () => downtimeCalendar(doc, report, voice),
          },
        ]),
    { title: lists.outages, isEmpty: outages.length === 0, draw: () => outageTable(doc, report, outages, voice) },
  ];
}

function groups(doc: ReportDocument, { availability }: ReportModel, voice: Voice): void {
  const { words, percent, count } = voice;
  const rows = [
    ...availability.byCategory.map((row) => ({ ...row, name: voice.category(row.category) })),
    ...availability.bySite.map((row) => ({ ...row, name: voice.text(row.name) })),
  ];
  table(doc, {
    columns: [
      { head: words.attainment.scope, width: { grow: 1 }, rowHead: true },
      { head: words.pages.services.percent, width: 'fit', align: 'right' },
      { head: words.head.previous, width: 'fit', align: 'right' },
      { head: words.availability.services, width: 'fit', align: 'right' },
      { head: words.availability.missedServices, width: 'fit', align: 'right' },
    ],
    rows: rows.map(({ name, percent: actual, previousPercent, services, missed }) => ({
      cells: [name, percent(actual), percent(previousPercent), count(services), count(missed)],
    })),
    density: 'compact',
  });
}

function ofIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): Part[] {
  const { words } = voice;
  const { incidents } = report;
  // A quarter has shown its gravest incidents and those that recur in sections of their own.
  const isQuarter = report.period.kind === 'quarter';
  const isQuiet = incidents.totals.opened === 0 && incidents.totals.resolved === 0 && incidents.totals.requests === 0;
  return [
    ...(isQuarter
      ? []
      : [
          {
            title: words.pages.lists.major,
            isEmpty: incidents.major.of === 0,
            draw: () => ticketTable(doc, report, incidents.major, true, voice, 'compact'),
          },
        ]),
    { title: words.incidents.totals, isEmpty: isQuiet, draw: () => totals(doc, report, voice) },
    { title: words.pages.lists.breakdown, isEmpty: isQuiet, draw: () => breakdown(doc, report, voice) },
    ...(isQuarter
      ? []
      : [
          {
            title: words.incidents.repeats,
            isEmpty: incidents.repeats.length === 0,
            draw: () => repeats(doc, report, voice),
          },
        ]),
    {
      title: words.incidents.reopenedTickets,
      isEmpty: incidents.totals.reopened === 0,
      draw: () => reopenedIncidents(doc, report, voice),
    },
    {
      title: words.pages.lists.nearMisses,
      isEmpty: report.nearMisses.of === 0,
      draw: () => nearMissTable(doc, report, voice),
    },
    { title: words.incidents.leftOut, isEmpty: incidents.leftOut.of === 0, draw: () => leftOut(doc, report, voice) },
    {
      title: words.escalations.title,
      isEmpty: report.escalations.levels.every((row) => row.tickets === 0 && !row.previousTickets),
      draw: () => escalations(doc, report, voice),
    },
  ];
}

function ofWork(doc: ReportDocument, report: ReportModel, voice: Voice): Part[] {
  const { lists } = voice.words.pages;
  const { changes, maintenance, security, backups, capacity } = report;
  const lead = (text: string) => paragraph(doc, text, { keepWithNext: true });
  return [
    {
      title: lists.changes,
      isEmpty: changes.rows.length === 0,
      draw: () => {
        lead(changeFigures(report, voice));
        changeTable(doc, changes.rows, voice);
      },
    },
    {
      title: lists.maintenance,
      isEmpty: maintenance.done.length === 0,
      draw: () => windowTable(doc, maintenance.done, true, voice),
    },
    {
      title: lists.patches,
      isEmpty: security.bySeverity.length === 0 && security.pastDue.length === 0,
      draw: () => {
        if (security.bySeverity.length > 0) patches(doc, report, voice);
        if (security.pastDue.length > 0) patchTable(doc, security.pastDue, voice);
      },
    },
    {
      title: lists.backups,
      isEmpty: backups.jobs.length === 0,
      draw: () => {
        lead(backupFigures(report, voice));
        backupTable(doc, backups.jobs, voice);
      },
    },
    { title: lists.capacity, isEmpty: capacity.length === 0, draw: () => capacityTable(doc, capacity, voice) },
  ];
}
