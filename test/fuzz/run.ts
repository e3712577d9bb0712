/**
 * Gives thousands of mutated files to those who read them: none may end with a stack, lose rows, or take its time.
 *
 *     npm run build && npm run fuzz -- --cases 50000 --seed 7
 *     npm run fuzz -- --cases 50000 --seed 7 --from 20000      goes on where it was stopped
 *
 * What fails is made smaller while it still fails, and written below fuzz-found/ as the files of a workspace. Every kind of
 * refusal is counted.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Workshop } from './bases.ts';
import { type FuzzCase, mutate, randomFrom } from './mutate.ts';
import { Bench } from './tryCase.ts';

const option = (name: string, byDefault: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? byDefault : Number(process.argv[at + 1]);
};
const [cases, seed, from] = [option('cases', 1000), option('seed', 1), option('from', 0)];
const folder = mkdtempSync(join(tmpdir(), 'sla-fuzz-'));
const bench = new Bench(await Workshop.open(), join(folder, 'workspace'));
const counts = { accepted: 0, refused: 0, failed: 0 };
const byKind = new Map<string, { accepted: number; refused: number; failed: number }>();
const refusals = new Map<string, number>();
/** What a case may cost that is made smaller. */
const mostTries = 150;

for (let index = from; index < from + cases; index += 1) {
  const fuzzed = await mutate(randomFrom(seed * 1_000_003 + index), bench.workshop.bases);
  const outcome = await bench.try(fuzzed);
  const ofKind = byKind.get(fuzzed.kind) ?? { accepted: 0, refused: 0, failed: 0 };
  byKind.set(fuzzed.kind, ofKind);
  ofKind[outcome.kind] += 1;
  counts[outcome.kind] += 1;
  if (outcome.kind === 'refused') {
    const kind = outcome.message
      .split('\n')[0]!
      .replaceAll(/"[^"]*"|\d+|\([^)]*\)/g, '...')
      .slice(0, 80);
    refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
  }
  if (outcome.kind === 'failed') await keep(index, fuzzed, outcome.why);
  if ((index + 1) % 100 === 0)
    process.stdout.write(`${JSON.stringify(counts)}; to go on from here: --seed ${seed} --from ${index + 1}\n`);
}
for (const [kind, count] of [...refusals].sort((a, b) => b[1] - a[1])) process.stdout.write(`${count}\t${kind}\n`);
for (const [kind, found] of byKind) process.stdout.write(`${kind}: ${JSON.stringify(found)}\n`);
process.stdout.write(
  `${JSON.stringify(counts)}, seed ${seed}, peak ${Math.floor(process.resourceUsage().maxRSS / 1000)} MB\n`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;
bench.close();
bench.workshop.close();
rmSync(folder, { recursive: true, force: true });

async function keep(index: number, fuzzed: FuzzCase, why: string): Promise<void> {
  if (/FATAL|invalidated/.test(why)) bench.renew();
  const small = await smaller(fuzzed, why);
  const found = join('fuzz-found', `${seed}-${index}`);
  mkdirSync(dirname(join(found, small.file)), { recursive: true });
  writeFileSync(join(found, small.file), small.bytes);
  if (small.sources) writeFileSync(join(found, 'sources.yaml'), small.sources);
  writeFileSync(join(found, 'why.txt'), `${fuzzed.steps.join(', ')}\n${why}\n`);
  process.stdout.write(
    `FAILED ${index} (${fuzzed.file}: ${fuzzed.steps.join(', ')}): ${why.split('\n')[0]}; see ${found}\n`,
  );
}

/** Takes pieces away, from halves down to single bytes, while the case still fails in the same words. */
async function smaller({ text: _, ...fuzzed }: FuzzCase, why: string): Promise<FuzzCase> {
  const words = (text: string): string => text.split('\n')[0]!.replaceAll(/\d+/g, '');
  let best: FuzzCase = fuzzed;
  let tries = 0;
  for (let piece = best.bytes.length >> 1; piece >= 1; piece >>= 1) {
    for (let at = 0; at < best.bytes.length && tries < mostTries; ) {
      const bytes = Buffer.concat([best.bytes.subarray(0, at), best.bytes.subarray(at + piece)]);
      const outcome = await bench.try({ ...best, bytes });
      tries += 1;
      if (outcome.kind === 'failed' && words(outcome.why) === words(why)) best = { ...best, bytes };
      else at += piece;
    }
  }
  return best;
}
