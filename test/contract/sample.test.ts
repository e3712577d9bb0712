import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommentary } from '../../pipelines/contract/readCommentary.ts';
import { readContract } from '../../pipelines/contract/readContract.ts';
import { readExclusions } from '../../pipelines/contract/readExclusions.ts';

const sample = join(import.meta.dirname, '../../fixtures/sample');

test('the sample workspace holds the agreement: levels, maintenance, hours', () => {
  const contract = readContract(sample);
  const { availability, maintenance, severities } = contract.terms.at(-1)!;
  expect(availability.target.text).toBe('99.9');
  expect(maintenance).toMatchObject([
    { rrule: 'FREQ=MONTHLY;BYDAY=+3SA', start: 0, duration_seconds: 14_400, services: '*' },
  ]);
  const promises = severities.flatMap(({ name, measures }) =>
    measures.map((m) => [name, m.measure, m.within.text, m.clock].join(' ')),
  );
  expect(promises).toEqual([
    'critical respond PT1H always',
    'critical restore PT4H always',
    'high respond PT2H always',
    'high restore 1 business day business',
    'medium respond PT4H always',
    'medium resolve 2 business days business',
  ]);
  expect(new Set(contract.services.map(({ category }) => category))).toEqual(
    new Set(['server', 'network', 'application', 'storage']),
  );
  expect(readExclusions(sample, contract).every(({ approved_by }) => approved_by !== '')).toBe(true);
});

test('its commentary for October can be read', () => {
  expect(readCommentary(sample, '2026-10').summary?.ja).toMatch(/。$/);
});
