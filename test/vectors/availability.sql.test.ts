/** The availability vectors through the SQL models, under each of the four policies that they name. */
import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AvailabilityTerms } from '../../pipelines/contract/Contract.ts';
import type { MonitorState } from '../../pipelines/reference/exported.ts';
import { percentRounded, ratio } from '../../pipelines/reference/ratio.ts';
import type { Availability, Span } from '../../pipelines/reference/ServiceEvidence.ts';
import { sweep } from '../../pipelines/reference/sweep.ts';
import { contractWith, termsWith } from '../reference/build.ts';
import type { ServiceBatch } from '../support/arbitraries/services.ts';
import { judgeServicesInSql } from '../support/judgeServicesInSql.ts';

interface Written {
  start: string;
  end: string;
}
interface Vector {
  id: string;
  profile: string;
  description: string;
  input: {
    window: Written;
    maintenance: Written[];
    timeline?: (Written & { state: MonitorState })[];
    outages: Written[];
    unknown: Written[];
  };
  expected: Record<string, unknown> & { byPolicy?: Record<string, number> };
}

const POLICIES: Record<string, Pick<AvailabilityTerms, 'maintenance' | 'unknown'>> = {
  maintenanceCountsAsUp_unknownExcluded: { maintenance: 'counts-as-up', unknown: 'excluded' },
  maintenanceExcluded_unknownExcluded: { maintenance: 'excluded', unknown: 'excluded' },
  maintenanceExcluded_unknownAsUp: { maintenance: 'excluded', unknown: 'up' },
  maintenanceExcluded_unknownAsDown: { maintenance: 'excluded', unknown: 'down' },
};

const { vectors } = JSON.parse(readFileSync(new URL('./fixtures/availability.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
// The others are a monitor's own rule, an error of it, a calendar, or several services: see availability.test.ts.
const judged = vectors.filter(({ expected }) => expected.byPolicy !== undefined);
const cases = judged.flatMap((vector) =>
  Object.keys(POLICIES).map((policy) => ({ name: `${vector.id}: ${vector.description} [${policy}]`, vector, policy })),
);
let figures: Map<string, Availability>;

beforeAll(async () => {
  figures = await judgeServicesInSql(cases.map(({ vector, policy }) => batchOf(vector, POLICIES[policy]!)));
});

describe('vectors through SQL', () => {
  test.each(cases.map((each, index) => ({ ...each, index })))('$name', ({ vector: { expected }, policy, index }) => {
    const found = figures.get(`${index}-sap`)!;
    expect(Number(percentRounded(ratio(found.baseSeconds - found.lostSeconds, found.baseSeconds), 6))).toBe(
      expected.byPolicy![policy],
    );
    if (policy !== 'maintenanceExcluded_unknownAsUp') return;
    expect([
      found.windowSeconds,
      found.maintenanceSeconds,
      found.downSeconds,
      found.unknownSeconds,
      found.agreedSeconds,
    ]).toEqual(
      [
        'windowSec',
        'maintenanceSec',
        'downSecOutsideMaintenance',
        'unknownSecOutsideMaintenance',
        'agreedServiceSec',
      ].map((key) => expected[key]),
    );
    if (!('displayFloor3' in expected)) return;
    expect([found.availabilityPercent, found.met, found.budgetSeconds]).toEqual([
      expected['displayFloor3'],
      expected['metExact_unknownAsUp'],
      Math.floor(Number(expected['allowedDownSecAt99_9'])),
    ]);
  });

  test('of the 33 vectors, the others have no figure per policy', () => {
    const others = vectors.filter((vector) => !judged.includes(vector)).map(({ id }) => id);
    expect(others).toHaveLength(33 - judged.length);
    expect(others.filter((id) => !/zabbix|third-saturday|multi-service|-(Zero|Negative)Duration/i.test(id))).toEqual(
      [],
    );
  });
});

function batchOf({ input }: Vector, policies: Pick<AvailabilityTerms, 'maintenance' | 'unknown'>): ServiceBatch {
  const window = span(input.window);
  const evidence = input.timeline?.map((each) => ({ ...span(each), state: each.state })) ?? [
    ...without(window, input.unknown.map(span)).map((each) => ({ ...each, state: 'up' as const })),
    ...input.outages.map((each) => ({ ...span(each), state: 'down' as const })),
  ];
  const terms = termsWith();
  return {
    contract: contractWith({}, [
      { ...terms, effective_from_s: window.from - 86_400, availability: { ...terms.availability, ...policies } },
    ]),
    period: window,
    asOf: window.to,
    services: [
      {
        serviceId: 'sap',
        samples: [],
        states: evidence.map((each, index) => ({
          ...each,
          location: '',
          load: 1,
          feed: 'a',
          id: null,
          isOfAnother: false,
          source: { file: 'states.csv', sha256: '', row: index + 2 },
        })),
      },
    ],
    maintenance: input.maintenance.map((each, index) => ({
      ...span(each),
      id: `m${index}`,
      serviceId: 'sap',
      source: null,
    })),
    exclusions: [],
  };
}

function without(window: Span, holes: Span[]): Span[] {
  const layers = [{ ...window, hole: false }, ...holes.map((hole) => ({ ...hole, hole: true }))];
  return sweep(layers).filter(({ covering }) => covering.every(({ hole }) => !hole));
}

function span({ start, end }: Written): Span {
  return { from: at(start), to: at(end) };
}

function at(instant: string): number {
  return DateTime.fromISO(instant, { setZone: true }).toUnixInteger();
}
