/**
 * Reads an iCalendar file (RFC 5545) as maintenance windows and outages: one record an occurrence.
 *
 * Fields: uid, summary, description, location, categories, status, start, end (ISO 8601, UTC), window (the same for one
 * occurrence in every export of the calendar), kind (`outage` where the event says that nobody planned it, else
 * `planned`), service (what the summary has in brackets, else the summary). Row numbers are the lines on which the events
 * begin: the occurrences of one event share its line, and their start tells them apart.
 */
import { readFileSync } from 'node:fs';
import { type CalendarEvent, expandICalendar, type Occurrence, parseICalendar } from '../../calendar/icalendar.ts';
import type { Input } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { unreadable } from '../read/unreadable.ts';
import { namedWriter } from './NamedWriter.ts';

/**
 * Cancelled events are left out. A rule's occurrence at a wall clock that a clock change skips or repeats is set aside.
 *
 * @param zone of floating times and whole days where the calendar names none
 * @throws SlaError where neither does.
 */
export async function readICalendarRecords(
  { path, file }: Input,
  request: FieldRequest[],
  sink: RecordFile,
  zone: string | null,
): Promise<void> {
  const write = namedWriter(request, sink);
  const calendar = parseICalendar(readFileSync(path), file, zone);
  const { occurrences, cut, skipped } = expandICalendar(calendar, file);
  for (const occurrence of occurrences) {
    const { event, startsAt, endsAt } = occurrence;
    if (event.start.seconds === null && calendar.zone === null) throw wholeDay(event, file);
    write(event.line, {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      categories: event.categories,
      status: event.status,
      start: iso(startsAt),
      end: iso(endsAt),
      window: windowOf(occurrence),
      kind: isOutage(event) ? 'outage' : 'planned',
      service: /^\s*[[【［]([^\]】］]+)[\]】］]/.exec(event.summary)?.[1] ?? event.summary,
    });
  }
  for (const { event, date, why } of skipped)
    sink.rejects.push({ row: event.line, column: 'start', value: date, reason: `${why}: no window that day` });
  for (const uid of cut)
    sink.notices.push(`the event ${uid} recurs without end: it was read for ten years from its first day`);
}

/** A moved event keeps its name, so that its newest export moves the window; an event without UID goes by its title. */
function windowOf({ event, plannedAt }: Occurrence): string {
  const name = event.uid === `line-${event.line}` ? `${event.summary || 'window'}/${iso(plannedAt)}` : event.uid;
  const isOneOfMany = event.rrule !== null || event.rdates.length > 0 || event.recurrenceId !== null;
  return isOneOfMany && name === event.uid ? `${name}/${iso(plannedAt)}` : name;
}

const unplanned = /unplanned|unscheduled|計画外|突発/i;
const planned = /planned|scheduled|maint|保守|メンテ|計画|定期|点検/i;
const outage = /outage|incident|disruption|failure|\bdown\b|downtime|障害|停止|不具合|ダウン/i;

/** The categories decide where they say anything of the kind, else the title does. */
function isOutage({ categories, summary }: CalendarEvent): boolean {
  for (const text of [categories, summary]) {
    if (unplanned.test(text)) return true;
    if (planned.test(text)) return false;
    if (outage.test(text)) return true;
  }
  return false;
}

function wholeDay({ line, start }: CalendarEvent, file: string): Error {
  return unreadable(
    `${file}, line ${line}`,
    `The event of ${start.date} lasts whole days, and nothing says in which time zone they begin.`,
    'Name the zone of the calendar in sources.yaml, for example: zone: Asia/Tokyo',
  );
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
