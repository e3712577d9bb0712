/**
 * What went wrong, said so that a service manager can act on it.
 *
 * Anything the user can mend is an {@link SlaError}. Every other exception is a bug and keeps its stack.
 */

import { printableLine } from './printable.ts';

/** Exit codes of the command line: 1 the data needs attention, 2 wrong use or unreadable input. */
export type ExitCode = 1 | 2;

export interface Problem {
  /** One sentence: what is wrong, with the offending value quoted. */
  what: string;
  /** Where: `exports/tickets.csv, row 48, column opened_at` or `contract.yaml, line 12, terms[0].effective_from`. */
  where?: string;
  /** How to mend it, with an example. */
  fix?: string;
  /** What the program did with the rest: `Nothing was loaded.` */
  state?: string;
}

/** A mistake in the input or in the use of a command; printed without a stack. */
export class SlaError extends Error {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  constructor(problems: Problem | readonly Problem[], exitCode: ExitCode = 2) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join('\n'));
    this.name = 'SlaError';
    this.problems = list;
    this.exitCode = exitCode;
  }
}

/**
 * Lays a problem out as the person at the terminal sees it:
 *
 *     Cannot read the ticket export: "31/02/2025" in column resolved_at is not a date and time.
 *       where  exports/tickets.csv, row 48
 *       fix    Correct the row, or the date format in sources.yaml.
 *     The row was set aside. Nothing else of the file was changed.
 */
export function formatProblem({ what, where, fix, state }: Problem): string {
  const lines = [printableLine(what)];
  if (where) lines.push(`  where  ${printableLine(where)}`);
  if (fix) lines.push(`  fix    ${fix.replaceAll('\n', '\n         ')}`);
  if (state) lines.push(state);
  return lines.join('\n');
}

/** What the system says of a file, and what can be done about it. */
const systemErrors: Record<string, { what: string; fix: string }> = {
  EACCES: {
    what: 'may not be read or written by the user who runs this.',
    fix: 'Give the user the right to it (ls -l shows whose it is), or run the command as the user who has it.',
  },
  EISDIR: { what: 'is a folder, where a file is expected.', fix: 'Rename the folder, or put the file in its place.' },
  ENOTDIR: { what: 'is a file, where a folder is expected.', fix: 'Rename the file, or make the folder in its place.' },
  ENOENT: {
    what: 'is gone: it was there a moment ago.',
    fix: 'Run the command again, when nothing else moves or deletes files there.',
  },
  ENOSPC: { what: 'cannot be written: the disk is full.', fix: 'Make room on the disk, then run the command again.' },
  EDQUOT: { what: 'cannot be written: the quota is used up.', fix: 'Make room, then run the command again.' },
  EFBIG: { what: 'cannot be written: it would be larger than files may be.', fix: 'Raise the limit (ulimit -f).' },
  EROFS: { what: 'cannot be written: the disk is read-only.', fix: 'Choose another folder: --workspace, --out.' },
  ELOOP: { what: 'is a link that leads back to itself.', fix: 'Remove the link, or put the file in its place.' },
  ENAMETOOLONG: { what: 'has a name that is too long.', fix: 'Shorten the name, or choose a folder less deep.' },
  EMFILE: { what: 'cannot be opened: too many files are open.', fix: 'Raise the limit (ulimit -n).' },
  EIO: { what: 'cannot be read or written: the disk reports an error.', fix: 'Look at the disk; copy the file anew.' },
};
systemErrors['EPERM'] = systemErrors['EACCES']!;

/**
 * A file that cannot be read or written is a matter of disks and rights, not a bug: said in a sentence, whichever part of
 * the program met it. Null for any other error.
 */
export function explainSystemError(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const state = 'Reports that were written before are as they were; what was begun now is done by the next run.';
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const known = code === undefined ? undefined : systemErrors[code];
  if (known) return { what: `${path ?? dest ?? 'A file'} ${known.what}`, fix: known.fix, state };
  // What DuckDB writes has no code.
  const [line = ''] = error.message.split('\n');
  if (/No space left on device|Disk quota exceeded|could not write all bytes/i.test(line))
    return {
      what: `The warehouse cannot be written: the disk is full (${line})`,
      fix: systemErrors['ENOSPC']!.fix,
      state,
    };
  if (/^Out of Memory Error/.test(line))
    return {
      what: `There is not enough memory: ${line}`,
      fix: 'Close other programs, or load fewer exports at a time.',
      state,
    };
  return null;
}
