/** Availability: the formula beside the figures, each service against its target, the days and the outages behind them. */

import type { AvailabilityRow, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { availability as availabilityChart } from '../charts/monthlyCharts.ts';
import { dash } from '../format.ts';
import { drawChart } from '../parts/chart.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note, panel } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { type Row, table } from '../parts/table.ts';
import { inForce } from '../policySentences.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { downtimeCalendar, outageList } from './downtime.ts';

export function availability(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words } = voice;
  const { services } = report.availability;
  section(doc, { title: words.availability.title, destination: 'section:availability' }, () => {
    if (services.length === 0) {
      paragraph(doc, words.none);
      return;
    }
    if (!report.data.isMonitored) paragraph(doc, words.availability.noData);
    panel(doc, words.availability.formula, formula(report, voice));
    if (report.data.isMonitored) part(doc, words.availability.chart, false, words.none, () => chart(doc, report));
    part(doc, words.availability.table, false, words.none, () => details(doc, report, voice));
    if (report.data.isMonitored)
      part(doc, words.availability.calendar, false, words.none, () => downtimeCalendar(doc, report, voice));
    part(doc, words.availability.outageList, report.availability.outages.length === 0, words.none, () =>
      outageList(doc, report, voice),
    );
  });
}

function formula({ availability }: ReportModel, { words, exact, count, localDate }: Voice): string[] {
  const { policy, parts } = availability;
  const known = words.availability;
  return [
    ...known.formulaLines(known.base[policy.unknown] ?? ''),
    known.maintenance[policy.maintenance] ?? policy.maintenance,
    known.unknown[policy.unknown] ?? policy.unknown,
    known.gap(count(policy.maxGap)),
    ...(policy.minimumOutageSeconds > 0 ? [known.minimum(exact(policy.minimumOutageSeconds))] : []),
    ...(parts.length > 1
      ? parts.map(({ fromDate, toDate, targetPercent }) =>
          known.part(localDate(fromDate), localDate(toDate), `${targetPercent}%`),
        )
      : []),
  ];
}

function chart(doc: ReportDocument, report: ReportModel): void {
  const { configuration, height, alt, limitedTo } = availabilityChart(report);
  if (limitedTo) paragraph(doc, limitedTo, { keepWithNext: true });
  drawChart(doc, configuration, { height, alt });
}

function details(doc: ReportDocument, { availability, appendix }: ReportModel, voice: Voice): void {
  const { words, text } = voice;
  const { head, availability: known } = words;
  table(doc, {
    columns: [
      { head: head.service, width: { grow: 1 }, rowHead: true },
      { head: known.agreed, width: 'fit', align: 'right' },
      { head: known.down, width: 'fit', align: 'right' },
      { head: known.budgetLeft, width: 'fit', align: 'right' },
      { head: known.coverage, width: 'fit', align: 'right' },
      { head: head.actual, width: 'fit', align: 'right' },
      { head: head.previous, width: 'fit', align: 'right' },
      { head: head.verdict, width: 'fit' },
    ],
    rows: grouped(availability, voice),
    after: 5,
  });
  const agreed = inForce(
    appendix.policies,
    (part) => words.appendix.policies.agreed[part.availability.maintenance],
    voice,
  );
  note(doc, known.legend(agreed));
  const turned = availability.services.filter(({ turnedByUnknownPolicy }) => turnedByUnknownPolicy.length > 0);
  if (turned.length > 0) note(doc, known.turned(turned.map(({ name }) => text(name)).join(words.join)));
}

/** The services of each category and site under their names, in the order of the agreement. */
function grouped({ services, overall }: ReportModel['availability'], voice: Voice): Row[] {
  const categories = [...new Set(services.map(({ category }) => category))];
  const sites = [...new Map(services.map(({ siteId, siteName }) => [siteId, siteName]))];
  return categories.flatMap((category) =>
    sites.flatMap(([siteId, siteName]) => {
      const here = services.filter((service) => service.category === category && service.siteId === siteId);
      if (here.length === 0) return [];
      const title = voice.words.availability.group(voice.category(category), voice.text(siteName));
      return [
        { kind: 'group' as const, cells: [title] },
        ...here.map((service) => serviceRow(service, overall.targetPercent, voice)),
      ];
    }),
  );
}

/** A target of the service's own is named; the others share the one of the agreement. */
function serviceRow(service: AvailabilityRow, common: string, voice: Voice): Row {
  const { words, text, exact, duration, count, percent, verdict } = voice;
  const { budgetLeftSeconds, met, targetPercent, percent: actual } = service;
  const { availability: known } = words;
  const ownTarget = targetPercent === common ? null : targetPercent;
  return {
    destination: `service:${service.serviceId}`,
    cells: [
      { text: text(service.name), ...(ownTarget ? { sub: `${words.head.target} ${ownTarget}%` } : {}) },
      duration(service.agreedSeconds),
      actual === null
        ? dash
        : service.outages === 0
          ? '0'
          : {
              text: exact(service.downSeconds),
              sub: known.outages(count(service.outages), duration(service.longestOutageSeconds)),
            },
      actual === null
        ? dash
        : {
            // What a verdict hangs on is told to the second where it is little, or overspent.
            text: budgetLeftSeconds < 3600 ? exact(budgetLeftSeconds) : duration(budgetLeftSeconds),
            ...(budgetLeftSeconds < 0 ? { weight: 'bold' as const } : {}),
          },
      percent(service.coveragePercent),
      { text: percent(service.percent), weight: met === false ? 'bold' : 'regular' },
      percent(service.previousPercent),
      actual === null && service.agreedSeconds > 0 ? { text: words.attainment.noData, tone: 'none' } : verdict(met),
    ],
  };
}
