/** Runs a command, kills it at a change or an instant, runs it again, and compares with what an undisturbed run leaves. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../pipelines/packageRoot.ts';

export interface Victim {
  name: string;
  /** Arguments of `sla`; --workspace is added. */
  line: readonly string[];
  /** What runs before, undisturbed. */
  first?: readonly (readonly string[])[];
}

const issued = ['--issue', '--by', '山田 太郎', '--at', '2026-11-02'];
/** Everything that writes. */
export const victims: readonly Victim[] = [
  { name: 'load', line: ['load'] },
  { name: 'a draft', line: ['monthly', '2026-10'], first: [['load']] },
  { name: 'an issue', line: ['monthly', '2026-10', ...issued], first: [['load']] },
  {
    name: 'the issue of a second version',
    line: ['monthly', '2026-10', '--audience', 'client', ...issued],
    first: [['monthly', '2026-10', ...issued]],
  },
  { name: 'stubs for words', line: ['commentary', '2026-10'], first: [['load']] },
];

const program = join(packageRoot(), '.build', 'pipelines', 'cli.js');
const preload = join(packageRoot(), 'test', 'kill', 'preload.mjs');

function sla(workspace: string, line: readonly string[], env: Record<string, string> = {}) {
  const args = ['--import', preload, program, ...line, '--quiet', '--workspace', workspace];
  return spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
}

/** A workspace in which what comes before the command is done. */
export function prepared({ first = [] }: Victim): string {
  const workspace = mkdtempSync(join(tmpdir(), 'sla-kill-'));
  cpSync(join(packageRoot(), 'fixtures', 'scenarios', 'by-hand'), workspace, { recursive: true });
  for (const line of first) sla(workspace, line);
  return workspace;
}

export interface Undisturbed {
  /** Changes to files that the command makes. */
  changes: number;
  /** How long it takes, milliseconds. */
  milliseconds: number;
  files: Record<string, string>;
}

/** What the command leaves when nobody kills it. */
export function undisturbed(victim: Victim, origin: string): Undisturbed {
  const workspace = copyOf(origin);
  const counter = join(workspace, 'changes');
  const begun = performance.now();
  const { status, stderr } = sla(workspace, victim.line, { KILL_COUNT: counter });
  if (status === null || status > 1) throw new Error(stderr);
  const milliseconds = performance.now() - begun;
  const changes = Number(readFileSync(counter, 'utf8'));
  rmSync(counter);
  const files = hashes(workspace);
  rmSync(workspace, { recursive: true, force: true });
  return { changes, milliseconds, files };
}

/** What differs after a kill at the n-th change, or after so many milliseconds, and one more run; empty: nothing. */
export async function afterKill(
  victim: Victim,
  origin: string,
  expected: Undisturbed,
  when: { change: number } | { milliseconds: number },
): Promise<string[]> {
  const workspace = copyOf(origin);
  try {
    if ('change' in when) sla(workspace, victim.line, { KILL_AT: String(when.change) });
    else await killedAfter(workspace, victim.line, when.milliseconds);
    const { status, stderr } = sla(workspace, victim.line);
    if (status === null || status > 1) return [`the next run ends with ${status}: ${stderr.split('\n')[0]}`];
    const found = hashes(workspace);
    const names = [...new Set([...Object.keys(found), ...Object.keys(expected.files)])].sort();
    return names.filter((name) => found[name] !== expected.files[name]);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

async function killedAfter(workspace: string, line: readonly string[], milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [program, ...line, '--quiet', '--workspace', workspace], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await new Promise((done) => child.on('close', done));
  clearTimeout(timer);
}

function copyOf(origin: string): string {
  const workspace = mkdtempSync(join(tmpdir(), 'sla-kill-'));
  cpSync(origin, workspace, { recursive: true });
  return workspace;
}

/** Of every file below a folder, by name. The warehouse is told by its name alone: its bytes are the engine's own. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile() || entry.name.startsWith('.sla'))
      .map((entry): [string, string] => {
        const path = join(entry.parentPath, entry.name);
        const name = path.slice(folder.length + 1);
        const isOwn = entry.isFile() && !name.startsWith('warehouse.duckdb');
        return [name, isOwn ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'there'];
      }),
  );
}
