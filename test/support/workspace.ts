/** Workspaces in temporary folders, and the program run on them as its users run it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProgram } from '../../pipelines/commands/createProgram.ts';
import { SlaError } from '../../pipelines/errors.ts';
import { packageRoot } from '../../pipelines/packageRoot.ts';

/** A new folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sla-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a folder below fixtures/, without what runs have left in it. */
export function copyOfFixture(name: string): string {
  const target = temporaryFolder();
  const source = join(packageRoot(), 'fixtures', name);
  for (const entry of readdirSync(source)) {
    if (entry !== 'reports' && !entry.startsWith('warehouse.duckdb'))
      cpSync(join(source, entry), join(target, entry), { recursive: true });
  }
  return target;
}

/** Writes files below a folder: relative path to content. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `sla` as a process of its own. */
export function sla(args: string[], { cwd, env = {} }: { cwd?: string; env?: Record<string, string> } = {}): Outcome {
  const program = join(packageRoot(), '.build', 'pipelines', 'cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: cwd ?? packageRoot(),
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status ?? -1, stdout, stderr };
}

/** Runs `sla` in this process: the same commands, without the second that a process of its own takes to start. */
export async function slaHere(args: string[], now = Math.floor(Date.now() / 1000)): Promise<Outcome> {
  const outcome: Outcome = { code: 0, stdout: '', stderr: '' };
  const program = createProgram(async (command, given) => {
    outcome.code = await command.run(given, {
      now,
      say: (line) => {
        outcome.stdout += `${line}\n`;
      },
      write: (content) => {
        outcome.stdout += content;
      },
      tell: (line) => {
        if (given['quiet'] !== true) outcome.stderr += `${line}\n`;
      },
      withProgress: async (work) => await work(() => undefined),
    });
  });
  try {
    await program.parseAsync(['node', 'sla', ...args]);
  } catch (error) {
    if (!(error instanceof SlaError)) throw error;
    outcome.stderr += `${error.message}\n`;
    outcome.code = error.exitCode;
  }
  return outcome;
}
