/** A first few hundred of the cases of `npm run fuzz`: the seed is fixed, so that the run is the same everywhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { mutate, randomFrom } from '../fuzz/mutate.ts';
import { tryCase } from '../fuzz/tryCase.ts';

const seed = 11;
const budgetMs = 60_000;

test(`mutated exports load, or are refused with place and remedy (seed ${seed})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-fuzz-'));
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 2 });
  const counts = { accepted: 0, refused: 0 };
  const begun = performance.now();
  try {
    for (let index = 0; index < 320 && performance.now() - begun < budgetMs; index += 1) {
      const fuzzed = mutate(randomFrom(seed * 1_000_003 + index));
      const outcome = await tryCase(warehouse, join(folder, 'workspace'), fuzzed);
      if (outcome.kind === 'failed')
        throw new Error(`case ${index} (${fuzzed.file}: ${fuzzed.steps.join(', ')}): ${outcome.why}`);
      counts[outcome.kind] += 1;
    }
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const tried = counts.accepted + counts.refused;
  expect(tried).toBeGreaterThan(20);
  // Neither so mild that all is read, nor so wild that nothing behind the first look is reached.
  expect(counts.accepted / tried).toBeGreaterThan(0.3);
  expect(counts.accepted / tried).toBeLessThan(0.9);
}, 120_000);
