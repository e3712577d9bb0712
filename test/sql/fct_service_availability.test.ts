/**
 * The formulas of design.md section 4 through the SQL models, edge by edge, from the fold of samples to the verdict.
 * A period of 1000 seconds from 0; checks every 60 s, max_gap 3; unknown time and maintenance are excluded.
 */

import { beforeAll, describe, expect, test } from 'vitest';
import type { AvailabilityTerms, Terms } from '../../pipelines/contract/Contract.ts';
import { localText } from '../../pipelines/contract/languages.ts';
import type { MonitorState } from '../../pipelines/reference/exported.ts';
import type { Availability, Span } from '../../pipelines/reference/ServiceEvidence.ts';
import { contractWith, jst, termsWith } from '../reference/build.ts';
import type { ServiceRow } from '../reference/buildService.ts';
import type { ServiceBatch } from '../support/arbitraries/services.ts';
import { judgeServicesInSql } from '../support/judgeServicesInSql.ts';

interface Edge extends Partial<ServiceRow> {
  edge: string;
  /** Terms from an instant on, besides those from the beginning. */
  later?: { from: number; terms: Partial<AvailabilityTerms> };
  expected: Partial<Availability> | null;
}

const PERIOD = { from: 0, to: 1000 };
const up = (from = 0, to: number | null = 1000, location = '') => ({ from, to, state: 'up' as const, location });
const down = (from: number, to: number | null, location = '') => ({ from, to, state: 'down' as const, location });
const unknown = (from: number, to: number | null) => ({ from, to, state: 'unknown' as const, location: '' });
/** Every minute from..to, all of one state. */
const every = (from: number, to: number, state: MonitorState = 'up', location = '') =>
  Array.from({ length: Math.floor((to - from) / 60) + 1 }, (_, index) => ({ at: from + index * 60, state, location }));

function edges(title: string, rows: Edge[]): void {
  describe(title, () => {
    let figures: Map<string, Availability>;
    beforeAll(async () => {
      figures = await judgeServicesInSql(rows.map(batchOf));
    });
    test.each(rows.map((row, index) => ({ ...row, index })))('$edge', ({ index, expected }) => {
      const found = figures.get(`${index}-sap`);
      if (expected === null) return expect(found).toBeUndefined();
      expect(found).toMatchObject(expected);
    });
  });
}

edges('states', [
  {
    edge: 'all up',
    states: [up()],
    expected: {
      windowSeconds: 1000,
      agreedSeconds: 1000,
      baseSeconds: 1000,
      downSeconds: 0,
      availabilityPercent: '100.000',
      met: true,
      outages: 0,
    },
  },
  {
    edge: 'overlapping outages are merged',
    states: [up(), down(100, 300), down(200, 400)],
    expected: { downSeconds: 300, outages: 1, longestOutageSeconds: 300 },
  },
  {
    edge: 'touching outages are one',
    states: [up(), down(100, 200), down(200, 300)],
    expected: { downSeconds: 200, outages: 1 },
  },
  {
    edge: 'a second of up between them: two',
    states: [up(), down(100, 200), down(201, 300)],
    expected: { downSeconds: 199, outages: 2, longestOutageSeconds: 100 },
  },
  {
    edge: 'the state before the period comes from the last row before it',
    states: [up(-500, -100), down(-100, 50), up(50, 1000)],
    expected: { downSeconds: 50, unknownSeconds: 0, outages: 1 },
  },
  {
    edge: 'ends exactly where the period begins: costs nothing',
    states: [up(), down(-100, 0)],
    expected: { downSeconds: 0, outages: 0 },
  },
  {
    edge: 'begins exactly where the period ends: costs nothing',
    states: [up(), down(1000, 1100)],
    expected: { downSeconds: 0, outages: 0 },
  },
  {
    edge: 'no end: until the next row',
    states: [down(0, null), up(300, null)],
    expected: { downSeconds: 300, baseSeconds: 1000 },
  },
  {
    edge: 'no end and no next row: until the cut-off',
    states: [up(0, 600), down(600, null)],
    asOf: 800,
    expected: { windowSeconds: 800, downSeconds: 200 },
  },
  {
    edge: 'contradiction in one location: down beats up',
    states: [up(), down(100, 200)],
    expected: { downSeconds: 100 },
  },
  {
    edge: 'a reported unknown is no evidence, and ends the state before',
    states: [up(0, null), unknown(400, null), up(500, 1000)],
    expected: { unknownSeconds: 100, baseSeconds: 900 },
  },
  {
    edge: 'unknown beside up in one location is up',
    states: [up(), unknown(400, 500)],
    expected: { unknownSeconds: 0 },
  },
]);

edges('samples', [
  {
    edge: 'hold until the next',
    samples: [...every(0, 300), ...every(360, 480, 'down'), ...every(540, 960)],
    expected: { downSeconds: 180, unknownSeconds: 0, outages: 1 },
  },
  {
    edge: 'the last one before the period holds into it',
    samples: [{ at: -60, state: 'down' }, ...every(30, 990)],
    expected: { downSeconds: 30, unknownSeconds: 0 },
  },
  {
    edge: 'before the first sample nobody knows',
    samples: every(100, 1000),
    expected: { unknownSeconds: 100, baseSeconds: 900 },
  },
  {
    edge: 'a gap of exactly max_gap leaves nothing unknown',
    samples: [{ at: 0, state: 'up' }, { at: 180, state: 'up' }, ...every(240, 960)],
    expected: { unknownSeconds: 0 },
  },
  {
    edge: 'a second more leaves that second',
    samples: [{ at: 0, state: 'up' }, { at: 181, state: 'up' }, ...every(241, 961)],
    expected: { unknownSeconds: 1 },
  },
  {
    edge: 'a longer gap: known for max_gap intervals',
    samples: [{ at: 0, state: 'down' }, ...every(400, 940)],
    expected: { downSeconds: 180, unknownSeconds: 220 },
  },
  {
    edge: 'the monitor stopped: unknown after max_gap intervals',
    samples: every(0, 600),
    expected: { unknownSeconds: 220, baseSeconds: 780 },
  },
  {
    edge: 'up and down in one second: down',
    samples: [...every(0, 960), { at: 300, state: 'down' }],
    expected: { downSeconds: 60 },
  },
  {
    edge: 'unknown and up in one second: up',
    samples: [...every(0, 960), { at: 300, state: 'unknown' }],
    expected: { unknownSeconds: 0, downSeconds: 0 },
  },
  {
    edge: 'the same sample twice',
    samples: [...every(0, 960), ...every(0, 960)],
    expected: { unknownSeconds: 0, baseSeconds: 1000 },
  },
  {
    edge: 'an unknown sample holds as unknown',
    samples: [...every(0, 300), { at: 360, state: 'unknown' }, ...every(420, 960)],
    expected: { unknownSeconds: 60 },
  },
  {
    edge: 'an outage over a gap is one only while somebody knows',
    samples: [...every(0, 240), { at: 300, state: 'down' }, { at: 700, state: 'down' }, ...every(760, 960)],
    expected: { outages: 2, downSeconds: 240, unknownSeconds: 220, longestOutageSeconds: 180 },
  },
]);

edges('several locations', [
  {
    edge: 'one down is enough by default',
    samples: [...every(0, 960, 'up', 'tokyo'), ...every(0, 960, 'down', 'osaka')],
    expected: { downSeconds: 1000 },
  },
  {
    edge: 'two of two needed: one down is up',
    downWhen: 2,
    samples: [...every(0, 960, 'up', 'tokyo'), ...every(0, 960, 'down', 'osaka')],
    expected: { downSeconds: 0, baseSeconds: 1000 },
  },
  {
    edge: 'two of two needed: both down',
    downWhen: 2,
    states: [down(100, 300, 'tokyo'), down(200, 400, 'osaka'), up(0, 1000, 'kobe')],
    expected: { downSeconds: 100, outages: 1 },
  },
  {
    edge: 'two needed, one down and no other evidence: unknown',
    downWhen: 2,
    states: [down(0, 1000, 'tokyo')],
    expected: { downSeconds: 0, unknownSeconds: 1000, baseSeconds: 0, met: null },
  },
  {
    edge: 'one location is silent, the other is up',
    states: [up(0, 1000, 'tokyo'), up(0, 200, 'osaka')],
    expected: { unknownSeconds: 0 },
  },
]);

edges('maintenance and exclusions', [
  {
    edge: 'an outage inside maintenance costs nothing',
    states: [up(), down(100, 200)],
    maintenance: [{ from: 50, to: 250 }],
    expected: { maintenanceSeconds: 200, agreedSeconds: 800, downSeconds: 0, outages: 0 },
  },
  {
    edge: 'maintenance that overruns is downtime after its end',
    states: [up(), down(100, 300)],
    maintenance: [{ from: 50, to: 250 }],
    expected: { downSeconds: 50, outages: 1, longestOutageSeconds: 50 },
  },
  {
    edge: 'ends exactly where the outage begins',
    states: [up(), down(250, 300)],
    maintenance: [{ from: 50, to: 250 }],
    expected: { downSeconds: 50 },
  },
  {
    edge: 'cuts an outage in two: still one',
    states: [up(), down(100, 400)],
    maintenance: [{ from: 200, to: 300 }],
    expected: { downSeconds: 200, outages: 1, longestOutageSeconds: 200 },
  },
  {
    edge: 'overlapping windows are merged',
    states: [up()],
    maintenance: [
      { from: 100, to: 300 },
      { from: 200, to: 400 },
    ],
    expected: { maintenanceSeconds: 300, agreedSeconds: 700 },
  },
  {
    edge: 'a window is cut to the period',
    states: [up()],
    maintenance: [
      { from: -500, to: 100 },
      { from: 900, to: 2000 },
    ],
    expected: { maintenanceSeconds: 200 },
  },
  {
    edge: 'without length',
    states: [up()],
    maintenance: [{ from: 100, to: 100 }],
    expected: { maintenanceSeconds: 0, agreedSeconds: 1000 },
  },
  {
    edge: 'counts-as-up stays in the base, as up',
    states: [up(), down(100, 200)],
    maintenance: [{ from: 50, to: 250 }],
    terms: { maintenance: 'counts-as-up' },
    expected: { maintenanceSeconds: 200, agreedSeconds: 1000, baseSeconds: 1000, downSeconds: 0 },
  },
  {
    edge: '... whatever the monitor missed',
    states: [up(300, 301)],
    maintenance: [{ from: 50, to: 250 }],
    terms: { maintenance: 'counts-as-up' },
    expected: { unknownSeconds: 799, baseSeconds: 201 },
  },
  {
    edge: 'an exclusion',
    states: [up(), down(100, 200)],
    exclusions: [{ from: 100, to: 150 }],
    expected: { excludedSeconds: 50, agreedSeconds: 950, downSeconds: 50 },
  },
  {
    edge: 'an exclusion less maintenance',
    states: [up()],
    maintenance: [{ from: 100, to: 200 }],
    exclusions: [{ from: 150, to: 250 }],
    expected: { maintenanceSeconds: 100, excludedSeconds: 50, agreedSeconds: 850 },
  },
  {
    edge: 'the whole period is maintenance: no figure',
    states: [up()],
    maintenance: [PERIOD],
    expected: { agreedSeconds: 0, baseSeconds: 0, availabilityPercent: null, met: null, budgetSeconds: 0 },
  },
]);

edges('unknown time', [
  {
    edge: 'excluded: leaves the base',
    states: [up(0, 700)],
    expected: { unknownSeconds: 300, baseSeconds: 700, lostSeconds: 0, availabilityPercent: '100.000' },
  },
  {
    edge: 'up',
    states: [up(0, 700)],
    terms: { unknown: 'up' },
    expected: { unknownSeconds: 300, baseSeconds: 1000, lostSeconds: 0, availabilityPercent: '100.000' },
  },
  {
    edge: 'down: lost, but no downtime',
    states: [up(0, 700)],
    terms: { unknown: 'down' },
    expected: {
      downSeconds: 0,
      unknownSeconds: 300,
      baseSeconds: 1000,
      lostSeconds: 300,
      availabilityPercent: '70.000',
    },
  },
  {
    edge: 'no evidence at all: no figure',
    expected: { unknownSeconds: 1000, baseSeconds: 0, availabilityPercent: null, met: null },
  },
]);

edges('outages that are too short', [
  {
    edge: 'of exactly the minimum counts',
    states: [up(), down(100, 160)],
    terms: { minimum_outage_seconds: 60 },
    expected: { downSeconds: 60, outages: 1 },
  },
  {
    edge: 'a second shorter does not',
    states: [up(), down(100, 159)],
    terms: { minimum_outage_seconds: 60 },
    expected: { downSeconds: 0, baseSeconds: 1000, outages: 0 },
  },
  {
    edge: 'its whole length decides, not what the period sees',
    states: [up(), down(-55, 5)],
    terms: { minimum_outage_seconds: 60 },
    expected: { downSeconds: 5, outages: 1 },
  },
  {
    edge: 'nor what maintenance leaves of it',
    states: [up(), down(100, 170)],
    maintenance: [{ from: 110, to: 500 }],
    terms: { minimum_outage_seconds: 60 },
    expected: { downSeconds: 10, outages: 1 },
  },
  {
    edge: 'as long as it is known at the cut-off',
    states: [up(), down(900, 970)],
    asOf: 950,
    terms: { minimum_outage_seconds: 60 },
    expected: { downSeconds: 0, outages: 0 },
  },
]);

edges('the service’s own life, and the cut-off', [
  {
    edge: 'began and ended in the period',
    states: [up()],
    life: { from: 200, until: 700 },
    expected: { windowSeconds: 500, agreedSeconds: 500 },
  },
  {
    edge: 'an outage from before its life counts from its beginning',
    states: [up(), down(100, 300)],
    life: { from: 200, until: null },
    expected: { windowSeconds: 800, downSeconds: 100 },
  },
  { edge: 'ended before the period: no row', states: [up()], life: { from: null, until: 0 }, expected: null },
  {
    edge: 'what happened after the cut-off is not looked at',
    states: [up(), down(500, 900)],
    asOf: 600,
    expected: { windowSeconds: 600, downSeconds: 100 },
  },
]);

edges('terms that change inside a period', [
  {
    edge: 'each part has its own policy for unknown time',
    states: [up(0, 1)],
    terms: { unknown: 'up' },
    later: { from: 400, terms: { unknown: 'down' } },
    expected: { unknownSeconds: 999, baseSeconds: 1000, lostSeconds: 600 },
  },
  {
    edge: 'no evidence at all has no figure, under either policy',
    states: [],
    terms: { unknown: 'up' },
    later: { from: 400, terms: { unknown: 'down' } },
    expected: {
      unknownSeconds: 1000,
      baseSeconds: 0,
      lostSeconds: 0,
      availabilityPercent: null,
      met: null,
      budgetSeconds: 0,
    },
  },
  {
    edge: 'allowances of both targets add up: 40 s of 400, 300 s of 600',
    states: [up(), down(10, 350)],
    terms: { target: { text: '90', numerator: 90, denominator: 100 } },
    later: { from: 400, terms: { target: { text: '50', numerator: 50, denominator: 100 } } },
    expected: { budgetSeconds: 340, budgetLeftSeconds: 0, met: true },
  },
  {
    edge: '... one second more',
    states: [up(), down(10, 351)],
    terms: { target: { text: '90', numerator: 90, denominator: 100 } },
    later: { from: 400, terms: { target: { text: '50', numerator: 50, denominator: 100 } } },
    expected: { budgetLeftSeconds: -1, met: false },
  },
  {
    edge: 'a shorter tolerance from then on',
    samples: [
      { at: 0, state: 'up' },
      { at: 180, state: 'up' },
      { at: 360, state: 'up' },
      { at: 540, state: 'up' },
      { at: 720, state: 'up' },
    ],
    terms: { max_gap: 3 },
    later: { from: 500, terms: { max_gap: 1 } },
    expected: { unknownSeconds: 340 },
  },
  {
    edge: 'an outage over the change is one',
    states: [up(), down(300, 500)],
    later: { from: 400, terms: {} },
    expected: { downSeconds: 200, outages: 1, longestOutageSeconds: 200 },
  },
]);

// 31 days less the regular window of 4 hours are 2,664,000 s, of which 0.1 % may be lost.
const MONTH = { from: 0, to: 2_678_400 };
const REGULAR = [{ from: 1_000_000, to: 1_014_400 }];
edges('the verdict and its display', [
  {
    edge: '2,664 s lost of a month: met, and prints as 99.900',
    period: MONTH,
    states: [up(0, MONTH.to), down(100, 2764)],
    maintenance: REGULAR,
    expected: {
      agreedSeconds: 2_664_000,
      downSeconds: 2664,
      availabilityPercent: '99.900',
      met: true,
      budgetSeconds: 2664,
      budgetLeftSeconds: 0,
    },
  },
  {
    edge: '2,665 s: missed, although two decimals would print 99.90',
    period: MONTH,
    states: [up(0, MONTH.to), down(100, 2765)],
    maintenance: REGULAR,
    expected: { downSeconds: 2665, availabilityPercent: '99.899', met: false, budgetLeftSeconds: -1 },
  },
  {
    edge: '13 s: 99.9995 prints as 99.999',
    period: MONTH,
    states: [up(0, MONTH.to), down(100, 113)],
    maintenance: REGULAR,
    expected: { availabilityPercent: '99.999', met: true },
  },
  {
    edge: 'a budget of exactly one second, all of it lost',
    states: [up(), down(10, 11)],
    expected: { budgetSeconds: 1, met: true },
  },
  {
    edge: '99.95 of 1000 s allows half a second',
    states: [up(), down(10, 11)],
    terms: { target: { text: '99.95', numerator: 9995, denominator: 10000 } },
    expected: { budgetSeconds: 0, met: false },
  },
  { edge: 'all lost', states: [down(0, 1000)], expected: { availabilityPercent: '0.000', met: false } },
]);

// Tokyo: September begins at 15:00 UTC of 31 August.
const AUGUST = { from: jst('08-01 00:00'), to: jst('09-01 00:00') };
const SEPTEMBER = { from: AUGUST.to, to: jst('10-01 00:00') };
const OVER_MIDNIGHT = [up(AUGUST.from, SEPTEMBER.to), down(jst('08-31 23:50'), jst('09-01 00:20'))];
edges('an outage over the end of a month', [
  {
    edge: 'August counts its ten minutes',
    period: AUGUST,
    states: OVER_MIDNIGHT,
    expected: { downSeconds: 600, outages: 1, longestOutageSeconds: 600 },
  },
  {
    edge: 'September its twenty',
    period: SEPTEMBER,
    states: OVER_MIDNIGHT,
    expected: { downSeconds: 1200, outages: 1, longestOutageSeconds: 1200 },
  },
]);

const ninety = { target: { text: '90', numerator: 90, denominator: 100 } };

// The whole period of 1000 s allows 100 s, however early one looks.
edges('a period that still runs has no verdict yet', [
  {
    edge: 'the budget is that of the whole period',
    states: [up(0, 400)],
    terms: ninety,
    asOf: 400,
    expected: { windowSeconds: 400, budgetSeconds: 100, budgetLeftSeconds: 100, met: null, status: 'on-course' },
  },
  {
    edge: 'less known windows and exclusions to come, and what is unknown so far',
    states: [up(100, 400)],
    terms: ninety,
    asOf: 400,
    maintenance: [{ from: 500, to: 600 }],
    exclusions: [{ from: 550, to: 700 }],
    expected: { unknownSeconds: 100, budgetSeconds: 70, status: 'on-course' },
  },
  {
    edge: 'the downtime exceeds it: lost, whatever is still to come',
    states: [up(), down(0, 101)],
    terms: ninety,
    asOf: 400,
    expected: { met: null, status: 'lost', budgetLeftSeconds: -1 },
  },
  {
    edge: 'exactly a quarter is left, and the burn would hold: on course',
    states: [up(), down(0, 75)],
    terms: ninety,
    asOf: 750,
    expected: { status: 'on-course' },
  },
  { edge: '... a second less', states: [up(), down(0, 76)], terms: ninety, asOf: 760, expected: { status: 'at-risk' } },
  {
    edge: 'the burn carried on would lose it',
    states: [up(), down(0, 21)],
    terms: ninety,
    asOf: 200,
    expected: { status: 'at-risk' },
  },
  {
    edge: '... but not before a tenth of the period has gone',
    states: [up(), down(0, 21)],
    terms: ninety,
    asOf: 99,
    expected: { status: 'on-course' },
  },
  {
    edge: 'a life that ended earlier has its verdict',
    states: [up(), down(0, 21)],
    terms: ninety,
    life: { from: null, until: 150 },
    asOf: 200,
    expected: { status: 'missed', met: false, budgetSeconds: 15 },
  },
  { edge: 'without evidence: no data', terms: ninety, asOf: 200, expected: { status: 'no-data', met: null } },
]);

function batchOf(row: Edge): ServiceBatch {
  const period: Span = row.period ?? PERIOD;
  const first: Terms = {
    ...termsWith(),
    effective_from_s: period.from - 1_000_000,
    availability: { ...termsWith().availability, ...row.terms },
  };
  const later = row.later
    ? [{ ...first, effective_from_s: row.later.from, availability: { ...first.availability, ...row.later.terms } }]
    : [];
  const contract = contractWith({}, [first, ...later]);
  const source = { file: 'evidence.csv', sha256: '', row: 2 };
  return {
    contract: {
      ...contract,
      services: contract.services.map((service) => ({ ...service, ...row.life, down_when: row.downWhen ?? 1 })),
    },
    period,
    asOf: row.asOf ?? period.to,
    services: [
      {
        serviceId: 'sap',
        samples: (row.samples ?? []).map((sample) => ({ location: '', feed: 'a', ...sample, source })),
        states: (row.states ?? []).map((state, index) => ({
          location: '',
          load: 1,
          feed: 'a',
          id: null,
          isOfAnother: false,
          ...state,
          source: { ...source, row: index + 2 },
        })),
      },
    ],
    ...(row.feeds ? { feeds: row.feeds } : {}),
    maintenance: (row.maintenance ?? []).map((window, index) => ({
      ...window,
      id: `m${index}`,
      serviceId: 'sap',
      source,
    })),
    exclusions: (row.exclusions ?? []).map((span, index) => ({
      ...span,
      id: `x${index}`,
      target: { service: '*' },
      reason: localText({ ja: '', en: '' }),
      approved_by: 'client',
      approved_at: '2026-01-01',
    })),
  };
}
