/** Escalations: how many tickets reached each level, and which went to the vendor or the service manager. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

export function escalations(doc: ReportDocument, report: ReportModel, voice: Voice): void {
  const { words, severity, time, changed, count } = voice;
  const { levels, tickets } = report.escalations;
  const { head, escalations: known } = words;
  const level = (name: string) => known.levels[name] ?? name;
  const counts = levels.map((row) => known.levelCount(level(row.level), changed(row.tickets, row.previousTickets)));
  paragraph(doc, counts.join(words.join), { keepWithNext: tickets.of > 0 });
  if (tickets.of === 0) return;
  table(doc, {
    columns: [
      { head: head.ticket, width: 'fit', rowHead: true },
      { head: head.severity, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: head.level, width: 'fit' },
      { head: known.at, width: 'fit' },
    ],
    rows: tickets.shown.map((ticket) => ({
      cells: [
        { text: ticket.ticketId, ...linkToTicket(report, ticket.ticketId) },
        severity(ticket.severity),
        ticket.title,
        level(ticket.level),
        time(ticket.at),
      ],
    })),
    density: 'compact',
  });
  const cut = cutOf(tickets);
  if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
}
