import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  addDays,
  instantsAt,
  localDateOf,
  startOfDate,
  startOfNextDate,
  weekdayOf,
} from '../../pipelines/calendar/wallClock.ts';
import { at, utc } from './rules.ts';

test.each([
  {
    edge: 'an ordinary time',
    zone: 'Asia/Tokyo',
    date: '2026-10-09',
    minutes: 540,
    instants: ['2026-10-09T00:00:00Z'],
  },
  { edge: 'left out in spring', zone: 'Europe/Paris', date: '2026-03-29', minutes: 150, instants: [] },
  {
    edge: 'twice in autumn',
    zone: 'Europe/Paris',
    date: '2026-10-25',
    minutes: 150,
    instants: ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  },
  {
    edge: 'the minute before it is left out',
    zone: 'America/New_York',
    date: '2026-03-08',
    minutes: 119,
    instants: ['2026-03-08T06:59:00Z'],
  },
  {
    edge: 'the minute after',
    zone: 'America/New_York',
    date: '2026-03-08',
    minutes: 180,
    instants: ['2026-03-08T07:00:00Z'],
  },
  { edge: 'a midnight that does not exist', zone: 'America/Santiago', date: '2026-09-06', minutes: 0, instants: [] },
  { edge: 'a whole day that does not exist', zone: 'Pacific/Apia', date: '2011-12-30', minutes: 720, instants: [] },
])('$edge: $date in $zone', ({ zone, date, minutes, instants }) => {
  expect(instantsAt(date, minutes, zone).map(utc)).toEqual(instants);
});

test.each([
  { edge: 'midnight', zone: 'Asia/Singapore', date: '2026-10-09', start: '2026-10-08T16:00:00Z' },
  {
    edge: 'where the clocks jump over midnight, the jump',
    zone: 'America/Santiago',
    date: '2026-09-06',
    start: '2026-09-06T04:00:00Z',
  },
])('a date begins at $edge', ({ zone, date, start }) => {
  expect(utc(startOfDate(date, zone))).toBe(start);
});

test.each([
  'Asia/Tokyo',
  'Europe/Paris',
  'America/Santiago',
  'America/St_Johns',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
])('the quick way to the next date is the exact one, every day of 2006 to 2026 in %s', (zone) => {
  let startsAt = startOfDate('2006-01-01', zone);
  for (let date = '2006-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
    const next = startOfNextDate(date, startsAt, zone);
    if (next !== startsAt + 86_400 || date.endsWith('-01'))
      expect([date, next]).toEqual([date, startOfDate(addDays(date, 1), zone)]);
    startsAt = next;
  }
  expect(startsAt).toBe(startOfDate('2027-01-01', zone));
});

test.each(['1969-12-29', '1969-12-31', '1970-01-01', '2024-02-29', '2026-10-11', '2026-10-12'])(
  'the weekday of %s',
  (date) => {
    expect(weekdayOf(date)).toBe(DateTime.fromISO(date, { zone: 'utc' }).weekday);
    expect(localDateOf(at(`${date}T23:59:59Z`), 'UTC')).toBe(date);
  },
);
