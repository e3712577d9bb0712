/** As many of the first 400 cases of `npm run fuzz` as fit into 20 s: the seed is fixed, so that the run is the same everywhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Workshop } from '../fuzz/bases.ts';
import { mutate, randomFrom } from '../fuzz/mutate.ts';
import { Bench } from '../fuzz/tryCase.ts';

const seed = 11;
const budgetMs = 20_000;

test(`mutated files of every kind are read, or refused with place and remedy (seed ${seed})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-fuzz-'));
  const workshop = await Workshop.open();
  const bench = new Bench(workshop, join(folder, 'workspace'));
  const counts = { accepted: 0, refused: 0 };
  const kinds = new Set<string>();
  const begun = performance.now();
  try {
    for (let index = 0; index < 400 && performance.now() - begun < budgetMs; index += 1) {
      const fuzzed = await mutate(randomFrom(seed * 1_000_003 + index), workshop.bases);
      const outcome = await bench.try(fuzzed, index % 5 === 0);
      if (outcome.kind === 'failed')
        throw new Error(`case ${index} (${fuzzed.file}: ${fuzzed.steps.join(', ')}): ${outcome.why}`);
      counts[outcome.kind] += 1;
      kinds.add(`${fuzzed.kind} ${outcome.kind}`);
    }
  } finally {
    bench.close();
    workshop.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const tried = counts.accepted + counts.refused;
  expect(tried).toBeGreaterThan(20);
  // Neither so mild that all is read, nor so wild that nothing behind the first look is reached.
  expect(counts.accepted / tried).toBeGreaterThan(0.3);
  expect(counts.accepted / tried).toBeLessThan(0.7);
  if (tried < 400) return;
  for (const kind of new Set(workshop.bases.map((base) => base.kind)))
    expect(
      [...kinds].filter((each) => each.startsWith(`${kind} `)),
      kind,
    ).toHaveLength(2);
}, 120_000);
