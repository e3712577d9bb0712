/**
 * What went wrong, said so that a service manager can act on it.
 *
 * Anything the user can mend is an {@link SlaError}. Every other exception is a bug and keeps its stack.
 */

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
  const lines = [what];
  if (where) lines.push(`  where  ${where}`);
  if (fix) lines.push(`  fix    ${fix.replaceAll('\n', '\n         ')}`);
  if (state) lines.push(state);
  return lines.join('\n');
}
