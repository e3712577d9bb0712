#!/usr/bin/env node
/**
 * The command line: arguments in, exit code out. The only file that prints, exits or reads the clock.
 *
 * Each command is imported when it is called: what a command does not need (fonts, charts, the database) is not read.
 */
import { relative } from 'node:path';
import { CommanderError } from 'commander';
import { describeFindings, needsAttention } from './commands/findings.ts';
import { createProgram, type Globals, type Handlers } from './commands/program.ts';
import type { WrittenReport } from './commands/writeReport.ts';
import { SlaError } from './errors.ts';
import type { Progress } from './run/prepareRun.ts';

const now = Math.floor(Date.now() / 1000);

const handlers: Handlers = {
  init: async (folder) => {
    const { init } = await import('./commands/init.ts');
    for (const file of init(folder)) say(relative(process.cwd(), file));
    tell('Change contract.yaml, put exports into exports/, then run: sla check --workspace ' + folder);
    return 0;
  },
  load: async (files, isExplained, globals) => {
    if (isExplained) {
      const { explain } = await import('./commands/explain.ts');
      for (const text of await explain(globals.workspace, files)) say(text);
      return 0;
    }
    const { load, describeLoad } = await import('./commands/load.ts');
    const report = await withProgress(globals, (progress) =>
      load({ workspace: globals.workspace, now, progress }, files),
    );
    for (const line of describeLoad(report)) say(line);
    return report.loaded.some(({ rejected }) => rejected > 0) ? 1 : 0;
  },
  check: async (period, globals) => {
    const { check } = await import('./commands/check.ts');
    const request = { ...(await base(globals)), period };
    const run = await withProgress(globals, (progress) => check({ ...request, progress }));
    run.warehouse.close();
    for (const line of describeFindings(run, globals.lang ?? 'en', 20)) say(line);
    tell(
      `${run.periods.period.id}: ${run.findings.length === 0 ? 'nothing found' : `${run.findings.length} kinds of findings`}`,
    );
    return needsAttention(run) ? 1 : 0;
  },
  monthly: async (period, globals) => {
    const { monthly } = await import('./commands/monthly.ts');
    const request = await reportRequest(globals, period);
    const written = await withProgress(globals, (progress) => monthly({ ...request, progress }));
    return reportWritten(written, globals);
  },
  quarterly: async (period, globals) => {
    const { quarterly } = await import('./commands/quarterly.ts');
    const request = await reportRequest(globals, period);
    const written = await withProgress(globals, (progress) => quarterly({ ...request, progress }));
    return reportWritten(written, globals);
  },
  figures: async (period, format, globals) => {
    const { figures, writeFigures } = await import('./commands/figures.ts');
    const request = { ...(await base(globals)), period };
    const { run, content } = await withProgress(globals, (progress) => figures({ ...request, progress }, format));
    if (globals.out === null) process.stdout.write(content);
    else say(relative(process.cwd(), writeFigures(globals.out, run.periods.period.id, format, content)));
    return needsAttention(run) ? 1 : 0;
  },
  audit: async (what, service, format, globals) => {
    const { audit, auditSubject } = await import('./commands/audit.ts');
    const request = { ...(await base(globals)), format, language: globals.lang, out: globals.out };
    const { output, missingGlyphs, exitCode } = await withProgress(globals, (progress) =>
      audit({ ...request, progress }, auditSubject(what, service)),
    );
    process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
    tellMissingGlyphs(missingGlyphs);
    return exitCode;
  },
  verify: async (manifest, globals) => {
    const { verify } = await import('./commands/verify.ts');
    const { manifest: found, differences } = await withProgress(globals, (progress) =>
      verify({ workspace: globals.workspace, now, progress }, manifest, globals.lang ?? 'en'),
    );
    for (const line of differences) say(line);
    tell(
      `${found.period} version ${found.version}: ${differences.length === 0 ? 'every figure, source and file is as it was written' : `${differences.length} differences`}`,
    );
    return differences.length === 0 ? 0 : 1;
  },
};

/** Says where the report is and what its reader should know; exit code 1 when the data needs attention. */
function reportWritten(written: WrittenReport, { quiet, lang }: Globals): number {
  say(relative(process.cwd(), written.pdf) || written.pdf);
  if (!quiet) {
    const kept =
      written.supersedes === null ? '' : `; version ${written.supersedes} is kept in v${written.supersedes}/`;
    tell(`version ${written.version}, ${written.pages} pages${kept}`);
    tellMissingGlyphs(written.missingGlyphs);
    for (const line of describeFindings(written.run, lang ?? 'en', 3)) tell(line);
  }
  return needsAttention(written.run) ? 1 : 0;
}

function tellMissingGlyphs(glyphs: WrittenReport['missingGlyphs']): void {
  for (const { character, codePoint, times } of glyphs) {
    tell(`warning: no font has "${character}" (${codePoint}); printed as 〓, ${times} times`);
  }
}

async function base({ workspace, asOf }: Globals): Promise<{ workspace: string; asOf: number | null; now: number }> {
  return { workspace, asOf: asOf === null ? null : await parseInstant(asOf, workspace), now };
}

async function reportRequest(globals: Globals, period: string | null) {
  const { out, lang: language, charts } = globals;
  return { ...(await base(globals)), period, out, language, charts };
}

/** An instant of --as-of: ISO 8601 with an offset, or local to the contract's zone. */
async function parseInstant(text: string, workspace: string): Promise<number> {
  const [{ DateTime }, { readContract }] = await Promise.all([import('luxon'), import('./contract/readContract.ts')]);
  const { timezone } = readContract(workspace);
  const instant = DateTime.fromISO(text, { zone: timezone });
  if (instant.isValid) return Math.floor(instant.toSeconds());
  throw new SlaError({
    what: `"${text}" is no date and time.`,
    where: '--as-of',
    fix: "Write it as 2026-10-31T18:00:00+09:00, or 2026-10-31 for midnight in the contract's zone.",
    state: 'Nothing was done.',
  });
}

/** A progress bar on a terminal, nothing elsewhere. */
async function withProgress<T>({ quiet }: Globals, work: (progress: Progress) => Promise<T>): Promise<T> {
  if (quiet || !process.stderr.isTTY) return await work(() => undefined);
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {step}', stream: process.stderr, hideCursor: true, clearOnComplete: true },
    cliProgress.Presets.shades_grey,
  );
  bar.start(1, 0, { step: '' });
  try {
    return await work((step, done, total) => {
      if (total !== undefined) bar.setTotal(total);
      bar.update(done ?? 0, { step });
    });
  } finally {
    bar.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Mistakes of input and use are explained; anything else is a bug and keeps its stack. */
function explain(error: unknown): number {
  // The parser has said what was wrong, or printed the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SlaError) {
    tell(error.message);
    return error.exitCode;
  }
  tell('This is a bug in the program, not in your data. Nothing was written. Please report it with these lines:');
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes early (head) is no mistake.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const program = createProgram(handlers, (code) => {
  process.exitCode = code;
});
program.parseAsync(process.argv).catch((error: unknown) => {
  process.exitCode = explain(error);
});
