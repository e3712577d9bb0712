/** The services, the worst first: availability, downtime, budget and incidents in one table; then the outages with their causes. */
import type { AvailabilityRow, Outage, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { dash } from '../format.ts';
import type { Cell, Row } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { inForce } from '../policySentences.ts';
import { type Voice, voiceOf } from '../voice.ts';
import { burnDowns } from './burnDowns.ts';
import { outageTable } from './downtime.ts';

/** Services and outages that the body shows; the appendix has all of them. */
const most = { services: 30, outages: 12 };

export function services(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, count } = voice;
  const known = words.pages.services;
  const all = worstFirst(report.availability.services);
  section(doc, { title: known.title, destination: 'section:availability', newPage: true }, () => {
    if (all.length === 0) {
      paragraph(doc, words.none);
      return;
    }
    if (!report.data.isMonitored) paragraph(doc, words.availability.noData);
    const shown = all.slice(0, most.services);
    part(doc, known.table, false, words.none, () => serviceTable(doc, report, shown, voice));
    if (shown.length < all.length) note(doc, known.limited(count(shown.length), count(all.length)));
    serviceNotes(doc, report, voice);
    burnDowns(doc, report);
    if (report.data.isMonitored)
      part(doc, known.outageList, false, words.none, () => countedOutages(doc, report, voice));
  });
}

/** Missed ones, then by what was reached; those without a figure last; else in the order of the agreement. */
export function worstFirst<T extends Pick<AvailabilityRow, 'met' | 'percent'>>(services: readonly T[]): T[] {
  const rank = ({ percent }: T) => (percent === null ? Number.POSITIVE_INFINITY : Number(percent));
  return [...services].sort((a, b) => Number(a.met ?? true) - Number(b.met ?? true) || rank(a) - rank(b));
}

function serviceNotes(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, text } = voice;
  const agreed = inForce(
    report.appendix.policies,
    (each) => words.appendix.policies.agreed[each.availability.maintenance],
    voice,
  );
  note(doc, words.pages.services.rule(agreed));
  const turned = report.availability.services.filter(({ turnedByUnknownPolicy }) => turnedByUnknownPolicy.length > 0);
  if (turned.length > 0) note(doc, words.availability.turned(turned.map(({ name }) => text(name)).join(words.join)));
}

/** Each row is the place that links to its service lead to, unless that has been named before. */
export function serviceTable(
  doc: ReportDocument,
  report: ReportModel,
  rows: readonly AvailabilityRow[],
  voice: Voice,
): void {
  const { head, pages } = voice.words;
  const known = pages.services;
  const { targetPercent } = report.availability.overall;
  table(doc, {
    columns: [
      { head: head.service, width: { grow: 1 }, rowHead: true },
      { head: known.percent, width: 'fit', align: 'right' },
      { head: head.previous, width: 'fit', align: 'right' },
      { head: known.down, width: 'fit', align: 'right' },
      { head: known.left, width: 60, align: 'right' },
      { head: known.coverage, width: 44, align: 'right' },
      { head: known.incidents, width: 44, align: 'right' },
      { head: known.late, width: 'fit', align: 'right' },
      { head: head.verdict, width: 'fit' },
    ],
    rows: rows.map((row) => {
      const line = serviceRow(row, targetPercent, report, voice);
      const place = `service:${row.serviceId}`;
      return doc.isNamed(place) ? line : { ...line, destination: place };
    }),
    density: 'compact',
    after: 5,
  });
}

/** A target of the service's own is named; the others share the one of the agreement. */
function serviceRow(service: AvailabilityRow, common: string, report: ReportModel, voice: Voice): Row {
  const { words, text, exact, count, percent, verdict } = voice;
  const { met, targetPercent, percent: actual } = service;
  const name = text(service.name);
  const tickets = report.incidents.byService.find(({ serviceId }) => serviceId === service.serviceId);
  const opened = report.data.hasTickets ? count(tickets?.opened ?? 0) : dash;
  return {
    cells: [
      targetPercent === common ? name : words.pages.services.ownTarget(name, targetPercent),
      { text: percent(actual), weight: met === false ? 'bold' : 'regular' },
      percent(service.previousPercent),
      actual === null
        ? dash
        : service.outages === 0
          ? '0'
          : words.pages.services.outages(exact(service.downSeconds), count(service.outages)),
      budgetLeft(service, voice),
      percent(service.coveragePercent),
      opened,
      report.data.hasTickets ? count(tickets?.breached ?? 0) : dash,
      actual === null && service.agreedSeconds > 0 ? { text: words.attainment.noData, tone: 'none' } : verdict(met),
    ],
  };
}

/** What a verdict hangs on is told to the second where it is little, or overspent. */
function budgetLeft({ percent, budgetLeftSeconds: left }: AvailabilityRow, { exact, duration }: Voice): Cell {
  if (percent === null) return dash;
  return { text: left < 3600 ? exact(left) : duration(left), weight: left < 0 ? 'bold' : 'regular' };
}

/** The outages that count, the longest first. */
function countedOutages(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const known = words.pages.services;
  const counted = report.availability.outages.filter(({ countedSeconds }) => countedSeconds > 0);
  if (counted.length === 0) {
    paragraph(doc, known.noOutages);
    return;
  }
  const longest = (a: Outage, b: Outage) => b.countedSeconds - a.countedSeconds || a.startedAt - b.startedAt;
  const shown = counted.toSorted(longest).slice(0, most.outages);
  outageTable(doc, report, shown, voice);
  if (shown.length < counted.length) note(doc, known.outagesLimited(count(shown.length), count(counted.length)));
}
