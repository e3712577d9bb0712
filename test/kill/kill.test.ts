/**
 * Killed where it hurts most: as the lock is taken, around the entry that makes a report issued, as temporary files go. The
 * experiment beside (`npm run kill`) tries every change and random instants.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterKill, prepared, type Undisturbed, undisturbed, type Victim, victims } from './killing.ts';

const seed = Number(process.env['SEED'] ?? 20261127);
/** Changes to be killed at: as the lock is taken, the last, and one in between that the seed chooses. */
function chosen(changes: number): number[] {
  return [...new Set([2, 1 + (seed % changes), changes])].filter((change) => change <= changes).sort((a, b) => a - b);
}

describe.each(['load', 'an issue'])('%s', (name) => {
  const victim = victims.find((each) => each.name === name) as Victim;
  let origin: string;
  let expected: Undisturbed;
  beforeAll(() => {
    origin = prepared(victim);
    expected = undisturbed(victim, origin);
  }, 60_000);
  afterAll(() => rmSync(origin, { recursive: true, force: true }));

  test('leaves what an undisturbed run leaves, wherever it was killed, after one more run', async () => {
    const differing: string[] = [];
    for (const change of chosen(expected.changes)) {
      const found = await afterKill(victim, origin, expected, { change });
      if (found.length > 0)
        differing.push(`seed ${seed}, change ${change} of ${expected.changes}: ${found.join(', ')}`);
    }
    expect(differing).toEqual([]);
  }, 120_000);
});
