import { expect, test } from 'vitest';
import type { Terms } from '../../pipelines/contract/Contract.ts';
import { termsAt } from '../../pipelines/contract/termsAt.ts';

const terms = [100, 200].map((effective_from_s) => ({ effective_from_s }) as Terms);

test.each([
  { edge: 'before the first', instant: 99, from: undefined },
  { edge: 'the instant of the first', instant: 100, from: 100 },
  { edge: 'the last second of the first', instant: 199, from: 100 },
  { edge: 'the instant of the second', instant: 200, from: 200 },
  { edge: 'long after', instant: 10_000, from: 200 },
])('$edge: the terms of $from', ({ instant, from }) => {
  expect(termsAt(terms, instant)?.effective_from_s).toBe(from);
});
