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
import { withinTime } from '../withinTime.ts';
import { instantsAt, startOfDate } from './wallClock.ts';

/** A date, or a wall clock with its zone (`UTC` for Z, null for a floating one). */
interface CalendarTime {
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
  /** X-WR-TIMEZONE, else what the caller named: the zone of floating times and whole days. */
  zone: string | null;
}

export interface Occurrence {
  event: CalendarEvent;
  /** UTC epoch seconds, half-open. */
  startsAt: number;
  endsAt: number;
  /** Local dates of a whole-day event, first and last included. */
  dates: { from: string; to: string } | null;
  /** Where the rule or the list of dates put it, in UTC epoch seconds: a replacement keeps the place that it moved from. */
  plannedAt: number;
}

export interface Expansion {
  occurrences: Occurrence[];
  /** Events whose recurrence has no end. */
  cut: string[];
  /** Occurrences of a rule at a wall clock that a clock change skips or repeats: they are no instants. */
  skipped: { event: CalendarEvent; date: string; why: string }[];
}

/**
 * @param fallback IANA zone of floating times and whole days where the calendar itself names none
 * @throws SlaError for a file that is no iCalendar, and for a time, zone or rule that cannot be read.
 */
export function parseICalendar(bytes: Uint8Array, file: string, fallback: string | null = null): ICalendar {
  const lines = unfold(decode(bytes, file));
  if (lines[0]?.text.toUpperCase() !== 'BEGIN:VCALENDAR')
    throw wrong(file, 1, 'it does not begin with BEGIN:VCALENDAR');
  if (lines.at(-1)?.text.toUpperCase() !== 'END:VCALENDAR')
    throw wrong(file, lines.at(-1)?.line ?? 1, 'it ends before END:VCALENDAR: it was cut off');
  const events: CalendarEvent[] = [];
  let zone = fallback;
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
 * All occurrences, earliest first, with exceptions taken out and replacements put in. Cancelled ones are left out, and a
 * date that comes twice counts once. A recurrence without end is followed for ten years.
 */
export function expandICalendar({ events, zone }: ICalendar, file: string): Expansion {
  const replaced = new Set(
    events
      .filter(({ recurrenceId }) => recurrenceId)
      .map(({ uid, recurrenceId, line }) => `${uid}|${instantOf(recurrenceId!, zone, file, line)}`),
  );
  const found: Expansion = { occurrences: [], cut: [], skipped: [] };
  for (const event of events) {
    if (event.status === 'CANCELLED') continue;
    const { times, isCut } = event.recurrenceId ? { times: [event.start], isCut: false } : timesOf(event, file);
    if (isCut) found.cut.push(event.uid);
    const taken = new Set(event.exdates.map((time) => instantOf(time, zone, file, event.line)));
    for (const time of times) {
      const why = event.rrule === null ? null : clockFault(time, zone);
      if (why !== null) {
        found.skipped.push({ event, date: time.date, why });
        continue;
      }
      const startsAt = instantOf(time, zone, file, event.line);
      const isGone = taken.has(startsAt) || isExcludedDay(event, time) || replaced.has(`${event.uid}|${startsAt}`);
      if (!event.recurrenceId && isGone) continue;
      taken.add(startsAt);
      const plannedAt = event.recurrenceId ? instantOf(event.recurrenceId, zone, file, event.line) : startsAt;
      found.occurrences.push({ ...occurrenceAt(event, time, startsAt, zone), plannedAt });
    }
  }
  found.occurrences.sort((a, b) => a.startsAt - b.startsAt || a.event.line - b.event.line);
  return found;
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
function timesOf(event: CalendarEvent, file: string): { times: CalendarTime[]; isCut: boolean } {
  const { start, rrule, rdates } = event;
  if (rrule === null) return { times: [start, ...rdates], isCut: false };
  const fault = ruleFault(rrule);
  if (fault !== null) throw wrongRule(event, fault, file);
  const until = /(?:^|;)UNTIL=(\d{8})(?:T(\d{6})(Z?))?/.exec(rrule);
  const isCut = !until && !/(?:^|;)COUNT=/.test(rrule);
  const bare = rrule.replace(/;?UNTIL=[^;]*/, '').replace(/^;/, '');
  const wall = Temporal.Instant.fromEpochMilliseconds(utcOf(start) * 1000).toZonedDateTimeISO('UTC');
  const last = until ? lastWall(until, start) : utcOf(start) + 10 * 366 * 86_400;
  const end = Temporal.Instant.fromEpochMilliseconds(last * 1000).toZonedDateTimeISO('UTC');
  const found = expandRule(event, bare, wall, end, file);
  const times = found.map((time) => timeAt(Math.floor(time.epochMilliseconds / 1000), start));
  return { times: [...times, ...rdates], isCut };
}

/** What listing the occurrences of one event may take. */
const recurrenceSeconds = 10;

function expandRule(
  event: CalendarEvent,
  rule: string,
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  file: string,
): Temporal.ZonedDateTime[] {
  const occurrences = () =>
    new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart: from, temporal: Temporal }).between(from, to, true);
  try {
    return withinTime(recurrenceSeconds, occurrences, {
      where: () => `${file}, line ${event.line}`,
      what: `The occurrences of RRULE "${event.rrule}" were listed`,
      fix: 'Give the event an earlier end (UNTIL or COUNT), or a rule of days or weeks.',
    });
  } catch (error) {
    if (error instanceof SlaError) throw error;
    throw wrongRule(event, error instanceof Error ? error.message.split('\n')[0]! : String(error), file);
  }
}

const weekday = '(MO|TU|WE|TH|FR|SA|SU)';
const listed = (item: string): RegExp => new RegExp(`^${item}(,${item})*$`);

/** What each part of a rule may be (RFC 5545, 3.3.10): a library that drops what it does not know would move windows. */
const ruleParts: Record<string, RegExp> = {
  FREQ: /^(HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYHOUR: listed('(1?\\d|2[0-3])'),
  BYMINUTE: listed('[1-5]?\\d'),
  BYSECOND: listed('[1-5]?\\d'),
  BYDAY: listed(`([+-]?([1-9]|[1-4]\\d|5[0-3]))?${weekday}`),
  BYMONTHDAY: listed('[+-]?([1-9]|[12]\\d|3[01])'),
  BYYEARDAY: listed('[+-]?[1-9]\\d{0,2}'),
  BYWEEKNO: listed('[+-]?([1-9]|[1-4]\\d|5[0-3])'),
  BYMONTH: listed('(0?[1-9]|1[0-2])'),
  BYSETPOS: listed('[+-]?[1-9]\\d{0,2}'),
  WKST: new RegExp(`^${weekday}$`),
};

/** Why the text is no rule that can be followed, or null. */
function ruleFault(rrule: string): string | null {
  const parts = rrule
    .split(';')
    .filter(Boolean)
    .map((part) => part.split('='));
  const names = parts.map(([name = '']) => name.toUpperCase());
  for (const [index, [, value = '']] of parts.entries()) {
    const pattern = ruleParts[names[index]!];
    if (!pattern) return `it has no part ${names[index]} that is known here`;
    if (!pattern.test(value.toUpperCase())) return `${names[index]}=${value} is nothing that it may be`;
  }
  if (!names.includes('FREQ')) return 'it does not say how often (FREQ=WEEKLY)';
  if (new Set(names).size < names.length) return 'it says one part twice';
  const isNumbered = parts.some(([name = '', value = '']) => name.toUpperCase() === 'BYDAY' && /\d/.test(value));
  const freq = parts[names.indexOf('FREQ')]![1]!.toUpperCase();
  return isNumbered && !['MONTHLY', 'YEARLY'].includes(freq)
    ? `BYDAY counts weekdays, which FREQ=${freq} cannot`
    : null;
}

function wrongRule({ line, uid, rrule }: CalendarEvent, why: string, file: string): SlaError {
  return wrong(
    file,
    line,
    `the event ${uid} recurs by RRULE:${rrule}, which cannot be followed (${why})`,
    'Correct the event in the calendar and export it again, for example: RRULE:FREQ=MONTHLY;BYDAY=3SA',
  );
}

/** UNTIL as a wall clock of the event's own zone: it is written in UTC where the event has a zone. */
function lastWall([, day, clock, utc]: RegExpExecArray, start: CalendarTime): number {
  const date = `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6, 8)}`;
  if (!clock) return utcOf({ date, seconds: 86_399, zone: null });
  const wall = utcOf({ date, seconds: clockSeconds(clock), zone: null });
  if (!utc || start.zone === null || start.seconds === null) return wall;
  return wall + IANAZone.create(start.zone).offset(wall * 1000) * 60;
}

function occurrenceAt(
  event: CalendarEvent,
  time: CalendarTime,
  startsAt: number,
  zone: string | null,
): Omit<Occurrence, 'plannedAt'> {
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
      'Name the zone of the calendar in sources.yaml, for example zone: Asia/Tokyo, or export it with its zones (DTSTART;TZID=Asia/Tokyo:...).',
    );
  const why = clockFault(time, calendarZone);
  if (why !== null) throw wrong(file, line, why, 'Write the occurrence in UTC (with Z).');
  return instantsAt(time.date, Math.floor(time.seconds / 60), zone)[0]! + (time.seconds % 60);
}

/** Why a wall clock is not one instant, or null. */
function clockFault(time: CalendarTime, calendarZone: string | null): string | null {
  const zone = time.zone ?? calendarZone;
  if (time.seconds === null || zone === null) return null;
  const { length } = instantsAt(time.date, Math.floor(time.seconds / 60), zone);
  return length === 1
    ? null
    : `the wall clock of ${time.date} ${length === 0 ? 'does not exist' : 'comes twice'} in ${zone}`;
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
