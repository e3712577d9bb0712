import { expect, test } from 'vitest';
import {
  expandMaintenance,
  expandMaintenanceOfTerms,
  skippedWindows,
} from '../../pipelines/calendar/expandMaintenance.ts';
import { startOfDate } from '../../pipelines/calendar/wallClock.ts';
import type { MaintenanceRule, Terms } from '../../pipelines/contract/Contract.ts';
import vectors from '../vectors/availability.json' with { type: 'json' };
import { at, utc } from './rules.ts';

const ruleOf = (more: Partial<MaintenanceRule> = {}): MaintenanceRule => ({
  id: 'regular',
  rrule: 'FREQ=MONTHLY;BYDAY=+3SA',
  start: 0,
  duration_seconds: 14_400,
  timezone: 'Asia/Tokyo',
  services: '*',
  ...more,
});

interface Row {
  month: string;
  thirdSaturday: string;
  tokyo: { start: string; end: string };
  singapore: { start: string; end: string };
}
const vector = vectors.vectors.find(({ id }) => id === 'av-auth-third-saturday-calendar')!;
const rows = (vector.expected as unknown as { rows: Row[] }).rows;

test('the vector has 24 months', () => expect(rows).toHaveLength(24));

test.each(rows)('third Saturday of $month is $thirdSaturday, in both zones', ({ month, thirdSaturday, ...sites }) => {
  for (const [site, timezone] of [
    ['tokyo', 'Asia/Tokyo'],
    ['singapore', 'Asia/Singapore'],
  ] as const) {
    const from = at(`${month}-01T00:00:00Z`);
    const windows = expandMaintenance(ruleOf({ timezone }), '2026-01-01', from, from + 28 * 86_400);
    expect(windows.map(({ windowId, startsAt, endsAt }) => [windowId, utc(startsAt), utc(endsAt)])).toEqual([
      [`regular/${thirdSaturday}`, sites[site].start, sites[site].end],
    ]);
  }
});

test.each([
  { edge: 'ends exactly where the range begins', from: '2026-10-16T19:00:00Z', to: '2026-10-31T00:00:00Z', windows: 0 },
  { edge: 'reaches one second into the range', from: '2026-10-16T18:59:59Z', to: '2026-10-31T00:00:00Z', windows: 1 },
  { edge: 'begins exactly where the range ends', from: '2026-10-01T00:00:00Z', to: '2026-10-16T15:00:00Z', windows: 0 },
  {
    edge: 'begins one second before the range ends',
    from: '2026-10-01T00:00:00Z',
    to: '2026-10-16T15:00:01Z',
    windows: 1,
  },
])('a window that $edge', ({ from, to, windows }) => {
  expect(expandMaintenance(ruleOf(), '2026-04-01', at(from), at(to))).toHaveLength(windows);
});

test('a duration is elapsed time, also over a clock change', () => {
  const rule = ruleOf({ rrule: 'FREQ=MONTHLY;BYDAY=-1SU', timezone: 'Europe/Paris' });
  const [window] = expandMaintenance(rule, '2026-01-01', at('2026-10-20T00:00:00Z'), at('2026-10-31T00:00:00Z'));
  // 00:00 to 03:00 by the clock: one of its hours comes twice.
  expect([utc(window!.startsAt), utc(window!.endsAt)]).toEqual(['2026-10-24T22:00:00Z', '2026-10-25T02:00:00Z']);
});

const spring = (except: MaintenanceRule['except'] = {}, start = 150) => {
  const rule = ruleOf({
    rrule: 'FREQ=WEEKLY;BYDAY=SU',
    start,
    duration_seconds: 3600,
    timezone: 'Europe/Paris',
    except,
  });
  const [from, to] = [at('2026-03-20T00:00:00Z'), at('2026-04-01T00:00:00Z')];
  const terms = [{ effective_from: '2026-01-01', effective_from_s: 0, maintenance: [rule] }] as unknown as Terms[];
  return {
    starts: expandMaintenance(rule, '2026-01-01', from, to).map(({ startsAt }) => utc(startsAt)),
    skipped: skippedWindows(terms, from, to).map(({ date, isTwice }) => `${date} ${isTwice}`),
  };
};

// 02:30 does not exist on 29 March 2026 in Paris.
test.each<{ edge: string; except?: MaintenanceRule['except']; starts: string[]; skipped: string[] }>([
  {
    edge: 'a start that does not exist: no window, and named',
    starts: ['2026-03-22T01:30:00Z'],
    skipped: ['2026-03-29 false'],
  },
  {
    edge: 'dropped: no window, nothing to say',
    except: { '2026-03-29': null },
    starts: ['2026-03-22T01:30:00Z'],
    skipped: [],
  },
  {
    edge: 'another time of that date',
    except: { '2026-03-29': { date: '2026-03-29', start: 240 } },
    starts: ['2026-03-22T01:30:00Z', '2026-03-29T02:00:00Z'],
    skipped: [],
  },
  {
    edge: 'another date',
    except: { '2026-03-29': { date: '2026-03-30', start: 150 } },
    starts: ['2026-03-22T01:30:00Z', '2026-03-30T00:30:00Z'],
    skipped: [],
  },
])('$edge', ({ except, starts, skipped }) => {
  expect(spring(except)).toEqual({ starts, skipped });
});

test('a date moved into the span from before it counts there', () => {
  const { starts } = spring({ '2026-03-15': { date: '2026-03-24', start: 60 } });
  expect(starts).toContain('2026-03-24T00:00:00Z');
});

test('a window of several days is found from its middle', () => {
  const rule = ruleOf({ duration_seconds: 5 * 86_400 });
  expect(expandMaintenance(rule, '2026-04-01', at('2026-10-20T00:00:00Z'), at('2026-10-20T01:00:00Z'))).toHaveLength(1);
});

const termsOf = (date: string, maintenance: MaintenanceRule[]): Terms =>
  ({ effective_from: date, effective_from_s: startOfDate(date, 'Asia/Tokyo'), maintenance }) as unknown as Terms;
const evening = ruleOf({ rrule: 'FREQ=MONTHLY;BYDAY=3FR', start: 22 * 60 });
const october = [at('2026-10-01T00:00:00+09:00'), at('2026-11-01T00:00:00+09:00')] as const;

test.each([
  {
    edge: 'the same rule on both sides: one window',
    next: [evening],
    windows: ['2026-10-16T13:00:00Z/2026-10-16T17:00:00Z'],
  },
  {
    edge: 'no maintenance any more: cut at the border',
    next: [],
    windows: ['2026-10-16T13:00:00Z/2026-10-16T15:00:00Z'],
  },
  {
    edge: 'for one service only from then on: two parts',
    next: [{ ...evening, services: ['sap'] }],
    windows: ['2026-10-16T13:00:00Z/2026-10-16T15:00:00Z', '2026-10-16T15:00:00Z/2026-10-16T17:00:00Z'],
  },
])('terms that change at midnight within a window, $edge', ({ next, windows }) => {
  const terms = [termsOf('2026-04-01', [evening]), termsOf('2026-10-17', next)];
  const found = expandMaintenanceOfTerms(terms, ...october);
  expect(found.map(({ startsAt, endsAt }) => `${utc(startsAt)}/${utc(endsAt)}`)).toEqual(windows);
});

test('before the first terms there is no maintenance', () => {
  expect(expandMaintenanceOfTerms([termsOf('2026-11-01', [ruleOf()])], ...october)).toEqual([]);
});
