/** Which months a run computes, and the cut-off of each. */
import { describe, expect, test } from 'vitest';
import type { Policies } from '../../pipelines/contract/Contract.ts';
import { parsePeriod } from '../../pipelines/period.ts';
import { choosePeriods, writeRunTables } from '../../pipelines/run/writeRunTables.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { contractWith, jst, tokyo } from '../reference/build.ts';

const chosen = (period: string, firstInstant: number | null, count: number): string[] => {
  const contract = contractWith();
  const parsed = parsePeriod(period, contract.timezone);
  return choosePeriods(parsed, parsed.endsAt, firstInstant, contract, count).months.map(({ id }) => id);
};

describe('months', () => {
  test.each<{ edge: string; period: string; first: number | null; count: number; expected: string[] }>([
    {
      edge: 'the month, and those before it that hold data',
      period: '2026-10',
      first: jst('08-15 00:00'),
      count: 13,
      expected: ['2026-08', '2026-09', '2026-10'],
    },
    {
      edge: 'no more than asked for',
      period: '2026-10',
      first: jst('01-01 00:00'),
      count: 2,
      expected: ['2026-09', '2026-10'],
    },
    { edge: 'a month without any data stands alone', period: '2026-10', first: null, count: 13, expected: ['2026-10'] },
    { edge: 'data that begins later', period: '2026-10', first: jst('12-01 00:00'), count: 13, expected: ['2026-10'] },
    {
      edge: 'the local month of the first instant',
      period: '2026-10',
      first: jst('09-01 00:00'),
      count: 13,
      expected: ['2026-09', '2026-10'],
    },
    {
      edge: 'a second earlier is the month before',
      period: '2026-10',
      first: jst('09-01 00:00') - 1,
      count: 13,
      expected: ['2026-08', '2026-09', '2026-10'],
    },
    {
      edge: 'a quarter has its three months even if fewer were asked for',
      period: '2026-Q3',
      first: null,
      count: 1,
      expected: ['2026-07', '2026-08', '2026-09'],
    },
  ])('$edge', ({ period, first, count, expected }) => {
    expect(chosen(period, first, count)).toEqual(expected);
  });
});

describe('cut-offs', () => {
  const cutOffs = async (
    period: string,
    asOf: number,
    policies: Partial<Policies> = {},
  ): Promise<(string | null)[]> => {
    const contract = contractWith(policies);
    const warehouse = await Warehouse.open({ path: ':memory:' });
    try {
      await writeRunTables(
        warehouse,
        choosePeriods(parsePeriod(period, contract.timezone), asOf, jst('08-02 00:00'), contract, 13),
        contract,
      );
      const rows = await warehouse.rows<{ as_of: number }>('select as_of from run.periods order by ordinal');
      return rows.map(({ as_of }) => tokyo(as_of));
    } finally {
      warehouse.close();
    }
  };

  test.each<{ edge: string; period: string; asOf: string; policies?: Partial<Policies>; expected: string[] }>([
    {
      edge: 'each month at its own end',
      period: '2026-10',
      asOf: '11-01 00:00',
      expected: ['09-01 00:00', '10-01 00:00', '11-01 00:00'],
    },
    {
      edge: 'looked at later than its end: its end',
      period: '2026-10',
      asOf: '11-05 09:00',
      expected: ['09-01 00:00', '10-01 00:00', '11-01 00:00'],
    },
    {
      edge: 'a month that still runs',
      period: '2026-10',
      asOf: '10-20 09:00',
      expected: ['09-01 00:00', '10-01 00:00', '10-20 09:00'],
    },
    {
      edge: 'counted in the month of the opening: each has its own all the same',
      period: '2026-10',
      asOf: '11-05 09:00',
      policies: { attribution: 'opened' },
      expected: ['09-01 00:00', '10-01 00:00', '11-01 00:00'],
    },
  ])('$edge', async ({ period, asOf, policies, expected }) => {
    expect(await cutOffs(period, jst(asOf), policies)).toEqual(expected);
  });
});
