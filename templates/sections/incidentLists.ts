/** The lists of single incidents: major ones, repeated ones, reopened ones, and those that were left out. */

import type { ReportModel, TicketRow } from '../../pipelines/report/ReportModel.ts';
import { anchorsOf, linkToTicket } from '../anchors.ts';
import { dash } from '../format.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { part } from '../parts/section.ts';
import { type Cell, table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

/** Tickets that a cell lists before it says how many more there are. */
const mostTickets = 8;

export function majorIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { major } = report.incidents;
  part(doc, voice.words.incidents.major, major.length === 0, voice.words.none, () =>
    ticketTable(doc, report, major, true, voice),
  );
}

export function reopenedIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { reopenedTickets } = report.incidents;
  part(doc, voice.words.incidents.reopenedTickets, reopenedTickets.length === 0, voice.words.none, () =>
    ticketTable(doc, report, reopenedTickets, false, voice),
  );
}

export function repeats(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const rows = report.incidents.repeats;
  part(doc, words.incidents.repeats, rows.length === 0, words.none, () =>
    table(doc, {
      columns: [
        { head: words.head.service, width: { grow: 1 }, rowHead: true },
        { head: words.head.category, width: { grow: 0.8 } },
        { head: words.head.count, width: 'fit', align: 'right' },
        { head: words.incidents.repeatTickets, width: { grow: 1.8 } },
      ],
      rows: rows.map(({ name, category, count: times, ticketIds }) => ({
        cells: [text(name), category, count(times), someTickets(ticketIds, words.incidents.more)],
      })),
    }),
  );
}

export function leftOut(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const all = report.incidents.leftOut;
  const shown = all.slice(0, 200);
  part(doc, words.incidents.leftOut, all.length === 0, words.none, () => {
    table(doc, {
      columns: [
        { head: words.head.ticket, width: 'fit', rowHead: true },
        { head: words.head.reason, width: { grow: 1 } },
        { head: words.head.approvedBy, width: 'fit' },
      ],
      rows: shown.map(({ ticketId, reason, approvedBy }) => ({ cells: [ticketId, text(reason), approvedBy ?? dash] })),
      after: shown.length < all.length ? 5 : 12,
    });
    if (shown.length < all.length) note(doc, words.incidents.more(count(shown.length), count(all.length)));
  });
}

/** A ticket with a breach leads to it; the others are named here, so that links elsewhere lead here. */
function ticketTable(
  doc: ReportDocument,
  report: ReportModel,
  tickets: readonly TicketRow[],
  isHome: boolean,
  voice: Voice,
): void {
  const { words, severity, text, time } = voice;
  const breached = new Set(report.breaches.map(({ ticketId }) => ticketId));
  const named = new Set<string>();
  table(doc, {
    columns: [
      { head: words.head.ticket, width: 'fit', rowHead: true },
      { head: words.head.severity, width: 'fit' },
      { head: words.head.title, width: { grow: 1 } },
      { head: words.incidents.openedAt, width: 'fit' },
      { head: words.incidents.respondedAt, width: 'fit' },
      { head: words.incidents.restoredAt, width: 'fit' },
      { head: words.head.verdict, width: 'fit' },
    ],
    rows: tickets.map((ticket) => {
      const { ticketId } = ticket;
      const isNamedHere =
        isHome && !breached.has(ticketId) && !named.has(ticketId) && anchorsOf(report).has(`ticket:${ticketId}`);
      named.add(ticketId);
      return {
        ...(isNamedHere ? { destination: `ticket:${ticketId}` } : {}),
        cells: [
          { text: ticketId, ...(isNamedHere ? {} : linkToTicket(report, ticketId)) },
          severity(ticket.severity),
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
  });
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

function someTickets(ids: readonly string[], more: (shown: string, all: string) => string): string {
  const shown = ids.slice(0, mostTickets).join(', ');
  return ids.length > mostTickets ? `${shown}\n${more(String(mostTickets), String(ids.length))}` : shown;
}
