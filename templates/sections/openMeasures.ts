/** What was still running when the report was made, the least time left first. */

import { cutOf } from '../../pipelines/report/Listed.ts';
import type { OpenMeasure, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import type { ReportDocument } from '../parts/document.ts';
import { note } from '../parts/note.ts';
import { paragraph } from '../parts/paragraph.ts';
import { section } from '../parts/section.ts';
import { type Cell, table } from '../parts/table.ts';
import { type Voice, voiceOf } from '../voice.ts';

export function openMeasures(doc: ReportDocument, report: ReportModel): void {
  const voice = voiceOf(report);
  const { words, severity, measure, text, time, duration, count } = voice;
  const { head, openMeasures: known } = words;
  section(doc, { title: known.title, destination: 'section:open-measures' }, () => {
    if (report.openMeasures.of === 0) {
      paragraph(doc, report.data.hasTickets ? words.none : words.breaches.noData);
      return;
    }
    paragraph(doc, known.lead(time(report.period.asOf)), { keepWithNext: true });
    table(doc, {
      columns: [
        { head: head.ticket, width: 'fit', rowHead: true },
        { head: head.severity, width: 'fit' },
        { head: head.measure, width: 'fit' },
        { head: head.title, width: { grow: 1 } },
        { head: words.incidents.openedAt, width: 'fit' },
        { head: head.due, width: 'fit' },
        { head: known.left, width: 'fit', align: 'right' },
        { head: head.status, width: 'fit' },
      ],
      rows: report.openMeasures.shown.map((open) => ({
        cells: [
          { text: open.ticketId, ...linkToTicket(report, open.ticketId) },
          severity(open.severity),
          measure(open.measure),
          { text: open.title, ...(open.serviceName ? { sub: text(open.serviceName) } : {}) },
          time(open.startedAt),
          time(open.dueAt),
          open.leftSeconds < 0 ? known.over(duration(-open.leftSeconds)) : duration(open.leftSeconds),
          state(open, voice),
        ],
      })),
    });
    const cut = cutOf(report.openMeasures);
    if (cut) note(doc, words.moreInData(count(cut.shown), count(cut.of)));
  });
}

function state({ leftSeconds, isPaused, isCarriedOver }: OpenMeasure, { words }: Voice): Cell {
  const { openMeasures: known } = words;
  if (leftSeconds < 0) return { text: known.overdue, tone: 'bad' };
  if (isPaused) return { text: known.paused, tone: 'none' };
  return isCarriedOver ? { text: known.carried, tone: 'none' } : { text: known.running, tone: 'warn' };
}
