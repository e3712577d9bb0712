import { expect, test } from 'vitest';
import * as format from '../../templates/format.ts';

const tokyo = 'Asia/Tokyo';
const at = (iso: string) => Date.parse(iso) / 1000;

test.each([
  { seconds: 0, ja: '0秒', en: '0s', edge: 'nothing' },
  { seconds: 59, ja: '59秒', en: '59s', edge: 'under a minute' },
  { seconds: 299, ja: '4分59秒', en: '4m 59s', edge: 'seconds are shown under five minutes' },
  { seconds: 300, ja: '5分', en: '5m', edge: 'from five minutes on they are not' },
  { seconds: 359, ja: '5分', en: '5m', edge: 'floored, never rounded' },
  { seconds: 4999, ja: '1時間23分', en: '1h 23m', edge: 'hours and minutes' },
  { seconds: 7200, ja: '2時間', en: '2h', edge: 'whole hours' },
  { seconds: 3_600_000, ja: '1,000時間', en: '1,000h', edge: 'thousands of hours' },
  { seconds: -61, ja: '−1分1秒', en: '−1m 1s', edge: 'over budget' },
  { seconds: null, ja: '－', en: '－', edge: 'no figure' },
])('duration: $seconds s is $ja ($edge)', ({ seconds, ja, en }) => {
  expect(format.formatDuration(seconds, 'ja')).toBe(ja);
  expect(format.formatDuration(seconds, 'en')).toBe(en);
});

test.each([
  { seconds: 2664, ja: '44分24秒', en: '44m 24s' },
  { seconds: 3600, ja: '1時間', en: '1h' },
  { seconds: 3601, ja: '1時間0分1秒', en: '1h 0m 1s' },
])('exact duration: $seconds s is $ja', ({ seconds, ja, en }) => {
  expect(format.formatExactDuration(seconds, 'ja')).toBe(ja);
  expect(format.formatExactDuration(seconds, 'en')).toBe(en);
});

test.each([
  { count: 0, text: '0' },
  { count: 999, text: '999' },
  { count: 1000, text: '1,000' },
  { count: 1_234_567, text: '1,234,567' },
  { count: -1234, text: '−1,234' },
  { count: null, text: '－' },
])('count: $count is $text', ({ count, text }) => {
  expect(format.formatCount(count)).toBe(text);
});

test.each([
  { count: 5, previous: 3, text: '+2' },
  { count: 3, previous: 5, text: '−2' },
  { count: 3, previous: 3, text: '±0' },
  { count: 3, previous: null, text: '' },
])('change: $previous to $count is "$text"', ({ count, previous, text }) => {
  expect(format.formatChange(count, previous)).toBe(text);
});

test.each([
  { within: 'PT1H', ja: '1時間', en: '1 h' },
  { within: 'PT1H30M', ja: '1時間30分', en: '1 h 30 min' },
  { within: '1 business day', ja: '1営業日', en: '1 business day' },
  { within: '2 business days', ja: '2営業日', en: '2 business days' },
  { within: 'as agreed', ja: 'as agreed', en: 'as agreed' },
])('promise: $within is $ja', ({ within, ja, en }) => {
  expect(format.formatWithin(within, 'ja')).toBe(ja);
  expect(format.formatWithin(within, 'en')).toBe(en);
});

test('percentages are printed as they come', () => {
  expect(format.formatPercent('99.899')).toBe('99.899%');
  expect(format.formatPercent(null)).toBe('－');
});

test('dates and times are those of the zone of the report', () => {
  const instant = at('2026-10-01T00:30:00+09:00');
  expect(format.formatDate(instant, tokyo, 'ja')).toBe('2026年10月1日（木）');
  expect(format.formatDate(instant, tokyo, 'en')).toBe('1 Oct 2026');
  expect(format.formatDate(instant, 'UTC', 'en')).toBe('30 Sep 2026');
  expect(format.formatDateTime(instant, tokyo, 'ja')).toBe('2026/10/01 00:30');
  expect(format.formatDateTime(instant, tokyo, 'en')).toBe('1 Oct 2026 00:30');
  expect(format.formatDateTime(null, tokyo, 'en')).toBe('－');
  expect(format.formatShortDateTime(instant, tokyo, 'ja', 2026)).toBe('10/1 00:30');
  expect(format.formatShortDateTime(instant, tokyo, 'ja', 2025)).toBe('2026/10/01 00:30');
  expect(format.formatDay(instant, tokyo, 'ja')).toBe('10/1（木）');
  expect(format.formatDay(instant, tokyo, 'en')).toBe('Thu 1 Oct');
});

test('a period ends on the day before its end', () => {
  const span = [at('2026-10-01T00:00:00+09:00'), at('2026-11-01T00:00:00+09:00')] as const;
  expect(format.formatPeriod(...span, tokyo, 'ja')).toBe('2026年10月1日（木）～10月31日（土）');
  expect(format.formatPeriod(...span, tokyo, 'en')).toBe('1 Oct 2026 – 31 Oct 2026');
});

test('a period over the new year names both years', () => {
  const span = [at('2026-12-01T00:00:00+09:00'), at('2027-03-01T00:00:00+09:00')] as const;
  expect(format.formatPeriod(...span, tokyo, 'ja')).toBe('2026年12月1日（火）～2027年2月28日（日）');
});

test('months are named for titles and for axes', () => {
  expect(format.formatMonth('2026-10', 'ja')).toBe('2026年10月');
  expect(format.formatMonth('2026-10', 'en')).toBe('October 2026');
  expect(format.formatAxisMonth('2026-10', false, 'ja')).toEqual(['10月']);
  expect(format.formatAxisMonth('2026-10', true, 'ja')).toEqual(['10月', '2026年']);
  expect(format.formatAxisMonth('2027-01', false, 'en')).toEqual(['Jan', '2027']);
});

test('local dates are spelt out, other text is left alone', () => {
  expect(format.formatLocalDate('2026-11-28', 'ja')).toBe('2026年11月28日（土）');
  expect(format.formatLocalDate('2026-10-08T00:30:00+09:00', 'en')).toBe('8 Oct 2026');
  expect(format.formatLocalDate('next release', 'en')).toBe('next release');
  expect(format.formatLocalDate(null, 'en')).toBe('－');
});

test('an unknown zone is an error, not another zone', () => {
  expect(() => format.formatDate(0, 'Asia/Tokio', 'ja')).toThrow('Asia/Tokio');
});
