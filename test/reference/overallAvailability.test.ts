import { expect, test } from 'vitest';
import type { AvailabilityTerms } from '../../pipelines/contract/Contract.ts';
import { judgeService } from '../../pipelines/reference/judgeService.ts';
import { overallAvailability } from '../../pipelines/reference/overallAvailability.ts';
import type { Span } from '../../pipelines/reference/ServiceEvidence.ts';
import { serviceCase } from './buildService.ts';

const target = { text: '90', numerator: 90, denominator: 100 };
const service = (from: number, to: number, outages: Span[]) =>
  judgeService(
    serviceCase({
      period: { from, to },
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
  expect(overallAvailability(method, services, target)).toMatchObject({ availabilityPercent: percent, met });
});

test('a mean of thirds stays exact: 2/3 and 1 make 83.333, floored', () => {
  const services = [service(0, 300, [{ from: 0, to: 100 }]), service(0, 300, [])];
  expect(overallAvailability('mean', services, target)).toMatchObject({ availabilityPercent: '83.333', met: false });
});

test('services without a base have no say, and none at all has no figure', () => {
  const nothing = judgeService(serviceCase({ period: { from: 0, to: 1000 } }));
  expect(overallAvailability('worst', [nothing, service(0, 1000, [])], target).availabilityPercent).toBe('100.000');
  for (const method of ['pooled', 'worst', 'mean', 'all-services-up'] as const) {
    expect(overallAvailability(method, [nothing], target)).toEqual({
      method,
      exact: null,
      availabilityPercent: null,
      met: null,
    });
  }
});
