/** Tables of maintenance windows. */

import type { MaintenanceRow } from '../../pipelines/report/ReportModel.ts';
import { dash, formatDay } from '../format.ts';
import type { Cell } from '../parts/cells.ts';
import type { ReportDocument } from '../parts/document.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

export function windowTable(doc: ReportDocument, rows: readonly MaintenanceRow[], isDone: boolean, voice: Voice): void {
  const { words, text, duration } = voice;
  const { head, maintenance: known } = words;
  table(doc, {
    columns: [
      { head: known.window, width: 'fit', rowHead: true },
      { head: known.span, width: 'fit' },
      { head: head.service, width: { grow: 1 } },
      { head: head.approvedBy, width: 'fit' },
      { head: head.change, width: 'fit' },
      ...(isDone ? [{ head: known.overrun, width: 'fit', align: 'right' } as const] : []),
    ],
    density: 'compact',
    rows: rows.map((row) => ({
      cells: [
        row.isRegular
          ? known.regular
          : { text: row.windowId || known.extra, ...(row.windowId ? { sub: known.extra } : {}) },
        windowSpan(row, voice),
        row.serviceName === null ? known.allServices : text(row.serviceName),
        approval(row, voice),
        row.changeId ?? dash,
        ...(isDone ? [row.overrunSeconds ? duration(row.overrunSeconds) : dash] : []),
      ],
    })),
  });
}

/** Who approved, and when, if that was only afterwards; work without approval says what it cost. */
function approval(row: MaintenanceRow, { words, day, duration }: Voice): Cell {
  const { maintenance: known } = words;
  if (!row.isApproved) {
    return {
      text: known.unapproved,
      tone: 'bad',
      ...(row.downSeconds ? { sub: known.cost(duration(row.downSeconds)) } : {}),
    };
  }
  const by = row.approvedBy ?? dash;
  return row.approvedLaterAt === null ? by : known.approvedLater(by, day(row.approvedLaterAt));
}

/** `10/17（土）00:00～04:00`. */
export function windowSpan(
  { startsAt, endsAt }: MaintenanceRow,
  { words, zone, language, clock, isSameDay }: Voice,
): string {
  const day = (at: number) => formatDay(at, zone, language);
  const end = isSameDay(startsAt, endsAt) ? clock(endsAt) : words.dayAndClock(day(endsAt), clock(endsAt));
  return words.range(words.dayAndClock(day(startsAt), clock(startsAt)), end);
}
