import { expect, test } from 'vitest';
import { calendarOf, utc, workdays } from './rules.ts';

const tokyo = (more: Parameters<typeof calendarOf>[3] = {}) =>
  calendarOf('Asia/Tokyo', { ...workdays('09:00-18:00'), sat: ['22:00-24:00'] }, ['2026-10-05', '2026-10-18'], more);

test.each([
  { edge: 'an ordinary weekday', date: '2026-10-09', spans: ['00:00/09:00'], note: null },
  { edge: 'a weekday without hours', date: '2026-10-11', spans: [], note: null },
  { edge: 'a holiday closes the weekday', date: '2026-10-12', spans: [], note: 'holiday' },
  { edge: 'the first closed date', date: '2026-10-13', spans: [], note: 'closed' },
  { edge: 'the last closed date', date: '2026-10-14', spans: [], note: 'closed' },
  { edge: 'the day after the closed dates', date: '2026-10-15', spans: ['00:00/09:00'], note: null },
  { edge: 'dates win over a holiday', date: '2026-10-08', spans: ['01:00/03:00', '04:00/06:00'], note: 'dates' },
  { edge: 'an empty list closes the date', date: '2026-10-07', spans: [], note: 'dates' },
  { edge: '24:00 is the following midnight', date: '2026-10-10', spans: ['13:00/15:00'], note: null },
])('$edge: $date', ({ date, spans, note }) => {
  const calendar = tokyo({
    holidays: ['2026-10-08', '2026-10-12'],
    closed: [{ from: '2026-10-13', to: '2026-10-14' }],
    hours: { '2026-10-08': ['10:00-12:00', '13:00-15:00'], '2026-10-07': [] },
  });
  const day = calendar.days.find((other) => other.date === date);
  expect(day?.note).toBe(note);
  expect(day?.spans.map((span) => `${utc(span.opensAt).slice(11, 16)}/${utc(span.closesAt).slice(11, 16)}`)).toEqual(
    spans,
  );
});

test('days follow each other without gap, and begin at local midnight', () => {
  const { days } = tokyo();
  expect(days).toHaveLength(14);
  expect(utc(days[0]!.startsAt)).toBe('2026-10-04T15:00:00Z');
  expect(days.slice(1).every((day, index) => day.startsAt === days[index]!.endsAt)).toBe(true);
});

test.each([
  { edge: 'spring: 23 hours', zone: 'Europe/Paris', date: '2026-03-29', hours: 23, opens: '2026-03-29T07:00:00Z' },
  { edge: 'autumn: 25 hours', zone: 'Europe/Paris', date: '2026-10-25', hours: 25, opens: '2026-10-25T08:00:00Z' },
  {
    edge: 'spring in New York',
    zone: 'America/New_York',
    date: '2026-03-08',
    hours: 23,
    opens: '2026-03-08T13:00:00Z',
  },
  {
    edge: 'autumn in New York',
    zone: 'America/New_York',
    date: '2026-11-01',
    hours: 25,
    opens: '2026-11-01T14:00:00Z',
  },
  {
    edge: 'half an hour on Lord Howe',
    zone: 'Australia/Lord_Howe',
    date: '2026-10-04',
    hours: 23.5,
    opens: '2026-10-03T22:00:00Z',
  },
  {
    edge: 'midnight that does not exist',
    zone: 'America/Santiago',
    date: '2026-09-06',
    hours: 23,
    opens: '2026-09-06T12:00:00Z',
  },
])('a day of a clock change keeps its wall clock, $edge', ({ zone, date, hours, opens }) => {
  const [day] = calendarOf(zone, { sun: ['09:00-17:00'] }, [date, date]).days;
  expect((day!.endsAt - day!.startsAt) / 3600).toBe(hours);
  expect(utc(day!.spans[0]!.opensAt)).toBe(opens);
});

test.each([
  {
    edge: 'opens in the hour that is left out',
    zone: 'Europe/Paris',
    date: '2026-03-29',
    span: '02:30-17:00',
    what: '02:30 does not exist on 2026-03-29 in Europe/Paris',
  },
  {
    edge: 'closes in the hour that is left out',
    zone: 'America/New_York',
    date: '2026-03-08',
    span: '01:00-02:15',
    what: '02:15 does not exist on 2026-03-08 in America/New_York',
  },
  {
    edge: 'closes when that hour begins',
    zone: 'Europe/Paris',
    date: '2026-03-29',
    span: '00:00-02:00',
    what: '02:00 does not exist on 2026-03-29 in Europe/Paris',
  },
  {
    edge: 'opens in the hour that comes twice',
    zone: 'Europe/Paris',
    date: '2026-10-25',
    span: '02:00-17:00',
    what: '02:00 comes twice on 2026-10-25 in Europe/Paris',
  },
  {
    edge: 'closes in the hour that comes twice',
    zone: 'America/New_York',
    date: '2026-11-01',
    span: '00:00-01:59',
    what: '01:59 comes twice on 2026-11-01 in America/New_York',
  },
])('$edge: an error, never a guess', ({ zone, date, span, what }) => {
  const expand = () => calendarOf(zone, { sun: [span] }, [date, date]);
  expect(expand).toThrow(what);
  expect(expand).toThrow('where  contract.yaml, calendar "test"');
});

test.each([
  {
    edge: 'across the hour that is left out',
    zone: 'Europe/Paris',
    date: '2026-03-29',
    span: '00:00-24:00',
    hours: 23,
  },
  { edge: 'across the hour that comes twice', zone: 'Europe/Paris', date: '2026-10-25', span: '01:00-04:00', hours: 4 },
  {
    edge: 'of the whole day where midnight does not exist',
    zone: 'America/Santiago',
    date: '2026-09-06',
    span: '00:00-24:00',
    hours: 23,
  },
])('open time $edge', ({ zone, date, span, hours }) => {
  const [opening] = calendarOf(zone, { sun: [span] }, [date, date]).days[0]!.spans;
  expect(opening!.closesAt - opening!.opensAt).toBe(hours * 3600);
});
