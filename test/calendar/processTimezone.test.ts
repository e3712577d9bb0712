// Wall clocks are those of the contract: the time zone of the process must not matter.
import { afterAll, expect, test } from 'vitest';
import { expandMaintenance } from '../../pipelines/calendar/expandMaintenance.ts';
import { lastFullMonth, parsePeriod } from '../../pipelines/period.ts';
import { at, calendarOf, workdays } from './rules.ts';

const before = process.env['TZ'];
afterAll(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const rule = {
  id: 'regular',
  rrule: 'FREQ=MONTHLY;BYDAY=+3SA',
  start: 0,
  duration_seconds: 14_400,
  services: '*' as const,
};
const year = ['2026-01-01', '2026-12-31'] as [string, string];
const everything = () =>
  ['Asia/Tokyo', 'Europe/Paris', 'America/New_York', 'Pacific/Auckland'].map((timezone) => [
    calendarOf(timezone, workdays('09:00-12:00', '13:00-24:00'), year, { holidays: ['2026-10-12'] }),
    expandMaintenance({ ...rule, timezone }, '2026-01-01', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')),
    parsePeriod('2026-Q4', timezone),
    lastFullMonth(at('2026-10-31T16:00:00Z'), timezone),
  ]);
const expected = JSON.stringify(everything());

test.each([
  { TZ: 'UTC', offset: 0 },
  { TZ: 'Asia/Tokyo', offset: -540 },
  { TZ: 'America/New_York', offset: 300 },
])('TZ=$TZ changes nothing', ({ TZ, offset }) => {
  process.env['TZ'] = TZ;
  expect(new Date(0).getTimezoneOffset()).toBe(offset); // the process did take the zone up
  expect(JSON.stringify(everything())).toBe(expected);
});
