/** Every promise of the agreement beside what became of it: availability, then response, restoration and resolution. */

import type { AttainmentRow, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { attainment as attainmentCharts } from '../charts/monthlyCharts.ts';
import { drawChartRow } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { type Cell, type Row, table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';

export function attainment(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const { rows, totals } = report.attainment;
  section(doc, { title: words.attainment.title, destination: 'section:attainment', newPage: true }, () => {
    paragraph(doc, words.attainment.lead, { after: 0 });
    part(doc, words.attainment.availability, false, words.none, () => availabilityTable(doc, report, voice));
    part(doc, words.attainment.tickets, rows.length === 0, words.none, () => {
      table(doc, {
        columns: ticketColumns(voice),
        rows: [...rows.map((row) => ticketRow(row, report.data.hasTickets, voice)), ...totalRows(totals, voice)],
        after: 5,
      });
      note(doc, words.attainment.rule);
    });
    const isEmpty = rows.every(({ trend }) => trend.every(({ percent }) => percent === null));
    part(doc, words.attainment.trend, isEmpty, words.none, () => trends(doc, report));
  });
}

function availabilityTable(doc: ReportDocument, { availability }: ReportModel, voice: Voice): void {
  const { words, percent, verdict, count } = voice;
  const { overall, byCategory, bySite } = availability;
  const groups = [
    {
      title: words.attainment.byCategory,
      rows: byCategory.map((row) => ({ ...row, name: voice.category(row.category) })),
    },
    { title: words.attainment.bySite, rows: bySite.map((row) => ({ ...row, name: voice.text(row.name) })) },
  ].filter(({ rows }) => rows.length > 0);
  table(doc, {
    columns: [
      { head: words.attainment.scope, width: { grow: 1 }, rowHead: true },
      { head: words.head.target, width: 'fit', align: 'right' },
      { head: words.head.actual, width: 'fit', align: 'right' },
      { head: words.head.previous, width: 'fit', align: 'right' },
      { head: words.availability.services, width: 'fit', align: 'right' },
      { head: words.availability.missedServices, width: 'fit', align: 'right' },
      { head: words.head.verdict, width: 'fit' },
    ],
    rows: [
      {
        kind: 'row',
        cells: [
          {
            text: words.availability.overall(words.attainment.overall[overall.method] ?? overall.method),
            weight: 'bold',
          },
          `${overall.targetPercent}%`,
          { text: percent(overall.percent), weight: 'bold' },
          percent(overall.previousPercent),
          count(availability.services.length),
          count(availability.services.filter(({ met }) => met === false).length),
          verdict(overall.met),
        ],
      },
      ...groups.flatMap(({ title, rows }) => [
        { kind: 'group' as const, cells: [title] },
        ...rows.map(({ name, percent: actual, previousPercent, services, missed }) => ({
          cells: [name, '', percent(actual), percent(previousPercent), count(services), count(missed), ''],
        })),
      ]),
    ],
  });
}

function ticketColumns({ words }: Voice) {
  const { head, attainment } = words;
  return [
    { head: head.severity, width: 'fit', rowHead: true },
    { head: head.measure, width: 'fit' },
    { head: head.promise, width: 'fit' },
    { head: attainment.met, width: 'fit', align: 'right' },
    { head: attainment.breachedCount, width: 'fit', align: 'right' },
    { head: attainment.carriedOver, width: 'fit', align: 'right' },
    { head: attainment.excluded, width: 'fit', align: 'right' },
    { head: attainment.percent, width: 'fit', align: 'right' },
    { head: head.previous, width: 'fit', align: 'right' },
    { head: head.verdict, width: 'fit' },
  ] as const;
}

function ticketRow(row: AttainmentRow, hasTickets: boolean, voice: Voice): Row {
  const { words, severity, measure, within, count, percent } = voice;
  const verdict: Cell =
    row.percent === null
      ? { text: hasTickets ? words.none : words.attainment.noData, tone: 'none' }
      : row.breached === 0
        ? { text: words.met, tone: 'good' }
        : { text: words.breached, tone: 'bad', link: 'section:breaches' };
  return {
    cells: [
      severity(row.severity),
      measure(row.measure),
      within(row.within),
      count(row.met),
      count(row.breached),
      count(row.carriedOver),
      count(row.excluded),
      percent(row.percent),
      percent(row.previousPercent),
      verdict,
    ],
  };
}

function totalRows(totals: ReportModel['attainment']['totals'], { words, measure, count, percent }: Voice): Row[] {
  return totals.map((total) => ({
    kind: total.measure === 'all' ? 'total' : 'row',
    cells: [
      words.attainment.total,
      total.measure === 'all'
        ? words.attainment.all
        : total.measure === 'fixed'
          ? words.attainment.restoreOrResolve
          : measure(total.measure),
      '',
      count(total.met),
      count(total.breached),
      '',
      '',
      percent(total.percent),
      percent(total.previousPercent),
      '',
    ],
  }));
}

/** Response on the left; restoration and resolution, of which each severity has one, on the right. */
function trends(doc: ReportDocument, report: ReportModel): void {
  const charts = attainmentCharts(report);
  drawChartRow(doc, charts, Math.max(...charts.map(({ height }) => height)));
}
