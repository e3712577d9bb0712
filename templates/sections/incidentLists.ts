/** The lists of single incidents: major ones, repeated ones, reopened ones, and those that were left out. */

import { cutOf, type Listed } from '../../pipelines/report/Listed.ts';
import type { LeftOut, ReportModel, TicketRow } from '../../pipelines/report/ReportModel.ts';
import { anchorsOf, linkToTicket } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { part } from '../parts/section.ts';
import { type Cell, table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

/** Tickets that a cell lists before it says how many more there are. */
const mostTickets = 5;

/** Groups of repeated incidents that the list shows, those with the most incidents. */
const mostRepeats = 10;

export function majorIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { major } = report.incidents;
  part(doc, voice.words.incidents.major, major.of === 0, voice.words.none, () =>
    ticketTable(doc, report, major, true, voice),
  );
}

export function reopenedIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const { reopenedTickets, totals } = report.incidents;
  part(doc, words.incidents.reopenedTickets, totals.reopened === 0, words.none, () => {
    const lead = words.incidents.reopenedLead(count(totals.reopened), count(reopenedTickets.of));
    paragraph(doc, lead, { keepWithNext: reopenedTickets.of > 0 });
    if (reopenedTickets.of > 0) ticketTable(doc, report, reopenedTickets, false, voice);
  });
}

export function repeats(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const all = report.incidents.repeats;
  const shown = all.slice(0, mostRepeats);
  part(doc, words.incidents.repeats, all.length === 0, words.none, () => {
    table(doc, {
      columns: [
        { head: words.head.service, width: { grow: 1.2 }, rowHead: true },
        { head: words.head.kind, width: 'fit' },
        { head: words.head.count, width: 'fit', align: 'right' },
        { head: words.incidents.repeatTickets, width: { grow: 1.8 } },
      ],
      rows: shown.map(({ name, category, count: times, ticketIds }) => ({
        cells: [text(name), category, count(times), someTickets(ticketIds, words.incidents.andMore)],
      })),
      after: shown.length < all.length ? 5 : 12,
    });
    if (shown.length < all.length) note(doc, words.incidents.moreRepeats(count(shown.length), count(all.length)));
  });
}

export function leftOut(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const all = report.incidents.leftOut;
  const cut = cutOf(all);
  const why = ({ because }: LeftOut) => {
    const known = words.incidents.leftOutBecause;
    return because.kind === 'exclusion' ? known.exclusion(because.id, text(because.reason)) : known[because.kind];
  };
  part(doc, words.incidents.leftOut, all.of === 0, words.none, () => {
    table(doc, {
      columns: [
        { head: words.head.ticket, width: 'fit', rowHead: true },
        { head: words.head.reason, width: { grow: 1 } },
        { head: words.head.approvedBy, width: 'fit' },
      ],
      rows: all.shown.map((row) => ({ cells: [row.ticketId, why(row), row.approvedBy ?? dash] })),
      after: cut ? 5 : 12,
    });
    if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
  });
}

/** A ticket with a breach leads to it; the others are named here, so that links elsewhere lead here. */
function ticketTable(
  doc: ReportDocument,
  report: ReportModel,
  tickets: Listed<TicketRow>,
  isHome: boolean,
  voice: Voice,
): void {
  const { words, severity, text, time, count } = voice;
  const cut = cutOf(tickets);
  const breached = new Set(report.breaches.shown.map(({ ticketId }) => ticketId));
  const named = new Set<string>();
  table(doc, {
    columns: [
      { head: words.incidents.ticketAndSeverity, width: 'fit', rowHead: true },
      { head: words.head.title, width: { grow: 1 } },
      { head: words.incidents.openedAt, width: 'fit' },
      { head: words.incidents.respondedAt, width: 'fit' },
      { head: words.incidents.restoredAt, width: 'fit' },
      { head: words.head.verdict, width: 'fit' },
    ],
    rows: tickets.shown.map((ticket) => {
      const { ticketId } = ticket;
      const isNamedHere =
        isHome && !breached.has(ticketId) && !named.has(ticketId) && anchorsOf(report).has(`ticket:${ticketId}`);
      named.add(ticketId);
      return {
        ...(isNamedHere ? { destination: `ticket:${ticketId}` } : {}),
        cells: [
          { text: ticketId, sub: severity(ticket.severity), ...(isNamedHere ? {} : linkToTicket(report, ticketId)) },
          { text: ticket.title, ...(ticket.serviceName ? { sub: text(ticket.serviceName) } : {}) },
          time(ticket.openedAt),
          time(ticket.respondedAt),
          ticket.restoredAt === null && ticket.resolvedAt === null
            ? words.open
            : time(ticket.restoredAt ?? ticket.resolvedAt),
          verdictCell(ticket, voice),
        ],
      };
    }),
    ...(cut ? { after: 5 } : {}),
  });
  if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
}

function verdictCell({ verdict }: TicketRow, { words }: Voice): Cell {
  if (verdict === 'met') return { text: words.met, tone: 'good' };
  if (verdict === 'breached') return { text: words.breached, tone: 'bad' };
  return {
    text:
      verdict === 'running' ? words.openMeasures.running : verdict === 'excluded' ? words.attainment.excluded : dash,
    tone: 'none',
  };
}

/** The newest tickets; an id is never broken. */
function someTickets(ids: readonly string[], andMore: string): string {
  const shown = ids.slice(-mostTickets).join(', ');
  return ids.length > mostTickets ? `${shown} ${andMore}` : shown;
}
