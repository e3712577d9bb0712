/** Escalations: how many tickets reached each level, and which went to the vendor or the service manager. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { part, section } from '../parts/section.ts';
import { table } from '../parts/table.ts';
import { voiceOf } from '../voice.ts';

export function escalations(doc: ReportDocument, report: ReportModel): void {
  const { words, severity, time, changed, count } = voiceOf(report);
  const { levels, tickets } = report.escalations;
  const { head, escalations: known } = words;
  const level = (name: string) => known.levels[name] ?? name;
  section(doc, { title: known.title, destination: 'section:escalations' }, () => {
    part(
      doc,
      known.byLevel,
      levels.every((row) => row.tickets === 0 && !row.previousTickets),
      words.none,
      () =>
        table(doc, {
          columns: [
            { head: head.level, width: { grow: 1 }, rowHead: true },
            { head: head.count, width: 120, align: 'right' },
          ],
          rows: levels.map((row) => ({ cells: [level(row.level), changed(row.tickets, row.previousTickets)] })),
        }),
    );
    part(doc, known.list, tickets.of === 0, words.none, () => {
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
      });
      const cut = cutOf(tickets);
      if (cut) note(doc, words.incidents.more(count(cut.shown), count(cut.of)));
    });
  });
}
