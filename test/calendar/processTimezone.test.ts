// The wall-clock tests again, each time in a process with another TZ: a running process does not take up a change everywhere.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const files = ['expandCalendar', 'expandMaintenance', 'recurrence'].map((name) => `test/calendar/${name}`);

test.each(['UTC', 'Asia/Tokyo', 'America/New_York'])('under TZ=%s every wall-clock test holds', (TZ) => {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...files, 'test/period', '--reporter=json'];
  const { stdout } = spawnSync(process.execPath, vitest, { env: { ...process.env, TZ }, encoding: 'utf8' });
  const { numPassedTests, numFailedTests } = JSON.parse(stdout) as { numPassedTests: number; numFailedTests: number };
  expect(numFailedTests).toBe(0);
  expect(numPassedTests).toBeGreaterThan(100);
});
