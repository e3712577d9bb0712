/**
 * Measures what uptime samples cost, from files to marts, against DuckDB's typed scan of the same CSV in the same run.
 *
 *     npm run build && npm run bench -- [--rows 10000000,50000000] [--dir DIR] [--rounds 3] [--peer-rows 5000000] [--no-peers]
 *
 * Prints a table in Markdown. Each step runs in a process of its own, in turn with the floor; of several rounds the
 * fastest counts, for the step as for the floor. The full measurement is --rows 10000000,50000000,200000000, which needs
 * 12 GB in DIR. Tickets have a benchmark of their own (tickets.js).
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPeers, peerNames } from './peers.ts';
import { runScript, runStep } from './runStep.ts';
import { type SampleFiles, writeSampleFiles } from './sampleFiles.ts';
import { addExports, benchWorkspace } from './sampleWorkspace.ts';
import type { StepResult } from './step.ts';

const { values: given } = parseArgs({
  allowNegative: true,
  options: {
    rows: { type: 'string', default: '10000000,50000000' },
    dir: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    'peer-rows': { type: 'string', default: '5000000' },
    peers: { type: 'boolean', default: true },
  },
});

const folder = given.dir ?? mkdtempSync(join(tmpdir(), 'sla-bench-'));
const rounds = Number(given.rounds);
const peerScript = fileURLToPath(new URL('./peers.js', import.meta.url));
/** Midnight of 1 October and of 1 November 2026 in Tokyo, epoch minutes. */
const [october, november] = [Date.UTC(2026, 8, 30, 15) / 60_000, Date.UTC(2026, 9, 31, 15) / 60_000];

try {
  console.log(
    `${cpus().length} x ${cpus()[0]?.model.trim()}, Node ${process.version}; load before: ${loadavg()[0]!.toFixed(1)}\n`,
  );
  console.log('| Samples | Step | Seconds | x floor | CPU, x floor | Peak memory |');
  console.log('|---|---|---|---|---|---|');
  for (const rows of given.rows.split(',').map(Number)) await measure(rows);
  if (given.peers) await comparePeers(Number(given['peer-rows']));
  console.log(`\nload after: ${loadavg()[0]!.toFixed(1)}`);
} finally {
  if (given.dir === undefined) rmSync(folder, { recursive: true });
}

async function measure(rows: number): Promise<void> {
  const files = await writeSampleFiles(folder, `october-${rows}`, rows, october);
  const found: Record<string, StepResult[]> = {};
  const add = collector(found);
  for (let round = 0; round < rounds; round += 1) {
    add('floor: typed scan of the CSV', runStep('floor', files.csv));
    add('SHA-256 of the CSV alone', runStep('hash', files.csv));
    const workspace = benchWorkspace(join(folder, 'csv'), [files.csv]);
    add('CSV to runs, hash included', runStep('load', workspace));
    add('the same exports again', runStep('load', workspace));
    add('runs to availability marts, 4,600 services', runStep('marts', workspace));
    if (rows <= 10_000_000) await secondMonth(workspace, rows, add);
    add('Parquet to runs, hash included', runStep('load', benchWorkspace(join(folder, 'parquet'), [files.parquet])));
  }
  print(rows, found);
  for (const name of ['csv', 'parquet']) rmSync(join(folder, name), { recursive: true, force: true });
  if (given.dir === undefined) remove(files);
}

/** A second file beside the first: it folds alone. */
async function secondMonth(
  workspace: string,
  rows: number,
  add: (name: string, result: StepResult) => void,
): Promise<void> {
  const files = await writeSampleFiles(folder, `november-${rows}`, rows, november);
  addExports(workspace, [files.csv], 2);
  add('a second month beside the first', runStep('load', workspace));
}

async function comparePeers(rows: number): Promise<void> {
  const peersFolder = join(folder, 'peers');
  installPeers(peersFolder);
  const files = await writeSampleFiles(folder, `october-${rows}`, rows, october);
  const found: Record<string, StepResult[]> = {};
  const add = collector(found);
  for (let round = 0; round < rounds; round += 1) {
    add('floor: typed scan of the CSV', runStep('floor', files.csv));
    add('CSV to runs, hash included', runStep('load', benchWorkspace(join(folder, 'csv'), [files.csv])));
    for (const name of peerNames) add(name, runScript(peerScript, [name, files.csv], peersFolder));
  }
  const runs = new Set(
    Object.values(found).flatMap((results) => results.flatMap(({ detail }) => detail['runs'] ?? [])),
  );
  if (runs.size > 1) throw new Error(`not the same runs: ${[...runs].join(', ')}`);
  print(rows, found);
}

function collector(found: Record<string, StepResult[]>): (name: string, result: StepResult) => void {
  return (name, result) => {
    found[name] = [...(found[name] ?? []), result];
  };
}

function print(rows: number, found: Record<string, StepResult[]>): void {
  const fastest = (results: StepResult[]): StepResult =>
    results.reduce((best, other) => (other.seconds < best.seconds ? other : best));
  const floor = fastest(found['floor: typed scan of the CSV']!);
  for (const [name, results] of Object.entries(found)) {
    const { seconds, cpuSeconds, peakMegabytes } = fastest(results);
    const ratios = `${(seconds / floor.seconds).toFixed(2)} | ${(cpuSeconds / floor.cpuSeconds).toFixed(2)}`;
    console.log(`| ${rows / 1e6} M | ${name} | ${seconds.toFixed(2)} | ${ratios} | ${peakMegabytes} MB |`);
  }
}

function remove({ csv, parquet }: SampleFiles): void {
  for (const path of [csv, parquet]) if (existsSync(path)) rmSync(path);
}
