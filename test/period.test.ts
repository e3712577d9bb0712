import { expect, test } from 'vitest';
import {
  lastFullMonth,
  lastFullQuarter,
  monthsBetween,
  nextPeriod,
  parsePeriod,
  previousPeriod,
} from '../pipelines/period.ts';

const seconds = (text: string): number => Date.parse(text) / 1000;

test.each([
  {
    edge: 'a month in Tokyo',
    id: '2026-10',
    zone: 'Asia/Tokyo',
    from: '2026-10-01T00:00+09:00',
    to: '2026-11-01T00:00+09:00',
    months: 1,
  },
  {
    edge: 'a quarter',
    id: '2026-Q3',
    zone: 'Asia/Tokyo',
    from: '2026-07-01T00:00+09:00',
    to: '2026-10-01T00:00+09:00',
    months: 3,
  },
  {
    edge: 'the last quarter ends with the year',
    id: '2026-Q4',
    zone: 'Asia/Tokyo',
    from: '2026-10-01T00:00+09:00',
    to: '2027-01-01T00:00+09:00',
    months: 3,
  },
  { edge: 'December', id: '2026-12', zone: 'UTC', from: '2026-12-01T00:00Z', to: '2027-01-01T00:00Z', months: 1 },
  {
    edge: 'a leap February',
    id: '2028-02',
    zone: 'UTC',
    from: '2028-02-01T00:00Z',
    to: '2028-03-01T00:00Z',
    months: 1,
  },
  {
    edge: 'a month with a clock change',
    id: '2026-03',
    zone: 'Europe/Paris',
    from: '2026-03-01T00:00+01:00',
    to: '2026-04-01T00:00+02:00',
    months: 1,
  },
])('$edge: $id', ({ id, zone, from, to, months }) => {
  const period = parsePeriod(id, zone);
  expect(period).toMatchObject({ id, startsAt: seconds(from), endsAt: seconds(to) });
  expect(period.months).toHaveLength(months);
});

test.each([
  '2026-13',
  '2026-00',
  '26-10',
  '2026-Q5',
  '2026-Q0',
  '2026-1',
  '2026/10',
  '2026-q3',
  '2026-10-01',
  ' 2026-10',
  '',
])('"%s" is refused with both ways to write a period', (text) => {
  expect(() => parsePeriod(text, 'UTC')).toThrow(`"${text}" is no month and no quarter.`);
  expect(() => parsePeriod(text, 'UTC')).toThrow('2026-Q3 (Q1 to Q4)');
});

test.each([
  { id: '2026-01', before: '2025-12', after: '2026-02' },
  { id: '2026-12', before: '2026-11', after: '2027-01' },
  { id: '2026-Q1', before: '2025-Q4', after: '2026-Q2' },
  { id: '2026-Q4', before: '2026-Q3', after: '2027-Q1' },
])('$before, $id, $after', ({ id, before, after }) => {
  const period = parsePeriod(id, 'Asia/Tokyo');
  expect(previousPeriod(period, 'Asia/Tokyo')).toEqual(parsePeriod(before, 'Asia/Tokyo'));
  expect(nextPeriod(period, 'Asia/Tokyo')).toEqual(parsePeriod(after, 'Asia/Tokyo'));
  expect(period.startsAt).toBe(previousPeriod(period, 'Asia/Tokyo').endsAt);
});

test.each([
  { edge: 'the first second of a month', now: '2026-11-01T00:00:00+09:00', month: '2026-10', quarter: '2026-Q3' },
  { edge: 'the last second of a month', now: '2026-10-31T23:59:59+09:00', month: '2026-09', quarter: '2026-Q3' },
  { edge: 'still October in UTC', now: '2026-10-31T15:00:00Z', month: '2026-10', quarter: '2026-Q3' },
  { edge: 'the first second of a year', now: '2027-01-01T00:00:00+09:00', month: '2026-12', quarter: '2026-Q4' },
])('the last full month and quarter, $edge', ({ now, month, quarter }) => {
  expect(lastFullMonth(seconds(now), 'Asia/Tokyo').id).toBe(month);
  expect(lastFullQuarter(seconds(now), 'Asia/Tokyo').id).toBe(quarter);
});

test.each([
  { edge: 'over a year end', first: '2026-11', last: '2027-02', months: ['2026-11', '2026-12', '2027-01', '2027-02'] },
  { edge: 'one month', first: '2026-11', last: '2026-11', months: ['2026-11'] },
  { edge: 'the wrong way round', first: '2026-11', last: '2026-10', months: [] },
])('months between, $edge', ({ first, last, months }) => {
  expect(monthsBetween(first, last)).toEqual(months);
});
