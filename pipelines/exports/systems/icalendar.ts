/**
 * Reads an iCalendar file (RFC 5545) as maintenance windows: one record an occurrence.
 *
 * Fields: uid, summary, description, location, categories, status, start, end (ISO 8601, UTC), window (uid and start).
 * Row numbers are the lines on which the events begin.
 */
import { readFileSync } from 'node:fs';
import { expandICalendar, parseICalendar } from '../../calendar/icalendar.ts';
import type { Input } from '../read/openBytes.ts';
import type { FieldRequest, RecordFile } from '../read/RecordFile.ts';
import { namedWriter } from './NamedWriter.ts';

/** Cancelled events are left out; wall clocks without a zone are an error, unless the calendar names one. */
export async function readICalendarRecords(
  { path, file }: Input,
  request: FieldRequest[],
  sink: RecordFile,
): Promise<void> {
  const write = namedWriter(request, sink);
  const calendar = parseICalendar(readFileSync(path), file);
  const { occurrences, cut } = expandICalendar(calendar, file);
  for (const { event, startsAt, endsAt } of occurrences) {
    const start = iso(startsAt);
    write(event.line, {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      categories: event.categories,
      status: event.status,
      start,
      end: iso(endsAt),
      window: `${event.uid}/${start}`,
    });
  }
  for (const uid of cut)
    sink.notices.push(`the event ${uid} recurs without end: it was read for ten years from its first day`);
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
