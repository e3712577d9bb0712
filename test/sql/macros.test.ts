/** The shared formulas of sql/macros.sql, value by value. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMacros } from '../../pipelines/warehouse/models.ts';
import { literal, type SqlValue, Warehouse } from '../../pipelines/warehouse/Warehouse.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open({ path: ':memory:' });
  await warehouse.run(readMacros());
});
afterAll(() => warehouse.close());

const value = async (sql: string): Promise<SqlValue> =>
  (await warehouse.row<{ found: SqlValue }>(`select ${sql} as found`)).found;
const utc = (text: string): number => Date.parse(text) / 1000;

describe('instant: an ISO 8601 text as epoch seconds', () => {
  test.each<{ edge: string; text: string | null; zone?: string; expected: number | null }>([
    { edge: 'Z', text: '2026-10-01T00:00:00Z', expected: utc('2026-10-01T00:00:00Z') },
    { edge: 'small z', text: '2026-10-01T00:00:00z', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '+09:00', text: '2026-10-01T09:00:00+09:00', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '+0900', text: '2026-10-01T09:00:00+0900', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '+09', text: '2026-10-01T09:00:00+09', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '-05:00', text: '2026-09-30T19:00:00-05:00', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '-0500', text: '2026-09-30T19:00:00-0500', expected: utc('2026-10-01T00:00:00Z') },
    { edge: '+05:45', text: '2026-10-01T05:45:00+05:45', expected: utc('2026-10-01T00:00:00Z') },
    {
      edge: 'UTC in words is no wall clock of the zone of the file',
      text: '2026-10-01 00:00:00 UTC',
      zone: 'Asia/Tokyo',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    {
      edge: 'UTC with a fraction, in small letters, without a zone',
      text: '2026-10-01 00:00:00.5 utc',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    {
      edge: 'an offset with seconds, as zones had before they were zones',
      text: '2026-10-01 09:00:30+09:00:30',
      zone: 'Europe/Paris',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    { edge: 'the name of another zone is never guessed', text: '2026-10-01 09:00 JST', zone: 'UTC', expected: null },
    { edge: 'a blank for the T', text: '2026-10-01 09:00:00+09:00', expected: utc('2026-10-01T00:00:00Z') },
    { edge: 'no seconds', text: '2026-10-01T09:00+09:00', expected: utc('2026-10-01T00:00:00Z') },
    {
      edge: 'fractions of a second are floored',
      text: '2026-10-01T00:00:00.999Z',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    {
      edge: 'an offset wins over the zone of the file',
      text: '2026-10-01T09:00:00+09:00',
      zone: 'Europe/Paris',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    {
      edge: 'no offset, with a zone',
      text: '2026-10-01T09:00:00',
      zone: 'Asia/Tokyo',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    {
      edge: 'a date alone is its midnight',
      text: '2026-10-01',
      zone: 'Asia/Tokyo',
      expected: utc('2026-09-30T15:00:00Z'),
    },
    {
      edge: 'no offset, no seconds',
      text: '2026-10-01T09:00',
      zone: 'Asia/Tokyo',
      expected: utc('2026-10-01T00:00:00Z'),
    },
    { edge: 'no offset, no zone', text: '2026-10-01T09:00:00', expected: null },
    { edge: 'skipped by the clock (Paris, March)', text: '2026-03-29T02:30:00', zone: 'Europe/Paris', expected: null },
    {
      edge: 'the first second behind the gap',
      text: '2026-03-29T03:00:00',
      zone: 'Europe/Paris',
      expected: utc('2026-03-29T01:00:00Z'),
    },
    {
      edge: 'the last second before the gap',
      text: '2026-03-29T01:59:59',
      zone: 'Europe/Paris',
      expected: utc('2026-03-29T00:59:59Z'),
    },
    { edge: 'struck twice (Paris, October)', text: '2026-10-25T02:30:00', zone: 'Europe/Paris', expected: null },
    {
      edge: 'the second before it is struck twice',
      text: '2026-10-25T01:59:59',
      zone: 'Europe/Paris',
      expected: utc('2026-10-24T23:59:59Z'),
    },
    {
      edge: 'the second behind',
      text: '2026-10-25T03:00:00',
      zone: 'Europe/Paris',
      expected: utc('2026-10-25T02:00:00Z'),
    },
    {
      edge: 'struck twice within half an hour (Lord Howe, April)',
      text: '2026-04-05T01:45:00',
      zone: 'Australia/Lord_Howe',
      expected: null,
    },
    {
      edge: 'skipped for half an hour (Lord Howe, October)',
      text: '2026-10-04T02:15:00',
      zone: 'Australia/Lord_Howe',
      expected: null,
    },
    { edge: 'empty', text: null, zone: 'Asia/Tokyo', expected: null },
    { edge: 'not a date', text: 'yesterday', zone: 'Asia/Tokyo', expected: null },
    { edge: 'now is no instant of the data', text: 'now', zone: 'Asia/Tokyo', expected: null },
    { edge: 'infinity', text: 'infinity', zone: 'Asia/Tokyo', expected: null },
    { edge: 'a day that the month lacks', text: '2026-02-29T00:00:00Z', expected: null },
    { edge: 'day first', text: '31/02/2025 14:00', zone: 'Asia/Tokyo', expected: null },
    { edge: 'a lone plus', text: '+', expected: null },
    {
      edge: 'the name of a zone in the text',
      text: '2026-10-01 09:00:00 Asia/Tokyo',
      zone: 'Europe/Paris',
      expected: null,
    },
    { edge: 'no SQL', text: "'); drop table x; --", zone: 'Asia/Tokyo', expected: null },
  ])('$edge: $text', async ({ text, zone = null, expected }) => {
    expect(await value(`instant(${literal(text)}, ${literal(zone)})`)).toBe(expected);
  });
});

describe('instant_fault: why a text is none', () => {
  test.each([
    { text: 'yesterday', zone: 'Asia/Tokyo', expected: 'not a date and time' },
    { text: '2026-02-29T00:00:00Z', zone: null, expected: 'not a date and time' },
    { text: '2026-10-01T09:00:00', zone: null, expected: 'no offset from UTC, and sources.yaml names no zone' },
    {
      text: '2026-03-29T02:30:00',
      zone: 'Europe/Paris',
      expected: 'a local time that does not exist or exists twice in Europe/Paris',
    },
  ])('$text, $zone: $expected', async ({ text, zone, expected }) => {
    expect(await value(`instant_fault(${literal(text)}, ${literal(zone)})`)).toBe(expected);
  });
});

describe('percent_text: floored to three decimals', () => {
  test.each([
    { edge: 'one second lost of a month', part: 2_663_999, whole: 2_664_000, expected: '99.999' },
    { edge: '99.9995 is 99.999', part: 1_999_990, whole: 2_000_000, expected: '99.999' },
    { edge: '99.8999...', part: 2_661_335, whole: 2_664_000, expected: '99.899' },
    { edge: 'all', part: 7, whole: 7, expected: '100.000' },
    { edge: 'none', part: 0, whole: 7, expected: '0.000' },
    { edge: 'leading zeros behind the point', part: 1, whole: 99_999, expected: '0.001' },
    { edge: 'nothing of nothing', part: 0, whole: 0, expected: null },
    { edge: 'centuries', part: 9_007_199_254_740_990, whole: 9_007_199_254_740_991, expected: '99.999' },
  ])('$edge: $part of $whole is $expected', async ({ part, whole, expected }) => {
    expect(await value(`percent_text(${part}, ${whole})`)).toBe(expected);
  });
});

describe('stops', () => {
  test.each([
    { edge: 'restore: restored before resolved', sql: `repair_stop('restore', 5, 3, 4, 10)`, expected: 5 },
    {
      edge: 'restore: restored after the cut-off does not exist',
      sql: `repair_stop('restore', 11, 3, 4, 10)`,
      expected: 3,
    },
    { edge: 'resolve: resolved, not restored', sql: `repair_stop('resolve', 2, 3, 4, 10)`, expected: 3 },
    { edge: 'resolve: closed stands in', sql: `repair_stop('resolve', 2, null, 4, 10)`, expected: 4 },
    { edge: '59 s before the opening: at it', sql: `stop_since(1000, 941)`, expected: 1000 },
    { edge: '60 s before it: none', sql: `stop_since(1000, 940)`, expected: null },
    { edge: 'nothing yet', sql: `repair_stop('resolve', 2, null, 11, 10)`, expected: null },
    { edge: 'respond: the response, even after a stop', sql: `respond_stop(6, 3, 4, 5, 10)`, expected: 6 },
    { edge: 'respond: else the first stop', sql: `respond_stop(null, 5, 4, 6, 10)`, expected: 4 },
    { edge: 'respond: of what is seen', sql: `respond_stop(11, null, null, 9, 10)`, expected: 9 },
    { edge: 'what happens at the cut-off is not seen', sql: `respond_stop(10, null, null, 10, 10)`, expected: null },
  ])('$edge', async ({ sql, expected }) => {
    expect(await value(sql)).toBe(expected);
  });
});

test('whatever a cast to a timestamp would drop behind a clock is an offset, or is not read', async () => {
  const clocks = ['2026-10-01 10:00:00', '2026-10-01T10:00', '2026-10-01 10:00:00.5', '2026-10-01'];
  const tails =
    'Z| Z|z|UTC| UTC| utc|  UTC|GMT| GMT| JST|+9|-9|+09|+090|+0900|+09:0|+09:00|+09:00:30|-09:00:30|+9:00| +09:00| -0900| (UTC)|-03:30|+00|-00| BC| AD| AM| PM|+09:00:30.5|\u221209:00';
  for (const text of clocks.flatMap((clock) => tails.split('|').map((tail) => clock + tail))) {
    const cast = await value(`try_cast(${literal(text)} as timestamp)`);
    const isRead = (await value(`instant(${literal(text)}, 'Asia/Tokyo')`)) !== null;
    if (cast !== null && isRead)
      expect({ text, found: await value(`has_offset(${literal(text)})`) }).toEqual({ text, found: true });
  }
});

describe('is_much_slower: over one and a half times the median before', () => {
  test.each([
    { edge: 'exactly one and a half times is not', now: 150, before: 100, expected: false },
    { edge: 'a second more is', now: 151, before: 100, expected: true },
  ])('$edge', async ({ now, before, expected }) => {
    expect(await value(`is_much_slower(${now}, ${before})`)).toBe(expected);
  });
});
