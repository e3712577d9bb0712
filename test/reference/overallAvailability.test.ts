import { expect, test } from 'vitest';
import type { AvailabilityTerms } from '../../pipelines/contract/Contract.ts';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import { overallAvailability } from '../../pipelines/reference/overallAvailability.ts';
import type { Span } from '../../pipelines/reference/ServiceEvidence.ts';
import { serviceCase } from './buildService.ts';

const target = { text: '90', numerator: 90, denominator: 100 };
const parts = [{ from: 0, to: 1000, target }];
const service = (from: number, to: number, outages: Span[], own = target) =>
  judgeService(
    serviceCase({
      period: { from, to },
      terms: { target: own },
      states: [{ from: from - 1, to, state: 'up' }, ...outages.map((span) => ({ ...span, state: 'down' as const }))],
    }),
  );

// A: 1000 s, down 0-100. B: 500-1000 only, down 950-1000.
test.each<{ method: AvailabilityTerms['overall']; why: string; percent: string; met: boolean }>([
  { method: 'pooled', why: '1350 of 1500 s', percent: '90.000', met: true },
  { method: 'worst', why: 'both have 90 %', percent: '90.000', met: true },
  { method: 'mean', why: '(90 + 90) / 2', percent: '90.000', met: true },
  { method: 'all-services-up', why: '150 of 1000 s had one of them down', percent: '85.000', met: false },
])('$method: $why', ({ method, percent, met }) => {
  const services = [service(0, 1000, [{ from: 0, to: 100 }]), service(500, 1000, [{ from: 950, to: 1000 }])];
  expect(overallAvailability(method, services, parts)).toMatchObject({ availabilityPercent: percent, met });
});

test('a mean of thirds stays exact: 2/3 and 1 make 83.333, floored', () => {
  const services = [service(0, 300, [{ from: 0, to: 100 }]), service(0, 300, [])];
  expect(overallAvailability('mean', services, parts)).toMatchObject({ availabilityPercent: '83.333', met: false });
});

test('services without a base have no say, and none at all has no figure', () => {
  const nothing = judgeService(serviceCase({ period: { from: 0, to: 1000 } }));
  expect(overallAvailability('worst', [nothing, service(0, 1000, [])], parts).availabilityPercent).toBe('100.000');
  for (const method of ['pooled', 'worst', 'mean', 'all-services-up'] as const) {
    expect(overallAvailability(method, [nothing], parts)).toEqual({
      method,
      exact: null,
      availabilityPercent: null,
      met: null,
    });
  }
});

// A own target 99 of 1000 s, down 5; B 90 of 1000 s, down 101: 10 + 100 s were allowed in all.
test.each<{ method: AvailabilityTerms['overall']; why: string; met: boolean }>([
  { method: 'pooled', why: '106 s lost of 110 s that both targets allow', met: true },
  { method: 'worst', why: 'B lost 101 of its 100 s', met: false },
  { method: 'mean', why: '0.5 % and 10.1 % lost, 1 % and 10 % allowed', met: true },
])('targets of their own, $method: $why', ({ method, met }) => {
  const strict = { text: '99', numerator: 99, denominator: 100 };
  const services = [service(0, 1000, [{ from: 0, to: 5 }], strict), service(0, 1000, [{ from: 0, to: 101 }])];
  expect(overallAvailability(method, services, parts).met).toBe(met);
});

test('a change of terms: all-services-up judges each part on its own target', () => {
  const services = [service(0, 1000, [{ from: 0, to: 60 }])];
  const strict = { text: '99', numerator: 99, denominator: 100 };
  const changed = [
    { from: 0, to: 600, target },
    { from: 600, to: 1000, target: strict },
  ];
  // 60 + 4 s are allowed; on the later target alone it would be 10.
  expect(overallAvailability('all-services-up', services, changed).met).toBe(true);
  expect(overallAvailability('all-services-up', services, [{ from: 0, to: 1000, target: strict }]).met).toBe(false);
});
