/** The lists of single incidents: major ones, repeated ones, reopened ones, and those that were left out. */

import { cutOf, type Listed } from '../../pipelines/report/Listed.ts';
import type { LeftOut, ReportModel, TicketRow } from '../../pipelines/report/ReportModel.ts';
import { anchorsOf, linkToTicket } from '../anchors.ts';
import { dash } from '../format.ts';
import type { Cell } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import { type } from '../theme.ts';
import type { Voice } from '../voice.ts';

/** Tickets that a cell lists before it says how many more there are. */
const mostTickets = 3;

/** Groups of repeated incidents that the list shows, those with the most incidents. */
const mostRepeats = 10;

export function reopenedIncidents(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, count } = voice;
  const { reopenedTickets, totals } = report.incidents;
  const lead = words.incidents.reopenedLead(count(totals.reopened), count(reopenedTickets.of));
  paragraph(doc, lead, { keepWithNext: reopenedTickets.of > 0 });
  if (reopenedTickets.of > 0) ticketTable(doc, report, reopenedTickets, false, voice, 'compact');
}

export function repeats(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const all = report.incidents.repeats;
  const shown = all.slice(0, mostRepeats);
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
    density: 'compact',
    after: shown.length < all.length ? 5 : 12,
  });
  if (shown.length < all.length) note(doc, words.incidents.moreRepeats(count(shown.length), count(all.length)));
}

/** Promises that were kept by a hair, the narrowest first. */
export function nearMissTable(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, severity, measure, exact, count } = voice;
  const { head, pages, incidents: known } = words;
  const { share_percent, least_seconds } = report.nearMissRules;
  paragraph(doc, pages.lists.nearRule(String(share_percent), voice.exact(least_seconds)), {
    style: type.small,
    keepWithNext: true,
  });
  const cut = cutOf(report.nearMisses);
  table(doc, {
    columns: [
      { head: head.ticket, width: 'fit', rowHead: true },
      { head: head.severity, width: 'fit' },
      { head: head.measure, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: pages.lists.allowed, width: 'fit', align: 'right' },
      { head: pages.lists.margin, width: 'fit', align: 'right' },
    ],
    rows: report.nearMisses.shown.map((near) => ({
      cells: [
        { text: near.ticketId, ...linkToTicket(report, near.ticketId) },
        severity(near.severity),
        measure(near.measure),
        near.title,
        exact(near.allowedSeconds),
        near.marginSeconds === 0 ? '0' : exact(near.marginSeconds),
      ],
    })),
    density: 'compact',
    after: cut ? 5 : 12,
  });
  if (cut) note(doc, known.more(count(cut.shown), count(cut.of)));
}

/** Tickets that were left out, by reason and approver. */
export function leftOut(doc: ReportDocument, report: ReportModel, { words, text, count }: Voice): void {
  const all = report.incidents.leftOut;
  const cut = cutOf(all);
  const why = ({ because }: LeftOut) => {
    const known = words.incidents.leftOutBecause;
    return because.kind === 'exclusion' ? known.exclusion(because.id, text(because.reason)) : known[because.kind];
  };
  const groups = new Map<string, { reason: string; approvedBy: string; tickets: string[] }>();
  for (const row of all.shown) {
    const [reason, approvedBy] = [why(row), row.approvedBy ?? dash];
    const group = groups.get(JSON.stringify([reason, approvedBy])) ?? { reason, approvedBy, tickets: [] };
    groups.set(JSON.stringify([reason, approvedBy]), { ...group, tickets: [...group.tickets, row.ticketId] });
  }
  table(doc, {
    columns: [
      { head: words.head.reason, width: { grow: 1 }, rowHead: true },
      { head: words.head.ticket, width: { grow: 2 } },
      { head: words.head.approvedBy, width: 'fit' },
    ],
    rows: [...groups.values()].map(({ reason, tickets, approvedBy }) => ({
      cells: [reason, tickets.join(', '), approvedBy],
    })),
    density: 'compact',
    after: cut ? 5 : 12,
  });
  if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
}

/**
 * A ticket with a breach leads to it; the others are named where they are listed first, so that links elsewhere lead there.
 * The compact list leaves out service and response: one line a ticket.
 */
export function ticketTable(
  doc: ReportDocument,
  report: ReportModel,
  tickets: Listed<TicketRow>,
  isHome: boolean,
  voice: Voice,
  density: 'normal' | 'compact' = 'normal',
): void {
  const { words, count } = voice;
  const { head, incidents: known } = words;
  const isCompact = density === 'compact';
  const cut = cutOf(tickets);
  table(doc, {
    columns: [
      { head: isCompact ? head.ticket : known.ticketAndSeverity, width: 'fit', rowHead: true },
      ...(isCompact ? [{ head: head.severity, width: 'fit' } as const] : []),
      { head: head.title, width: { grow: 1 } },
      { head: known.openedAt, width: 'fit' },
      ...(isCompact ? [] : [{ head: known.respondedAt, width: 'fit' } as const]),
      { head: known.restoredAt, width: 'fit' },
      { head: head.verdict, width: 'fit' },
    ],
    rows: ticketRows(doc, report, tickets, isHome, voice, isCompact),
    density,
    ...(cut ? { after: 5 } : {}),
  });
  if (cut) note(doc, known.more(count(cut.shown), count(cut.of)));
}

function ticketRows(
  doc: ReportDocument,
  report: ReportModel,
  { shown }: Listed<TicketRow>,
  isHome: boolean,
  voice: Voice,
  isCompact: boolean,
) {
  const { words, severity, text, time } = voice;
  const named = new Set([...report.breaches.shown].map(({ ticketId }) => ticketId));
  return shown.map((ticket) => {
    const { ticketId, serviceName } = ticket;
    const place = `ticket:${ticketId}`;
    const isNamedHere = isHome && !named.has(ticketId) && anchorsOf(report).has(place) && !doc.isNamed(place);
    named.add(ticketId);
    const link = isNamedHere ? {} : linkToTicket(report, ticketId);
    const grade = severity(ticket.severity);
    const stopped = ticket.restoredAt ?? ticket.resolvedAt;
    return {
      ...(isNamedHere ? { destination: place } : {}),
      cells: [
        { text: ticketId, ...(isCompact ? {} : { sub: grade }), ...link },
        ...(isCompact ? [grade] : []),
        { text: ticket.title, ...(serviceName && !isCompact ? { sub: text(serviceName) } : {}) },
        time(ticket.openedAt),
        ...(isCompact ? [] : [time(ticket.respondedAt)]),
        stopped === null ? words.open : time(stopped),
        verdictCell(ticket, voice),
      ],
    };
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

/** The newest tickets; an id is never broken. */
function someTickets(ids: readonly string[], andMore: string): string {
  const shown = ids.slice(-mostTickets).join(', ');
  return ids.length > mostTickets ? `${shown} ${andMore}` : shown;
}
