/** What may be missed and what must be met, against counting them out one by one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

interface Given {
  met: number;
  breached: number;
  /** Seconds left of an hour, of each open clock. */
  open: number[];
  target: string | null;
}

const promise = { period_id: '2026-10', measure: 'restore' };

async function outlookOf(cases: readonly Given[]) {
  const named = cases.map((given, index) => ({ ...given, severity: `s${String(index).padStart(4, '0')}` }));
  return await buildModel('fct_outlook_attainment', {
    'marts.fct_promises': named.map(({ severity, target }) => ({ ...promise, severity, target_percent: target })),
    'marts.fct_attainment': named.map(({ severity, met, breached }) => ({
      ...promise,
      severity,
      severity_rank: 1,
      met,
      breached,
    })),
    'marts.fct_data_presence': [{ period_id: '2026-10', months_with_tickets: 1 }],
    'marts.fct_open_measures': named.flatMap(({ severity, open }) =>
      open.map((left, index) => ({
        ...promise,
        severity,
        ticket_id: `T-${index}`,
        cycle: 1,
        started_at: 0,
        due_at: 3600,
        left_seconds: left,
        is_carried_over: true,
        is_paused: false,
      })),
    ),
  });
}

test.each<{ edge: string; given: Given; is: object }>([
  {
    edge: 'every case is promised and one was late: lost',
    given: { met: 9, breached: 1, open: [3600], target: null },
    is: { status: 'lost', may_miss: 0, must_meet: null },
  },
  {
    edge: '19 of 20 at 95 %: met to the case, no more may be missed',
    given: { met: 19, breached: 1, open: [], target: '95' },
    is: { status: 'on-course', may_miss: 0, must_meet: null },
  },
  {
    edge: '5 of 6 at 95 %: 14 more, 19 of 20, must be met',
    given: { met: 5, breached: 1, open: [], target: '95' },
    is: { status: 'at-risk', may_miss: 0, must_meet: 14 },
  },
  {
    edge: 'an open one is one of the fourteen',
    given: { met: 5, breached: 1, open: [3600], target: '95' },
    is: { status: 'at-risk', may_miss: 0, must_meet: 13 },
  },
  {
    edge: 'all on time, an open one with less than a quarter of its time: no miss to spare',
    given: { met: 3, breached: 0, open: [899], target: '95' },
    is: { status: 'at-risk', may_miss: 0 },
  },
  {
    edge: 'with a quarter of it: on course',
    given: { met: 3, breached: 0, open: [900], target: '95' },
    is: { status: 'on-course', may_miss: 0 },
  },
  {
    edge: 'a hundred percent cannot be won back',
    given: { met: 500, breached: 1, open: [], target: '100' },
    is: { status: 'lost', must_meet: null },
  },
])('$edge', async ({ given, is }) => {
  expect((await outlookOf([given]))[0]).toMatchObject(is);
});

test('as many as counting finds, on any numbers', async () => {
  const targets = ['50', '90', '95', '99', '99.5', '99.95', null] as const;
  const given = fc.record({
    met: fc.nat(60),
    breached: fc.nat(4),
    open: fc.array(fc.integer({ min: 1, max: 3600 }), { maxLength: 6 }),
    target: fc.constantFrom(...targets),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 60, maxLength: 60 }), async (cases) => {
      const found = await outlookOf(cases);
      for (const [index, { met, breached, open, target }] of cases.entries()) {
        // In hundredths of a percent, so that the sums are of whole numbers.
        const asked = Math.round(Number(target ?? '100') * 100);
        const isReached = (on: number, all: number) => on * 10_000 >= asked * all;
        const n = met + breached + open.length;
        const canMiss = Array.from({ length: open.length + 1 }, (_, missed) => missed).filter((missed) =>
          isReached(met + open.length - missed, n),
        );
        expect(found[index]!['may_miss']).toBe(canMiss.at(-1) ?? 0);
        const more = Array.from({ length: 20_000 }, (_, count) => count).find((count) =>
          isReached(met + open.length + count, n + count),
        );
        expect(found[index]!['must_meet'] ?? 0).toBe(asked === 10_000 && breached > 0 ? 0 : (more ?? 0));
      }
    }),
    { numRuns: 8 },
  );
});
