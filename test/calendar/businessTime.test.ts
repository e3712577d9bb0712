import { expect, test } from 'vitest';
import {
  advance,
  dateOf,
  isOpen,
  nextOpening,
  nthBusinessDayAfter,
  openSecondsBetween,
  openSecondsUntil,
  retreat,
} from '../../pipelines/calendar/businessTime.ts';
import vectors from '../vectors/business-time.json' with { type: 'json' };
import { at, calendarOf, utc, workdays } from './rules.ts';

// Monday 5 October to Sunday 25 October 2026; Monday 12 is a holiday; lunch from 12:00 to 13:00.
const tokyo = calendarOf('Asia/Tokyo', workdays('09:00-12:00', '13:00-18:00'), ['2026-10-05', '2026-10-25'], {
  holidays: ['2026-10-12'],
});
const jst = (text: string): number => at(`2026-10-${text}:00+09:00`);

test.each([
  { edge: 'inside one span', from: '09T09:30', to: '09T10:00', minutes: 30 },
  { edge: 'over lunch', from: '09T11:30', to: '09T13:30', minutes: 60 },
  { edge: 'within lunch', from: '09T12:00', to: '09T13:00', minutes: 0 },
  { edge: 'from closing to opening', from: '09T18:00', to: '13T09:00', minutes: 0 },
  { edge: 'over a weekend and a holiday', from: '09T17:00', to: '13T10:00', minutes: 120 },
  { edge: 'a whole day', from: '09T00:00', to: '10T00:00', minutes: 480 },
  { edge: 'backwards', from: '09T10:00', to: '09T09:30', minutes: 0 },
  { edge: 'nothing', from: '09T10:00', to: '09T10:00', minutes: 0 },
  { edge: 'up to the very end of the range', from: '23T17:00', to: '26T00:00', minutes: 60 },
])('open time $edge', ({ from, to, minutes }) => {
  expect(openSecondsBetween(tokyo, jst(from), jst(to))).toBe(minutes * 60);
});

test.each([
  { edge: 'inside one span', from: '09T09:30', minutes: 30, to: '09T10:00' },
  { edge: 'ends exactly at lunch', from: '09T09:30', minutes: 150, to: '09T12:00' },
  { edge: 'one minute past lunch', from: '09T09:30', minutes: 151, to: '09T13:01' },
  { edge: 'ends exactly at closing', from: '09T17:00', minutes: 60, to: '09T18:00' },
  { edge: 'one minute past closing, over the holiday', from: '09T17:00', minutes: 61, to: '13T09:01' },
  { edge: 'starts while closed', from: '10T03:00', minutes: 60, to: '13T10:00' },
  { edge: 'starts exactly at closing', from: '09T18:00', minutes: 1, to: '13T09:01' },
  { edge: 'no time while open', from: '09T10:00', minutes: 0, to: '09T10:00' },
  { edge: 'no time at closing', from: '09T18:00', minutes: 0, to: '13T09:00' },
  { edge: 'to the last second of the range', from: '23T17:00', minutes: 60, to: '23T18:00' },
])('advance: $edge', ({ from, minutes, to }) => {
  expect(utc(advance(tokyo, jst(from), minutes * 60))).toBe(utc(jst(to)));
});

test.each([
  { edge: 'opening is open', instant: '09T09:00', open: true, next: '09T09:00' },
  { edge: 'closing is closed', instant: '09T18:00', open: false, next: '13T09:00' },
  { edge: 'lunch is closed', instant: '09T12:00', open: false, next: '09T13:00' },
  { edge: 'in the middle', instant: '09T10:00', open: true, next: '09T10:00' },
  { edge: 'a holiday', instant: '12T10:00', open: false, next: '13T09:00' },
])('$edge', ({ instant, open, next }) => {
  expect(isOpen(tokyo, jst(instant))).toBe(open);
  expect(utc(nextOpening(tokyo, jst(instant)))).toBe(utc(jst(next)));
});

test.each([
  { edge: 'the first day is not counted', date: '2026-10-13', n: 1, day: '2026-10-14' },
  { edge: 'over a weekend and a holiday', date: '2026-10-09', n: 1, day: '2026-10-13' },
  { edge: 'from a Saturday', date: '2026-10-10', n: 2, day: '2026-10-14' },
  { edge: 'from the holiday itself', date: '2026-10-12', n: 1, day: '2026-10-13' },
  { edge: 'the last business day that is known', date: '2026-10-22', n: 1, day: '2026-10-23' },
  { edge: 'backwards over the holiday', date: '2026-10-13', n: -1, day: '2026-10-09' },
])('business day: $edge', ({ date, n, day }) => {
  expect(nthBusinessDayAfter(tokyo, date, n).date).toBe(day);
});

test('the local date is that of the calendar, not of UTC', () => {
  expect(dateOf(tokyo, at('2026-10-08T15:00:00Z'))).toBe('2026-10-09');
  expect(dateOf(tokyo, at('2026-10-08T14:59:59Z'))).toBe('2026-10-08');
});

test.each([
  {
    edge: 'an instant before the range',
    call: () => openSecondsUntil(tokyo, jst('05T00:00') - 1),
    what: 'was asked about 2026-10-04',
  },
  {
    edge: 'an instant after the range',
    call: () => isOpen(tokyo, jst('26T00:00')),
    what: 'was asked about 2026-10-26',
  },
  {
    edge: 'a clock that runs out of the range',
    call: () => advance(tokyo, jst('23T17:00'), 3601),
    what: 'runs to a date after 2026-10-25',
  },
  {
    edge: 'no opening any more',
    call: () => nextOpening(tokyo, jst('23T18:00')),
    what: 'runs to a date after 2026-10-25',
  },
  {
    edge: 'no business day any more',
    call: () => nthBusinessDayAfter(tokyo, '2026-10-23', 1),
    what: 'runs to a date after 2026-10-25',
  },
  {
    edge: 'a date outside',
    call: () => nthBusinessDayAfter(tokyo, '2027-01-01', 1),
    what: 'was asked about 2027-01-01',
  },
  {
    edge: 'back before the range',
    call: () => retreat(tokyo, jst('05T10:00'), 3601),
    what: 'runs to a date before 2026-10-05',
  },
])('$edge is an error with calendar and year', ({ call, what }) => {
  expect(call).toThrow(what);
  expect(call).toThrow(/where {2}calendar "test", year 202[67]/);
});

test('a calendar that opens once in three weeks is searched, not walked in vain', () => {
  const rare = calendarOf('Asia/Tokyo', {}, ['2026-10-01', '2026-10-31'], { hours: { '2026-10-22': ['10:00-11:00'] } });
  expect(utc(advance(rare, jst('01T00:00'), 60))).toBe(utc(jst('22T10:01')));
  expect(nthBusinessDayAfter(rare, '2026-10-01', 1).date).toBe('2026-10-22');
});

test('24:00 joins the next day without losing a second', () => {
  const night = calendarOf('Asia/Tokyo', { fri: ['22:00-24:00'], sat: ['00:00-06:00'] }, ['2026-10-05', '2026-10-25']);
  expect(openSecondsBetween(night, jst('09T23:00'), jst('10T01:00'))).toBe(7200);
  expect(utc(advance(night, jst('09T23:00'), 3600))).toBe(utc(jst('10T00:00')));
  expect(isOpen(night, jst('10T00:00'))).toBe(true);
});

test.each([
  {
    edge: 'spring in Paris',
    zone: 'Europe/Paris',
    from: '2026-03-29T00:00:00+01:00',
    to: '2026-03-30T00:00:00+02:00',
    hours: 23,
  },
  {
    edge: 'autumn in Paris',
    zone: 'Europe/Paris',
    from: '2026-10-25T00:00:00+02:00',
    to: '2026-10-26T00:00:00+01:00',
    hours: 25,
  },
  {
    edge: 'spring in New York',
    zone: 'America/New_York',
    from: '2026-03-08T00:00:00-05:00',
    to: '2026-03-09T00:00:00-04:00',
    hours: 23,
  },
  {
    edge: 'autumn in New York',
    zone: 'America/New_York',
    from: '2026-11-01T00:00:00-04:00',
    to: '2026-11-02T00:00:00-05:00',
    hours: 25,
  },
])('a day open round the clock has elapsed hours, $edge', ({ zone, from, to, hours }) => {
  const always = calendarOf(zone, { sun: ['00:00-24:00'] }, ['2026-01-01', '2026-12-31']);
  expect(openSecondsBetween(always, at(from), at(to))).toBe(hours * 3600);
  expect(utc(advance(always, at(from), hours * 3600))).toBe(utc(at(to)));
});

test('what advance adds is what lies between, from every quarter of an hour', () => {
  for (let from = jst('06T00:00'); from < jst('14T00:00'); from += 900) {
    for (const seconds of [1, 3599, 3600, 10_800, 28_800, 28_801, 50_000]) {
      const to = advance(tokyo, from, seconds);
      expect(openSecondsBetween(tokyo, from, to)).toBe(seconds);
      expect(openSecondsBetween(tokyo, from, to - 1)).toBe(seconds - 1);
    }
  }
});

interface VectorCalendar {
  timezone: string;
  hours: Record<string, string[][]>;
  holidays: string[];
  breaks: Record<string, string[][]>;
  overrides: Record<string, string[][]>;
}
interface Vector {
  id: string;
  op: string;
  description: string;
  input: { calendar: string; start: string; end: string; seconds: number };
  expected: { result: string; resultIfBoundaryEnd?: string; seconds?: number; secondsElapsed?: number };
}

// Calendars with breaks on single dates are left to the vectors of the clock: a contract writes such a date's hours out.
const ops = ['add_business_time', 'subtract_business_time', 'business_time_between'];
const calendars = new Map(Object.entries(vectors.calendars as unknown as Record<string, VectorCalendar>));
const rows = (vectors.vectors as unknown as Vector[]).filter(
  ({ op, input }) => ops.includes(op) && Object.keys(calendars.get(input.calendar)!.breaks).length === 0,
);

test.each(rows)('vector $id: $description', ({ op, input, expected }) => {
  const { timezone, hours, holidays, overrides } = calendars.get(input.calendar)!;
  const year = Number(input.start.slice(0, 4));
  const range: [string, string] = [`${year - 1}-12-01`, `${year + 2}-12-31`];
  const calendar = calendarOf(timezone, joined(hours), range, { holidays, hours: joined(overrides) });
  const start = at(input.start);
  if (op === 'business_time_between') {
    expect(openSecondsBetween(calendar, start, at(input.end))).toBe(expected.seconds ?? expected.secondsElapsed);
  } else {
    const move = op === 'add_business_time' ? advance : retreat;
    expect(utc(move(calendar, start, input.seconds))).toBe(utc(at(expected.resultIfBoundaryEnd ?? expected.result)));
  }
});

test('33 vectors were run', () => expect(rows).toHaveLength(33));

function joined(hours: Record<string, string[][]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(hours).map(([day, spans]) => [day, spans.map((span) => span.join('-'))]));
}
