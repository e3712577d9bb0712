/** The days and the outages behind the availability figures. */

import type { Outage, ReportModel } from '../../pipelines/report/ReportModel.ts';
import { linkToTicket } from '../anchors.ts';
import { dash, formatLocalDay } from '../format.ts';
import { type CalendarCell, calendarHeat } from '../parts/calendarHeat.ts';
import type { ReportDocument } from '../parts/document.ts';
import { paragraph } from '../parts/paragraph.ts';
import { table } from '../parts/table.ts';
import type { Voice } from '../voice.ts';

type Marks = Voice['words']['availability']['marks'];
type Day = ReportModel['availability']['calendar'][number]['days'][number];

/** Beyond this many services, those without downtime are left out of the calendar, and the report says so. */
const mostCalendarRows = 30;

export function downtimeCalendar(doc: ReportDocument, { availability, language }: ReportModel, voice: Voice): void {
  const { words, text, count } = voice;
  const known = words.availability;
  const { calendar } = availability;
  const down = calendar.filter(({ days }) => days.some(({ downSeconds }) => (downSeconds ?? 0) > 0));
  const isLimited = calendar.length > mostCalendarRows;
  const shown = isLimited ? down : calendar;
  if (shown.length === 0) {
    paragraph(doc, known.calendarNone);
    return;
  }
  const lead = isLimited ? known.calendarLimited(count(down.length), count(calendar.length)) : known.calendarLead;
  paragraph(doc, lead, { keepWithNext: true });
  calendarHeat(doc, {
    days: (shown[0]?.days ?? []).map(({ date }) => dayHead(date, availability.holidays, language)),
    rows: shown.map(({ name, days }) => ({ name: text(name), cells: days.map((day) => cell(day, known.marks)) })),
    words: { ...known.cells, marks: [known.marks.maintenance.says, known.marks.unknown.says] },
    alt: known.calendarAlt(
      shown
        .map(({ name }) => text(name))
        .slice(0, 20)
        .join(words.join),
    ),
  });
}

function dayHead(date: string, holidays: readonly string[], language: ReportModel['language']) {
  const head = formatLocalDay(date, language);
  return holidays.includes(date) ? { ...head, rest: 'holiday' as const } : head;
}

function cell({ downSeconds, unknownSeconds, maintenanceSeconds }: Day, marks: Marks): CalendarCell {
  const mark = unknownSeconds > 0 ? marks.unknown.mark : maintenanceSeconds > 0 ? marks.maintenance.mark : '';
  return { downSeconds, mark };
}

export function outageTable(doc: ReportDocument, report: ReportModel, outages: readonly Outage[], voice: Voice): void {
  const { words, text, time, exact } = voice;
  const { head, availability: known } = words;
  table(doc, {
    columns: [
      { head: head.service, width: { grow: 1.1 }, rowHead: true },
      { head: head.from, width: 'fit' },
      { head: head.to, width: 'fit' },
      { head: known.total, width: 'fit', align: 'right' },
      { head: known.counted, width: 'fit', align: 'right' },
      { head: head.ticket, width: 'fit' },
      { head: known.notCounted, width: { grow: 1.3 } },
    ],
    density: 'compact',
    rows: outages.map((outage) => ({
      cells: [
        text(outage.name),
        time(outage.startedAt),
        outage.endedAt === null ? { text: words.open, tone: 'bad' } : time(outage.endedAt),
        exact(outage.totalSeconds),
        outage.countedSeconds === 0 ? '0' : exact(outage.countedSeconds),
        { text: outage.ticketId ?? dash, ...linkToTicket(report, outage.ticketId) },
        [
          outage.notCountedBecause === null
            ? null
            : known.notCountedBecause[outage.notCountedBecause](outage.countedSeconds > 0),
          outage.cause === null ? null : text(outage.cause),
          outage.reason === null ? null : known.recorded(outage.reason),
        ]
          .filter((line) => line !== null)
          .join('\n') || dash,
      ],
    })),
  });
}
