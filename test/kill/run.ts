/**
 * An experiment beside the test run: every command that writes, killed at each of its changes to files, and at random instants.
 *
 *     npm run kill                                  every change of every command, and 200 random instants
 *     npm run kill -- --instants 20 --seed 7        fewer instants, others
 *
 * Whatever the next run leaves otherwise than an undisturbed one is named; ends with 1 then.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { afterKill, prepared, undisturbed, victims } from './killing.ts';

const { values } = parseArgs({
  options: { instants: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
let seed = Number(values.seed);
/** A fraction from 0 to 1: the same for the same seed. */
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

let faults = 0;
console.log(`seed ${values.seed}`);
for (const victim of victims) {
  const origin = prepared(victim);
  const expected = undisturbed(victim, origin);
  const instants = Math.ceil(Number(values.instants) / victims.length);
  const kills = [
    ...Array.from({ length: expected.changes }, (_, index) => ({ change: index + 1 })),
    ...Array.from({ length: instants }, () => ({ milliseconds: random() * expected.milliseconds })),
  ];
  let failed = 0;
  for (const when of kills) {
    const differing = await afterKill(victim, origin, expected, when);
    if (differing.length === 0) continue;
    failed += 1;
    console.log(`  ${victim.name}, killed at ${JSON.stringify(when)}: ${differing.join(', ')}`);
  }
  console.log(`${victim.name}: ${expected.changes} changes, ${instants} instants, ${failed} with another end`);
  faults += failed;
  rmSync(origin, { recursive: true, force: true });
}
process.exitCode = faults > 0 ? 1 : 0;
