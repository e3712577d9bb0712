/** What time without data would have been taken for: verdict and figure of each policy that would turn the one agreed. */
import { expect, test } from 'vitest';
import { buildModel } from '../support/buildModel.ts';

test.each([
  // 10,000 s agreed, 99 %: 100 s may be lost of all, 90 of 9,000.
  {
    edge: 'down 91 s of 9,000 known: up would keep it',
    down: 91,
    unknown: 1000,
    isMet: false,
    turned: ['up true 99.090'],
  },
  {
    edge: 'down 20 s, 90 s unknown: down would miss it',
    down: 20,
    unknown: 90,
    isMet: true,
    turned: ['down false 98.900'],
  },
  { edge: 'down 20 s, 80 s unknown: it is the same under each', down: 20, unknown: 80, isMet: true, turned: [] },
  { edge: 'no verdict yet: none turns', down: 20, unknown: 9000, isMet: null, turned: [] },
])('$edge', async ({ down, unknown, isMet, turned }) => {
  const rows = await buildModel('fct_unknown_policies', {
    'contract.service_terms': [
      { term_id: 1, service_id: 's', target_text: '99', target_numerator: 99, target_denominator: 100 },
    ],
    'marts.fct_service_availability': [
      {
        ...{
          period_id: '2026-10',
          service_id: 's',
          agreed_seconds: 10_000,
          down_seconds: down,
          unknown_seconds: unknown,
        },
        ...{ is_met: isMet, target_percent: '99' },
      },
    ],
  });
  expect(rows.map((row) => `${row['policy']} ${row['would_be_met']} ${row['availability_percent']}`)).toEqual(turned);
});
