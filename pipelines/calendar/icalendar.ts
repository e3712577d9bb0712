/**
 * Reads iCalendar files (RFC 5545): events, their recurrences, exceptions and replacements, as instants or dates.
 *
 * Recurrences are expanded on the wall clock and turned into instants by this program's own rules for clock changes, so
 * that nothing depends on the time zone of the process.
 */
import { DateTime, IANAZone } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { parseDuration } from '../contract/values.ts';
import { SlaError } from '../errors.ts';
import { instantsAt, startOfDate } from './wallClock.ts';

/** A date, or a wall clock with its zone (`UTC` for Z, null for a floating one). */
export interface CalendarTime {
  /** `2026-10-17` */
  date: string;
  /** Seconds after midnight; null: the whole day. */
  seconds: number | null;
  zone: string | null;
}

export interface CalendarEvent {
  /** Line of BEGIN:VEVENT, from 1. */
  line: number;
  uid: string;
  summary: string;
  description: string;
  location: string;
  categories: string;
  status: string;
  start: CalendarTime;
  /** Length in seconds; whole days for events of whole days. */
  seconds: number;
  rrule: string | null;
  exdates: CalendarTime[];
  rdates: CalendarTime[];
  /** The occurrence that this event replaces. */
  recurrenceId: CalendarTime | null;
}

export interface ICalendar {
  events: CalendarEvent[];
  /** X-WR-TIMEZONE: the zone of floating times and whole days. */
  zone: string | null;
}

export interface Occurrence {
  event: CalendarEvent;
  /** UTC epoch seconds, half-open. */
  startsAt: number;
  endsAt: number;
  /** Local dates of a whole-day event, first and last included. */
  dates: { from: string; to: string } | null;
}

/** @throws SlaError for a file that is no iCalendar, and for a time or zone that cannot be read. */
export function parseICalendar(bytes: Uint8Array, file: string): ICalendar {
  const lines = unfold(decode(bytes, file));
  if (lines[0]?.text.toUpperCase() !== 'BEGIN:VCALENDAR')
    throw wrong(file, 1, 'it does not begin with BEGIN:VCALENDAR');
  if (lines.at(-1)?.text.toUpperCase() !== 'END:VCALENDAR')
    throw wrong(file, lines.at(-1)?.line ?? 1, 'it ends before END:VCALENDAR: it was cut off');
  const events: CalendarEvent[] = [];
  let zone: string | null = null;
  let open: { line: number; properties: Property[] } | null = null;
  const nested: string[] = [];
  for (const { line, text } of lines) {
    const property = parseProperty(text, line);
    if (property.name === 'BEGIN') {
      nested.push(property.value.toUpperCase());
      if (property.value.toUpperCase() === 'VEVENT') open = { line, properties: [] };
    } else if (property.name === 'END') {
      if (nested.pop() === 'VEVENT' && open) {
        events.push(eventOf(open.line, open.properties, zone, file));
        open = null;
      }
    } else if (nested.at(-1) === 'VEVENT') open?.properties.push(property);
    else if (nested.at(-1) === 'VCALENDAR' && property.name === 'X-WR-TIMEZONE')
      zone = zoneOf(property.value, file, line);
  }
  return { events, zone };
}

/**
 * All occurrences, earliest first, with exceptions taken out and replacements put in. Cancelled ones are left out.
 * A recurrence without end is followed for ten years; `cut` names those.
 */
export function expandICalendar(
  { events, zone }: ICalendar,
  file: string,
): { occurrences: Occurrence[]; cut: string[] } {
  const replaced = new Set(
    events
      .filter(({ recurrenceId }) => recurrenceId)
      .map(({ uid, recurrenceId }) => `${uid}|${instantOf(recurrenceId!, zone, file, 0)}`),
  );
  const cut: string[] = [];
  const occurrences = events.flatMap((event) => {
    if (event.status === 'CANCELLED') return [];
    const { times, isCut } = event.recurrenceId ? { times: [event.start], isCut: false } : timesOf(event);
    if (isCut) cut.push(event.uid);
    const excluded = new Set(event.exdates.map((time) => instantOf(time, zone, file, event.line)));
    return times.flatMap((time) => {
      const startsAt = instantOf(time, zone, file, event.line);
      if (
        !event.recurrenceId &&
        (excluded.has(startsAt) || isExcludedDay(event, time) || replaced.has(`${event.uid}|${startsAt}`))
      )
        return [];
      return [occurrenceAt(event, time, startsAt, zone)];
    });
  });
  return { occurrences: occurrences.sort((a, b) => a.startsAt - b.startsAt || a.event.line - b.event.line), cut };
}

interface Property {
  line: number;
  name: string;
  parameters: Map<string, string>;
  value: string;
}

function eventOf(line: number, properties: Property[], zone: string | null, file: string): CalendarEvent {
  const all = (name: string): Property[] => properties.filter((property) => property.name === name);
  const text = (name: string): string => unescapeText(all(name)[0]?.value ?? '');
  const times = (name: string): CalendarTime[] =>
    all(name).flatMap((property) => property.value.split(',').map((value) => timeOf({ ...property, value }, file)));
  const [start] = times('DTSTART');
  if (!start) throw wrong(file, line, 'an event has no DTSTART');
  return {
    line,
    uid: text('UID') || `line-${line}`,
    summary: text('SUMMARY'),
    description: text('DESCRIPTION'),
    location: text('LOCATION'),
    categories: text('CATEGORIES'),
    status: text('STATUS').toUpperCase(),
    start,
    seconds: lengthOf(start, times('DTEND')[0], all('DURATION')[0], zone, file, line),
    rrule: all('RRULE')[0]?.value ?? null,
    exdates: times('EXDATE'),
    rdates: times('RDATE'),
    recurrenceId: times('RECURRENCE-ID')[0] ?? null,
  };
}

function lengthOf(
  start: CalendarTime,
  end: CalendarTime | undefined,
  duration: Property | undefined,
  zone: string | null,
  file: string,
  line: number,
): number {
  if (duration) {
    const seconds = parseDuration(duration.value.replace(/^\+/, ''));
    if (seconds === null) throw wrong(file, duration.line, `"${duration.value}" is no duration`);
    return seconds;
  }
  if (!end) return start.seconds === null ? 86_400 : 0;
  const seconds =
    start.seconds === null
      ? utcOf(end) - utcOf(start)
      : instantOf(end, zone, file, line) - instantOf(start, zone, file, line);
  if (seconds < 0) throw wrong(file, line, 'an event ends before it begins');
  return seconds;
}

/** The wall clocks at which an event starts; those of a rule are computed in UTC, where every wall clock exists. */
function timesOf(event: CalendarEvent): { times: CalendarTime[]; isCut: boolean } {
  const { start, rrule, rdates } = event;
  if (rrule === null) return { times: [start, ...rdates], isCut: false };
  const until = /(?:^|;)UNTIL=(\d{8})(?:T(\d{6})(Z?))?/.exec(rrule);
  const isCut = !until && !/(?:^|;)COUNT=/.test(rrule);
  const bare = rrule.replace(/;?UNTIL=[^;]*/, '').replace(/^;/, '');
  const wall = Temporal.Instant.fromEpochMilliseconds(utcOf(start) * 1000).toZonedDateTimeISO('UTC');
  const last = until ? lastWall(until, start) : utcOf(start) + 10 * 366 * 86_400;
  const rule = new RRuleTemporal({ rruleString: `RRULE:${bare}`, dtstart: wall, temporal: Temporal });
  const found = rule.between(wall, Temporal.Instant.fromEpochMilliseconds(last * 1000).toZonedDateTimeISO('UTC'), true);
  const times = found.map((time) => timeAt(Math.floor(time.epochMilliseconds / 1000), start));
  return { times: [...times, ...rdates], isCut };
}

/** UNTIL as a wall clock of the event's own zone: it is written in UTC where the event has a zone. */
function lastWall([, day, clock, utc]: RegExpExecArray, start: CalendarTime): number {
  const date = `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6, 8)}`;
  if (!clock) return utcOf({ date, seconds: 86_399, zone: null });
  const wall = utcOf({ date, seconds: clockSeconds(clock), zone: null });
  if (!utc || start.zone === null || start.seconds === null) return wall;
  return wall + IANAZone.create(start.zone).offset(wall * 1000) * 60;
}

function occurrenceAt(event: CalendarEvent, time: CalendarTime, startsAt: number, zone: string | null): Occurrence {
  if (time.seconds !== null) return { event, startsAt, endsAt: startsAt + event.seconds, dates: null };
  const days = Math.max(1, Math.round(event.seconds / 86_400));
  const last = dateAfter(time.date, days - 1);
  return {
    event,
    startsAt,
    endsAt: startOfDate(dateAfter(last, 1), zone ?? 'UTC'),
    dates: { from: time.date, to: last },
  };
}

/** An EXDATE that names a date alone takes that day's occurrence out. */
function isExcludedDay({ exdates }: CalendarEvent, time: CalendarTime): boolean {
  return exdates.some(({ date, seconds }) => seconds === null && date === time.date);
}

function instantOf(time: CalendarTime, calendarZone: string | null, file: string, line: number): number {
  const zone = time.zone ?? calendarZone;
  if (time.seconds === null) return startOfDate(time.date, zone ?? 'UTC');
  if (zone === null)
    throw wrong(
      file,
      line,
      `${time.date} has a wall clock without a time zone`,
      'Export the calendar with its time zone (DTSTART;TZID=Asia/Tokyo:...), or add a line X-WR-TIMEZONE:Asia/Tokyo.',
    );
  const minutes = Math.floor(time.seconds / 60);
  const [instant, second] = instantsAt(time.date, minutes, zone);
  if (instant === undefined || second !== undefined) {
    throw wrong(
      file,
      line,
      `the wall clock of ${time.date} ${instant === undefined ? 'does not exist' : 'comes twice'} in ${zone}`,
      'Write the occurrence in UTC (with Z).',
    );
  }
  return instant + (time.seconds % 60);
}

function timeOf({ value, parameters, line }: Property, file: string): CalendarTime {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z?))?/.exec(value.trim());
  const date = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
  if (!match || !DateTime.fromISO(date, { zone: 'utc' }).isValid)
    throw wrong(file, line, `"${value}" is no date or time`);
  if (match[4] === undefined) return { date, seconds: null, zone: null };
  const named = parameters.get('TZID');
  return {
    date,
    seconds: clockSeconds(match[4]),
    zone: match[5] === 'Z' ? 'UTC' : named ? zoneOf(named, file, line) : null,
  };
}

function timeAt(seconds: number, { zone, seconds: clock }: CalendarTime): CalendarTime {
  const at = DateTime.fromSeconds(seconds, { zone: 'utc' });
  return { date: at.toISODate()!, seconds: clock === null ? null : at.hour * 3600 + at.minute * 60 + at.second, zone };
}

/** Names that Outlook and Exchange write instead of IANA's. */
const windowsZones: Record<string, string> = {
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Singapore Standard Time': 'Asia/Singapore',
  UTC: 'UTC',
  'China Standard Time': 'Asia/Shanghai',
  'India Standard Time': 'Asia/Kolkata',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'Korea Standard Time': 'Asia/Seoul',
  'Taipei Standard Time': 'Asia/Taipei',
  'SE Asia Standard Time': 'Asia/Bangkok',
};

function zoneOf(name: string, file: string, line: number): string {
  const plain = name.replace(/^"|"$/g, '').replace(/^\/[^/]*\/(?=[A-Z])/, '');
  const zone = windowsZones[plain] ?? plain;
  if (IANAZone.isValidZone(zone)) return zone;
  throw wrong(
    file,
    line,
    `"${name}" is no time zone that is known here`,
    'Use an IANA name, for example TZID=Asia/Tokyo, or write times in UTC (with Z).',
  );
}

function parseProperty(text: string, line: number): Property {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/s.exec(text);
  const parameters = new Map(
    (match?.[2] ?? '')
      .split(/;(?=[A-Za-z0-9-]+=)/)
      .filter(Boolean)
      .map((part): [string, string] => {
        const [name = '', ...value] = part.split('=');
        return [name.toUpperCase(), value.join('=').replace(/^"|"$/g, '')];
      }),
  );
  return { line, name: (match?.[1] ?? '').toUpperCase(), parameters, value: match?.[3] ?? '' };
}

/** Lines that begin with a space or tab continue the one before. */
function unfold(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  text.split(/\r\n|\n|\r/).forEach((part, index) => {
    if (/^[ \t]/.test(part) && lines.length > 0) lines.at(-1)!.text += part.slice(1);
    else if (part.trim() !== '') lines.push({ line: index + 1, text: part });
  });
  return lines;
}

function unescapeText(text: string): string {
  return text.replaceAll(/\\([nN,;\\])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char)).trim();
}

function clockSeconds(clock: string): number {
  return Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(2, 4)) * 60 + Number(clock.slice(4, 6));
}

function utcOf({ date, seconds }: CalendarTime): number {
  return DateTime.fromISO(date, { zone: 'utc' }).toUnixInteger() + (seconds ?? 0);
}

function dateAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong(file, 1, 'it is not UTF-8 text');
  }
}

function wrong(
  file: string,
  line: number,
  why: string,
  fix = 'Export the calendar again as iCalendar (.ics).',
): SlaError {
  return new SlaError({ what: `The calendar ${file} cannot be read: ${why}.`, where: `${file}, line ${line}`, fix });
}
