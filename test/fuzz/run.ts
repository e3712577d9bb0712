/**
 * Loads thousands of mutated exports: none may end with a stack, lose rows, or take its time.
 *
 *     npm run fuzz -- --cases 50000 --seed 7
 *     npm run fuzz -- --cases 50000 --seed 7 --from 20000      goes on where it was stopped
 *
 * What fails is made smaller while it still fails, and written below fuzz-found/ as the files of a workspace.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { type FuzzCase, mutate, randomFrom } from './mutate.ts';
import { tryCase } from './tryCase.ts';

const option = (name: string, byDefault: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? byDefault : Number(process.argv[at + 1]);
};
const [cases, seed, from] = [option('cases', 1000), option('seed', 1), option('from', 0)];
const workspace = join(mkdtempSync(join(tmpdir(), 'sla-fuzz-')), 'workspace');
const counts = { accepted: 0, refused: 0, failed: 0 };
const refusals = new Map<string, number>();
let warehouse = await Warehouse.open({ path: ':memory:', threads: 2 });

for (let index = from; index < from + cases; index += 1) {
  const fuzzed = mutate(randomFrom(seed * 1_000_003 + index));
  const outcome = await tryCase(warehouse, workspace, fuzzed);
  counts[outcome.kind] += 1;
  if (outcome.kind === 'refused') {
    const kind = outcome.message
      .split('\n')[0]!
      .replaceAll(/"[^"]*"|\d+/g, '...')
      .slice(0, 80);
    refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
  }
  if (outcome.kind === 'failed') await keep(index, fuzzed, outcome.why);
  if ((index + 1) % 100 === 0) process.stdout.write(`${index + 1}: ${JSON.stringify(counts)}\n`);
}
for (const [kind, count] of [...refusals].sort((a, b) => b[1] - a[1])) process.stdout.write(`${count}\t${kind}\n`);
process.stdout.write(`${JSON.stringify(counts)}, seed ${seed}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
warehouse.close();
rmSync(join(workspace, '..'), { recursive: true, force: true });

async function keep(index: number, fuzzed: FuzzCase, why: string): Promise<void> {
  // A fatal error leaves a database that answers nothing.
  warehouse.close();
  warehouse = await Warehouse.open({ path: ':memory:', threads: 2 });
  const small = await smaller(fuzzed);
  const folder = join('fuzz-found', `${seed}-${index}`);
  mkdirSync(join(folder, 'exports'), { recursive: true });
  writeFileSync(join(folder, 'exports', small.file), small.bytes);
  if (small.sources) writeFileSync(join(folder, 'sources.yaml'), small.sources);
  writeFileSync(join(folder, 'why.txt'), `${fuzzed.steps.join(', ')}\n${why}\n`);
  process.stdout.write(
    `FAILED ${index} (${fuzzed.file}: ${fuzzed.steps.join(', ')}): ${why.split('\n')[0]}; see ${folder}\n`,
  );
}

/** Takes pieces away, from halves down to single bytes, while the case still fails. */
async function smaller(fuzzed: FuzzCase): Promise<FuzzCase> {
  let best = fuzzed;
  for (let piece = best.bytes.length >> 1; piece >= 1; piece >>= 1) {
    for (let at = 0; at < best.bytes.length && best.bytes.length / piece < 200; ) {
      const bytes = Buffer.concat([best.bytes.subarray(0, at), best.bytes.subarray(at + piece)]);
      const outcome = await tryCase(warehouse, workspace, { ...best, bytes });
      if (outcome.kind === 'failed') best = { ...best, bytes };
      else at += piece;
    }
  }
  return best;
}
