/** How well an outlook foretells: the table of sql/DECISIONS.md is what the histories say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipelines/packageRoot.ts';
import { type Forecast, forecastRows, scoreOf, scoreRow } from '../bench/forecasts.ts';
import { exportedOf, histories, workspaceOf } from '../bench/histories.ts';
import { temporaryFolder } from '../support/workspace.ts';

const decisions = readFileSync(join(packageRoot(), 'sql', 'DECISIONS.md'), 'utf8');

/** `called` and `missed` of each promise: C and M, or a dot. */
const forecasts = (said: string): Forecast[] =>
  said.split(' ').map((pair, index) => ({
    ...{ period: '2026-10', kind: 'services', name: `s${index}`, day: 10 },
    ...{ isCalled: pair[0] === 'C', isMissed: pair[1] === 'M' },
  }));

test.each([
  { edge: 'all called, a quarter missed', said: 'CM C. C. C.', row: '1 of 4, 25 % | 1 of 4, 25 % | 1 of 1, 100 %' },
  { edge: 'nothing called', said: '.M .. ..', row: '1 of 3, 33 % | 0 of 0 | 0 of 1, 0 %' },
  { edge: 'nothing missed', said: 'C. ..', row: '0 of 2, 0 % | 0 of 1, 0 % | 0 of 0' },
  { edge: 'two of three, floored', said: 'CM CM C. .M .M ..', row: '4 of 6, 66 % | 2 of 3, 66 % | 2 of 4, 50 %' },
])('$edge', ({ said, row }) => {
  const others: Forecast[] = [
    { period: '2026-10', kind: 'services', name: 's0', day: 20, isCalled: true, isMissed: true },
    { period: '2026-10', kind: 'tickets', name: 'high restore', day: 10, isCalled: true, isMissed: true },
  ];
  expect(scoreRow('x', 10, scoreOf([...forecasts(said), ...others], 'services', 10))).toBe(`| x | 10 | ${row} |`);
});

describe('the table', () => {
  const isMeasured = (exported: string | null) => exported === null || exportedOf(exported) !== null;
  // 52 months of the status page take minutes: `node .build/test/bench/forecast.js` alone looks at them.
  const quick = histories.filter(({ isLong }) => !isLong);
  for (const history of quick) {
    const title = Object.values(history.titles).join('; ');
    test.skipIf(!isMeasured(history.exported))(
      `${title} (skipped where ../shared/data is not there)`,
      { timeout: 300_000 },
      async () => {
        const folder = temporaryFolder();
        expect(workspaceOf(history, folder)).toBe(true);
        for (const row of await forecastRows(history, folder)) expect(decisions.split('\n')).toContain(row);
      },
    );
  }

  test('has a row for each history, kind and day', () => {
    const titles = histories.flatMap((history) => Object.values(history.titles));
    for (const title of titles)
      for (const day of [10, 20]) expect(decisions).toMatch(new RegExp(`^\\| ${title} \\| ${day} \\| \\d`, 'm'));
  });
});
