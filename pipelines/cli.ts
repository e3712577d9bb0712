#!/usr/bin/env node
/**
 * The command line: arguments in, exit code out. The only file that prints, exits or reads the clock.
 */
import { CommanderError } from 'commander';
import type { Terminal } from './commands/command.ts';
import { createProgram } from './commands/createProgram.ts';
import { explainSystemError, formatProblem, SlaError } from './errors.ts';
import { printable, printableLine } from './printable.ts';
import type { Progress } from './run/prepareRun.ts';
import { patience } from './warehouse/patience.ts';

const now = Math.floor(Date.now() / 1000);
const { SLA_WAIT_SECONDS: wait } = process.env;
if (wait !== undefined && /^\d+$/.test(wait)) patience.seconds = Number(wait);

function openTerminal(isQuiet: boolean): Terminal {
  return {
    now,
    say: (line) => process.stdout.write(`${printable(line)}\n`),
    write: (content) => process.stdout.write(content),
    tell: (line) => {
      if (!isQuiet) complain(line);
    },
    withProgress:
      !isQuiet && process.stderr.isTTY ? withBar : async (work) => await work(isQuiet ? () => undefined : news),
  };
}

const news: Progress = (step, _done, _total, isNews) => {
  if (isNews) complain(step);
};

const withBar: Terminal['withProgress'] = async (work) => {
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {step}', stream: process.stderr, hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.shades_grey,
  );
  bar.start(1, 0, { step: '' });
  try {
    return await work((step, done, total) => {
      if (total !== undefined) bar.setTotal(total);
      bar.update(done ?? 0, { step: printableLine(step) });
    });
  } finally {
    bar.stop();
  }
};

function complain(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Mistakes of input and use are explained; anything else is a bug and keeps its stack. */
function explain(error: unknown): number {
  // The parser has said what was wrong, or printed the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SlaError) {
    complain(error.message);
    return error.exitCode;
  }
  const system = explainSystemError(error);
  if (system) {
    complain(formatProblem(system));
    return 2;
  }
  complain('This is a bug in the program, not in your data. Nothing was written. Please report it with these lines:');
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes early (head) is no mistake.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// What waits for something that never comes leaves Node with nothing to do: it would end as if all were well.
process.exitCode = 2;
let isDone = false;
process.on('exit', () => {
  if (!isDone && process.exitCode === 2) complain(unended);
});
const unended =
  'This is a bug in the program: it came to no end, and said nothing. What was written before is as it was. Please report the command, and the file that it had before it.';
const program = createProgram(async (command, given) => {
  process.exitCode = await command.run(given, openTerminal(given['quiet'] === true));
  isDone = true;
});
program.parseAsync(process.argv).catch((error: unknown) => {
  isDone = true;
  process.exitCode = explain(error);
});
