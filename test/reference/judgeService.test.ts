import { describe, expect, test } from 'vitest';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import type { Availability, ServiceCase } from '../../pipelines/reference/ServiceEvidence.ts';
import { type ServiceRow, serviceCase } from './buildService.ts';

const period = { from: 0, to: 1000 };
const up = { from: 0, to: 1000, state: 'up' as const };
const down = (from: number, to: number | null, location = '') => ({ from, to, state: 'down' as const, location });

// A period of 1000 seconds; unknown time and maintenance are excluded unless a row says otherwise.
describe('seconds', () => {
  test.each<{ edge: string; row: Partial<ServiceRow>; expected: Partial<Availability> }>([
    {
      edge: 'all up',
      row: { states: [up] },
      expected: {
        windowSeconds: 1000,
        agreedSeconds: 1000,
        baseSeconds: 1000,
        downSeconds: 0,
        availabilityPercent: '100.000',
        met: true,
      },
    },
    {
      edge: 'no evidence at all',
      row: {},
      expected: { unknownSeconds: 1000, baseSeconds: 0, availabilityPercent: null, met: null, budgetSeconds: 0 },
    },
    {
      edge: 'no evidence has no figure, even where unknown time counts as up',
      row: { terms: { unknown: 'up' } },
      expected: { unknownSeconds: 1000, baseSeconds: 0, availabilityPercent: null, met: null },
    },
    {
      edge: 'nor where it counts as down',
      row: { terms: { unknown: 'down' } },
      expected: { downSeconds: 0, unknownSeconds: 1000, lostSeconds: 0, availabilityPercent: null, met: null },
    },
    {
      edge: 'overlapping outages are merged',
      row: { states: [up, down(100, 300), down(200, 400)] },
      expected: { downSeconds: 300, outages: 1, longestOutageSeconds: 300 },
    },
    {
      edge: 'touching outages are one',
      row: { states: [up, down(100, 200), down(200, 300)] },
      expected: { downSeconds: 200, outages: 1 },
    },
    {
      edge: 'an outage that began before the period',
      row: { states: [up, down(-500, 100)] },
      expected: { downSeconds: 100, outages: 1, longestOutageSeconds: 100 },
    },
    {
      edge: 'an outage inside maintenance',
      row: { states: [up, down(100, 200)], maintenance: [{ from: 50, to: 250 }] },
      expected: { maintenanceSeconds: 200, agreedSeconds: 800, downSeconds: 0, outages: 0 },
    },
    {
      edge: 'maintenance that overruns is downtime after its end',
      row: { states: [up, down(100, 300)], maintenance: [{ from: 50, to: 250 }] },
      expected: { downSeconds: 50, outages: 1, longestOutageSeconds: 50 },
    },
    {
      edge: 'one outage cut in two by maintenance is one outage',
      row: { states: [up, down(100, 400)], maintenance: [{ from: 200, to: 300 }] },
      expected: { downSeconds: 200, outages: 1, longestOutageSeconds: 200 },
    },
    {
      edge: 'overlapping windows are merged',
      row: {
        states: [up],
        maintenance: [
          { from: 100, to: 300 },
          { from: 200, to: 400 },
        ],
      },
      expected: { maintenanceSeconds: 300, agreedSeconds: 700 },
    },
    {
      edge: 'maintenance that counts as up stays in the base',
      row: {
        states: [up, down(100, 200)],
        maintenance: [{ from: 50, to: 250 }],
        terms: { maintenance: 'counts-as-up' },
      },
      expected: { maintenanceSeconds: 200, agreedSeconds: 1000, baseSeconds: 1000, downSeconds: 0 },
    },
    {
      edge: '... whatever the monitor missed of it',
      row: { states: [down(900, 1000)], maintenance: [{ from: 50, to: 250 }], terms: { maintenance: 'counts-as-up' } },
      expected: { unknownSeconds: 700, baseSeconds: 300 },
    },
    {
      edge: '... but maintenance alone is no evidence',
      row: { maintenance: [{ from: 50, to: 250 }], terms: { maintenance: 'counts-as-up' } },
      expected: { unknownSeconds: 800, baseSeconds: 0 },
    },
    {
      edge: 'an exclusion',
      row: { states: [up, down(100, 200)], exclusions: [{ from: 100, to: 150 }] },
      expected: { excludedSeconds: 50, agreedSeconds: 950, downSeconds: 50 },
    },
    {
      edge: 'maintenance wins over an exclusion',
      row: { states: [up], maintenance: [{ from: 100, to: 200 }], exclusions: [{ from: 150, to: 250 }] },
      expected: { maintenanceSeconds: 100, excludedSeconds: 50, agreedSeconds: 850 },
    },
    {
      edge: 'an outage of exactly the minimum counts',
      row: { states: [up, down(100, 160)], terms: { minimum_outage_seconds: 60 } },
      expected: { downSeconds: 60, outages: 1 },
    },
    {
      edge: 'a second shorter does not, and is up',
      row: { states: [up, down(100, 159)], terms: { minimum_outage_seconds: 60 } },
      expected: { downSeconds: 0, baseSeconds: 1000, outages: 0 },
    },
    {
      edge: 'its whole length decides, not what the period sees of it',
      row: { states: [up, down(-55, 5)], terms: { minimum_outage_seconds: 60 } },
      expected: { downSeconds: 5, outages: 1 },
    },
    {
      edge: 'the service began and ended in the period',
      row: { states: [up], life: { from: 200, until: 700 } },
      expected: { windowSeconds: 500, agreedSeconds: 500 },
    },
    {
      edge: 'nothing after as_of',
      row: { states: [up, down(500, null)], asOf: 600 },
      expected: { windowSeconds: 600, downSeconds: 100 },
    },
  ])('$edge', ({ row, expected }) => {
    expect(judgeService(serviceCase({ period, ...row }))).toMatchObject(expected);
  });
});

describe('what samples say: one a minute, unknown after three without a next one', () => {
  const every = (from: number, to: number, state: 'up' | 'down' = 'up', location = '') =>
    Array.from({ length: (to - from) / 60 }, (_, index) => ({ at: from + index * 60, state, location }));

  test.each<{ edge: string; row: Partial<ServiceRow>; down: number; unknown: number }>([
    {
      edge: 'the next sample exactly at the gap leaves none',
      row: {
        samples: [
          { at: 0, state: 'up' },
          { at: 180, state: 'up' },
          { at: 360, state: 'up' },
        ],
        period: { from: 0, to: 540 },
      },
      down: 0,
      unknown: 0,
    },
    {
      edge: 'a second later leaves a second',
      row: {
        samples: [
          { at: 0, state: 'up' },
          { at: 181, state: 'up' },
        ],
        period: { from: 0, to: 300 },
      },
      down: 0,
      unknown: 1,
    },
    {
      edge: 'before the first sample',
      row: { samples: every(120, 600), period: { from: 0, to: 600 } },
      down: 0,
      unknown: 120,
    },
    {
      edge: 'the state before the period comes from the last sample before it',
      row: { samples: [{ at: -60, state: 'down' }, ...every(60, 600)], period: { from: 0, to: 600 } },
      down: 60,
      unknown: 0,
    },
    {
      edge: 'up and down in one second: down',
      row: { samples: [...every(0, 600), { at: 120, state: 'down' }], period: { from: 0, to: 600 } },
      down: 60,
      unknown: 0,
    },
    {
      edge: 'an unknown sample is no evidence',
      row: {
        samples: [
          { at: 0, state: 'up' },
          { at: 60, state: 'unknown' },
          { at: 120, state: 'up' },
        ],
        period: { from: 0, to: 180 },
      },
      down: 0,
      unknown: 60,
    },
    {
      edge: 'two locations: one down is down',
      row: {
        samples: [...every(0, 600, 'up', 'a'), ...every(0, 600, 'up', 'b'), { at: 120, state: 'down', location: 'b' }],
        period: { from: 0, to: 600 },
      },
      down: 60,
      unknown: 0,
    },
    {
      edge: 'two of two must be down',
      row: {
        samples: [...every(0, 600, 'up', 'a'), ...every(0, 600, 'down', 'b')],
        downWhen: 2,
        period: { from: 0, to: 600 },
      },
      down: 0,
      unknown: 0,
    },
    {
      edge: 'one down, nobody up, two must be down: unknown',
      row: { samples: every(0, 600, 'down', 'b'), downWhen: 2, period: { from: 0, to: 600 } },
      down: 0,
      unknown: 600,
    },
    {
      edge: 'a gap in one location while the other is up',
      row: {
        samples: [...every(0, 600, 'up', 'a'), { at: 0, state: 'up', location: 'b' }],
        period: { from: 0, to: 600 },
      },
      down: 0,
      unknown: 0,
    },
  ])('$edge', ({ row, down: downSeconds, unknown: unknownSeconds }) => {
    expect(judgeService(serviceCase({ period, ...row }))).toMatchObject({ downSeconds, unknownSeconds });
  });
});

describe('state rows', () => {
  test.each<{ edge: string; states: NonNullable<ServiceRow['states']>; down: number; unknown: number }>([
    {
      edge: 'an open row lasts to the next of its location',
      states: [down(0, null), { from: 400, to: null, state: 'up' }],
      down: 400,
      unknown: 0,
    },
    {
      edge: 'the last open row lasts to as_of',
      states: [{ from: 0, to: null, state: 'up' }, down(900, null)],
      down: 100,
      unknown: 0,
    },
    { edge: 'down beats up where they overlap', states: [up, down(100, 200)], down: 100, unknown: 0 },
    {
      edge: 'unknown is no evidence, so what overlaps it stands',
      states: [up, { from: 100, to: 200, state: 'unknown' }],
      down: 0,
      unknown: 0,
    },
  ])('$edge', ({ states, down: downSeconds, unknown: unknownSeconds }) => {
    expect(judgeService(serviceCase({ period, states }))).toMatchObject({ downSeconds, unknownSeconds });
  });

  test('a later load of the same start replaces the earlier one', () => {
    const given = serviceCase({ period, states: [down(0, 500), { from: 0, to: 1000, state: 'up' }] });
    given.states[1]!.load = 1;
    expect(judgeService(given)).toMatchObject({ downSeconds: 0, unknownSeconds: 0 });
  });
});

// A 31-day month with the regular window of four hours, 99.9 %: 2,664,000 s agreed, so 2,664 s may be lost.
describe('the verdict is exact, the figure floored', () => {
  const month = { from: 0, to: 31 * 86_400 };
  const judged = (lost: number) =>
    judgeService(
      serviceCase({
        period: month,
        states: [{ ...month, state: 'up' }, down(500_000, 500_000 + lost)],
        maintenance: [{ from: 0, to: 14_400 }],
      }),
    );

  test.each([
    { lost: 2664, met: true, percent: '99.900', left: 0 },
    { lost: 2665, met: false, percent: '99.899', left: -1 },
    { lost: 1, met: true, percent: '99.999', left: 2663 },
    { lost: 0, met: true, percent: '100.000', left: 2664 },
  ])('$lost s lost: $percent, met $met', ({ lost, met, percent, left }) => {
    expect(judged(lost)).toMatchObject({
      agreedSeconds: 2_664_000,
      met,
      availabilityPercent: percent,
      budgetSeconds: 2664,
      budgetLeftSeconds: left,
    });
  });

  test('terms that change within the month: each part by its own policies, the allowance is their sum', () => {
    const given = serviceCase({ period, states: [up, down(400, 600), { from: 990, to: 1000, state: 'unknown' }] });
    const first = given.parts[0]!;
    const half = { text: '50', numerator: 50, denominator: 100 };
    const split: ServiceCase = {
      ...given,
      states: given.states.map((row) => (row.state === 'up' ? { ...row, to: 990 } : row)),
      parts: [
        { ...first, to: 500 },
        { ...first, from: 500, target: half, terms: { ...first.terms, target: half, unknown: 'down' } },
      ],
    };
    // 500 s at 99.9 % leave 0.5 s, 500 s at 50 % leave 250 s; 100 + 100 s are down and 10 s unknown.
    expect(judgeService(split)).toMatchObject({
      downSeconds: 200,
      unknownSeconds: 10,
      baseSeconds: 1000,
      lostSeconds: 210,
      budgetSeconds: 250,
      budgetLeftSeconds: 40,
      met: true,
    });
  });

  test('says whether another way to treat unknown time would turn the verdict', () => {
    const { unknownPolicies } = judgeService(serviceCase({ period, states: [{ from: 0, to: 990, state: 'up' }] }));
    expect(unknownPolicies).toEqual([
      { unknown: 'excluded', availabilityPercent: '100.000', met: true, turnsVerdict: false },
      { unknown: 'up', availabilityPercent: '100.000', met: true, turnsVerdict: false },
      { unknown: 'down', availabilityPercent: '99.000', met: false, turnsVerdict: true },
    ]);
  });
});

test('the spans say what each second was, why, and which row said so', () => {
  const { atoms, outageList } = judgeService(
    serviceCase({
      period,
      states: [{ from: 0, to: 900, state: 'up' }, down(100, 130), down(200, 300)],
      maintenance: [{ from: 250, to: 400 }],
      exclusions: [{ from: 350, to: 450 }],
      terms: { minimum_outage_seconds: 60 },
    }),
  );
  expect(
    atoms.map(({ from, to, kind, counts, source }) => `${from}-${to} ${kind}, ${counts}, row ${source?.row ?? '-'}`),
  ).toEqual([
    '0-100 up, available, row 2',
    '100-130 down-not-counted, available, row 3',
    '130-200 up, available, row 2',
    '200-250 down, lost, row 4',
    '250-400 maintenance, not-at-all, row -',
    '400-450 excluded, not-at-all, row -',
    '450-900 up, available, row 2',
    '900-1000 unknown, not-at-all, row -',
  ]);
  expect(atoms[1]!.because).toEqual({ kind: 'short-outage', seconds: 30, minimumSeconds: 60 });
  expect(outageList.map(({ from, to, countedSeconds }) => [from, to, countedSeconds])).toEqual([
    [100, 130, 0],
    [200, 300, 50],
  ]);
});
