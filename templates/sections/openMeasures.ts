/** Measures that were still running when the report was made. */

import type { OpenMeasure, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import type { Cell } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

export function openTable(doc: ReportDocument, report: ReportModel, rows: readonly OpenMeasure[], voice: Voice): void {
  const { words, severity, measure, time, duration } = voice;
  const { head, openMeasures: known } = words;
  table(doc, {
    columns: [
      { head: head.ticket, width: 'fit', rowHead: true },
      { head: head.severity, width: 'fit' },
      { head: head.measure, width: 'fit' },
      { head: head.title, width: { grow: 1 } },
      { head: head.due, width: 'fit' },
      { head: known.left, width: 'fit', align: 'right' },
      { head: head.status, width: 'fit' },
    ],
    rows: rows.map((open) => ({
      cells: [
        { text: open.ticketId, ...linkToTicket(report, open.ticketId) },
        severity(open.severity),
        measure(open.measure),
        open.title,
        time(open.dueAt),
        open.leftSeconds < 0 ? known.over(duration(-open.leftSeconds)) : duration(open.leftSeconds),
        state(open, voice),
      ],
    })),
    density: 'compact',
  });
}

function state({ leftSeconds, isPaused, isCarriedOver }: OpenMeasure, { words }: Voice): Cell {
  const { openMeasures: known } = words;
  if (leftSeconds < 0) return { text: known.overdue, tone: 'bad' };
  if (isPaused) return { text: known.paused, tone: 'none' };
  return isCarriedOver ? { text: known.carried, tone: 'none' } : { text: known.running, tone: 'warn' };
}
