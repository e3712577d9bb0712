/**
 * Killed where it hurts most: as the lock is taken, around the entry that makes a report issued, as temporary files go. The
 * experiment beside (`npm run kill`) tries every change and random instants.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterKill, prepared, type Undisturbed, undisturbed, type Victim, victims } from './killing.ts';

const seed = Number(process.env['SEED'] ?? 20261127);
/** Changes to be killed at: the first two, the last, and a few in between that the seed chooses. */
function chosen(changes: number): number[] {
  const some = [0.37, 0.71].map((share) => 1 + ((Math.floor(share * changes) + seed) % changes));
  return [...new Set([1, 2, ...some, changes])].filter((change) => change <= changes).sort((a, b) => a - b);
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
