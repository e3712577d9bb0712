/**
 * Runs a measured step in a process of its own.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StepResult } from './step.ts';

export function runStep(step: string, path: string): StepResult {
  return runScript(fileURLToPath(new URL('./step.js', import.meta.url)), [step, JSON.stringify({ path })]);
}

/** @throws Error with what the process printed when it fails. */
export function runScript(script: string, args: string[], cwd?: string): StepResult {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as StepResult;
}
