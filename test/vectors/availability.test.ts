/** Every availability vector through the reference, and through the profile of the monitor that it comes from. */
import { readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { expandMaintenance } from '../../pipelines/calendar/expandMaintenance.ts';
import type { AvailabilityTerms } from '../../pipelines/contract/Contract.ts';
import type { MonitorState } from '../../pipelines/reference/exported.ts';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import { overallAvailability } from '../../pipelines/reference/overallAvailability.ts';
import { type IcingaState, icinga, icingaSlaOk } from '../../pipelines/reference/profiles/icinga.ts';
import { zabbixSli } from '../../pipelines/reference/profiles/zabbix.ts';
import { percentRounded, ratio } from '../../pipelines/reference/ratio.ts';
import type { ServiceCase, ServiceJudgement, Span } from '../../pipelines/reference/ServiceEvidence.ts';
import { sweep } from '../../pipelines/reference/sweep.ts';
import { serviceCase } from '../reference/buildService.ts';

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
    timeline: (Written & { state: MonitorState })[];
    outages: Written[];
    unknown: Written[];
    excluded: Written[];
    events: { at: string; state: IcingaState; previousState: IcingaState }[];
    currentState?: IcingaState | null;
    now: string;
    serviceCreatedAt: string;
    windowSec: number;
    services: Record<string, [number, number][]>;
  };
  expected: Record<string, unknown> & { byPolicy: Record<string, number> };
}

const file = JSON.parse(readFileSync(new URL('./fixtures/availability.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};
const ran = new Set<string>();

test.each(file.vectors.map((vector) => [`${vector.id}: ${vector.description} [${vector.profile}]`, vector] as const))(
  '%s',
  (_, vector) => {
    ran.add(vector.id);
    if (vector.id === 'av-auth-third-saturday-calendar') return thirdSaturdays(vector);
    if (vector.id === 'av-auth-multi-service') return severalServices(vector);
    if (vector.profile === 'zabbix.getSli') return zabbixVector(vector);
    if (vector.profile === 'icingadb.get_sla_ok_percent') return icingaVector(vector);
    return contractVector(vector);
  },
);

test('all 33 vectors ran', () => {
  expect(file.vectors).toHaveLength(33);
  expect(ran.size).toBe(33);
});

/** The agreement's own arithmetic, under each of the four policies that the vector names. */
function contractVector({ input, expected }: Vector): void {
  const window = span(input.window);
  const evidence = [
    ...without(window, input.unknown.map(span)).map(state('up')),
    ...input.outages.map(span).map(state('down')),
  ];
  const judged = expectPolicies(evidence, window, input.maintenance.map(span), expected);
  expect(judged.availabilityPercent).toBe(expected['displayFloor3']);
  expect(judged.met).toBe(expected['metExact_unknownAsUp']);
  expect(judged.budgetSeconds).toBe(Math.floor(Number(expected['allowedDownSecAt99_9'])));
  expect(percentRounded(ratio(judged.baseSeconds - judged.lostSeconds, judged.baseSeconds), 2)).toBe(
    expected['displayRound2'],
  );
}

function icingaVector({ input, expected }: Vector): void {
  const window = span(input.window);
  const downtimes = input.maintenance.map(span);
  const events = input.events.map((event) => ({ ...event, at: at(event.at) }));
  const figure = () => icingaSlaOk({ window, events, currentState: input.currentState ?? null, downtimes });
  const evidence = input.timeline.map((each) => ({ ...span(each), state: each.state }));
  if ('error' in expected) {
    expect(figure).toThrow(/end .* must be greater than/i);
    expect(judgeService(caseOf(evidence, window, downtimes))).toMatchObject({ availabilityPercent: null, met: null });
    return;
  }
  expect(Number(percentRounded(figure()!, 4))).toBe(expected['availabilityPct']);
  expectPolicies(evidence, window, downtimes, expected);
  if (evidence.some((each) => each.state === 'unknown')) return; // a gap is no event to Icinga: see its profile
  const profile = icinga({ window, states: evidence, samples: [], maintenance: downtimes, createdAt: null });
  expect(Number(profile.shown)).toBe(expected['availabilityPct']);
}

function zabbixVector({ input, expected }: Vector): void {
  const given = {
    period: span(input.window),
    now: at(input.now),
    createdAt: at(input.serviceCreatedAt),
    outages: input.outages.map(span),
    excluded: input.excluded.map(span),
    slo: { text: '99.9', numerator: 999, denominator: 1000 },
  };
  const { uptimeSeconds, downtimeSeconds, sli, errorBudgetSeconds } = zabbixSli(given);
  expect({
    uptimeSec: uptimeSeconds,
    downtimeSec: downtimeSeconds,
    sliPct: sli ? Number(percentRounded(sli, 6)) : -1,
    errorBudgetSec: errorBudgetSeconds,
  }).toEqual(expected);
}

function thirdSaturdays({ expected }: Vector): void {
  const rows = expected['rows'] as { thirdSaturday: string; tokyo: Written; singapore: Written }[];
  const zones = { tokyo: 'Asia/Tokyo', singapore: 'Asia/Singapore' };
  for (const [site, timezone] of Object.entries(zones) as ['tokyo' | 'singapore', string][]) {
    const rule = {
      id: 'regular',
      rrule: 'FREQ=MONTHLY;BYDAY=+3SA',
      start: 0,
      duration_seconds: 4 * 3600,
      timezone,
      services: '*' as const,
    };
    const windows = expandMaintenance(rule, '2026-01-01', at('2026-01-01T00:00:00Z'), at('2027-12-31T00:00:00Z'));
    expect(windows.map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))).toEqual(
      rows.map((row) => span(row[site])),
    );
    expect(windows.map(({ windowId }) => windowId)).toEqual(
      rows.map(({ thirdSaturday }) => `regular/${thirdSaturday}`),
    );
  }
}

/** mean and all-services-up are ours; "any up" (parallel) is no method of the agreement: both down at once is lost. */
function severalServices({ input, expected }: Vector): void {
  const window = { from: 0, to: input.windowSec };
  const judged = Object.values(input.services).map((outages) => {
    const down = outages.map(([from, to]) => ({ from, to }));
    return judgeService(caseOf([{ ...window, state: 'up' }, ...down.map(state('down'))], window, []));
  });
  const target = { text: '99.9', numerator: 999, denominator: 1000 };
  const percent = (method: AvailabilityTerms['overall']) =>
    Number(overallAvailability(method, judged, [{ ...window, target }]).availabilityPercent);
  expect(judged.map(({ availabilityPercent }) => Number(availabilityPercent))).toEqual(
    Object.values(expected['perService'] as object),
  );
  expect([percent('mean'), percent('all-services-up')]).toEqual([expected['mean'], expected['serial']]);
  const lost = judged.flatMap(({ atoms }) => atoms.filter(({ counts }) => counts === 'lost'));
  const bothLost = sweep(lost).filter(({ covering }) => covering.length === judged.length);
  const seconds = bothLost.reduce((sum, { from, to }) => sum + to - from, 0);
  expect(Number(percentRounded(ratio(input.windowSec - seconds, input.windowSec), 3))).toBe(expected['parallel']);
}

/** Compares seconds and the four percentages; returns the judgement with maintenance excluded and unknown as up. */
function expectPolicies(
  evidence: (Span & { state: MonitorState })[],
  window: Span,
  maintenance: Span[],
  expected: Vector['expected'],
): ServiceJudgement {
  const judged = (terms: Partial<AvailabilityTerms>) => judgeService(caseOf(evidence, window, maintenance, terms));
  const policies = {
    maintenanceCountsAsUp_unknownExcluded: judged({ maintenance: 'counts-as-up', unknown: 'excluded' }),
    maintenanceExcluded_unknownExcluded: judged({ maintenance: 'excluded', unknown: 'excluded' }),
    maintenanceExcluded_unknownAsUp: judged({ maintenance: 'excluded', unknown: 'up' }),
    maintenanceExcluded_unknownAsDown: judged({ maintenance: 'excluded', unknown: 'down' }),
  };
  const percent = ({ baseSeconds, lostSeconds }: ServiceJudgement) =>
    Number(percentRounded(ratio(baseSeconds - lostSeconds, baseSeconds), 6));
  expect(Object.fromEntries(Object.entries(policies).map(([name, result]) => [name, percent(result)]))).toEqual(
    expected.byPolicy,
  );
  const { windowSeconds, maintenanceSeconds, downSeconds, unknownSeconds, agreedSeconds } =
    policies.maintenanceExcluded_unknownAsUp;
  expect({ windowSeconds, maintenanceSeconds, downSeconds, unknownSeconds, agreedSeconds }).toEqual({
    windowSeconds: expected['windowSec'],
    maintenanceSeconds: expected['maintenanceSec'],
    downSeconds: expected['downSecOutsideMaintenance'],
    unknownSeconds: expected['unknownSecOutsideMaintenance'],
    agreedSeconds: expected['agreedServiceSec'],
  });
  return policies.maintenanceExcluded_unknownAsUp;
}

function caseOf(
  evidence: (Span & { state: MonitorState })[],
  window: Span,
  maintenance: Span[],
  terms: Partial<AvailabilityTerms> = {},
): ServiceCase {
  return serviceCase({ period: window, terms, states: evidence, maintenance });
}

function without(window: Span, holes: Span[]): Span[] {
  const layers = [{ ...window, hole: false }, ...holes.map((hole) => ({ ...hole, hole: true }))];
  return sweep(layers).filter(({ covering }) => covering.every(({ hole }) => !hole));
}

function state(name: MonitorState) {
  return (each: Span) => ({ from: each.from, to: each.to, state: name });
}

function span({ start, end }: Written): Span {
  return { from: at(start), to: at(end) };
}

function at(instant: string): number {
  return DateTime.fromISO(instant, { setZone: true }).toUnixInteger();
}
