/** Which severity a ticket had when, and which of them a measure is judged by. */
import type { Policies, SeverityTerms } from '../contract/Contract.ts';
import type { Fact, Facts } from './readHistory.ts';
import type { Remark, TicketHistory } from './TicketHistory.ts';

/** A severity from an instant on; the first holds from the beginning of time. */
export interface SeverityFrom {
  at: number;
  severity: string | null;
  /** The change itself; null for the severity at the beginning. */
  changedBy: Fact | null;
}

/**
 * The severities of a ticket, as they changed.
 *
 * - The value of the opening holds first; without one, the snapshot's.
 * - Each change (before as_of) holds from its instant on. A change without a value is reported and changes nothing.
 */
export function severityOverTime(
  history: TicketHistory,
  { opened, facts }: Facts,
): { severities: SeverityFrom[]; remarks: Remark[] } {
  const initial = opened.value ?? history.severity;
  const severities: SeverityFrom[] = [{ at: Number.NEGATIVE_INFINITY, severity: initial, changedBy: null }];
  const remarks: Remark[] = [];
  for (const fact of facts.filter(({ event }) => event === 'severity_changed')) {
    if (fact.value !== null) severities.push({ at: fact.at, severity: fact.value, changedBy: fact });
    else remarks.push({ kind: 'severity-unknown', of: 'change', source: fact.source });
  }
  return { severities, remarks };
}

/**
 * The severities that a clock met until it was stopped (or all that are known while it runs), the first of them from the
 * beginning of time. Of several changes in one second only the last one before the stop ever held.
 */
export function metUntil(
  severities: readonly SeverityFrom[],
  facts: readonly Fact[],
  stoppedBy: Fact | null,
): SeverityFrom[] {
  const stop = stoppedBy ? facts.indexOf(stoppedBy) : facts.length;
  const met = severities.filter(({ changedBy }) => changedBy === null || facts.indexOf(changedBy) < stop);
  return met.filter(({ at }, index) => met[index + 1]?.at !== at);
}

/** Whether two names of a severity are the same: exports do not keep to the contract's capitals. */
export function isSameSeverity(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** The severity after all changes at or before `at`. */
export function severityAt(severities: readonly SeverityFrom[], at: number): string | null {
  return severities.findLast((change) => change.at <= at)!.severity;
}

/**
 * The severity that judges a clock that started at `start`, looked at at `until` (its stop, or as_of):
 * the last, the first, or the most severe one held in [start, until]. Names that the terms do not know rank last.
 */
export function judgedSeverity(
  severities: readonly SeverityFrom[],
  policy: Policies['severity_change'],
  terms: readonly SeverityTerms[],
  start: number,
  until: number,
): string | null {
  if (policy === 'final') return severityAt(severities, until);
  if (policy === 'initial') return severityAt(severities, start);
  const rank = (name: string | null) =>
    terms.find((severity) => isSameSeverity(severity.name, name))?.rank ?? Number.POSITIVE_INFINITY;
  const held = [
    severityAt(severities, start),
    ...severities.filter(({ at }) => start < at && at <= until).map(({ severity }) => severity),
  ];
  return held.reduce((highest, severity) => (rank(severity) < rank(highest) ? severity : highest));
}

/**
 * When a clock that started at `start` came to be judged by `severity`, and was ever since until `until`;
 * null if it was from the start, or is not at `until`.
 */
export function raisedAt(
  severity: string,
  severities: readonly SeverityFrom[],
  policy: Policies['severity_change'],
  terms: readonly SeverityTerms[],
  start: number,
  until: number,
): number | null {
  const instants = [start, ...severities.map(({ at }) => at).filter((at) => start < at && at <= until)];
  const before = instants.findLastIndex(
    (at) => !isSameSeverity(judgedSeverity(severities, policy, terms, start, at), severity),
  );
  return before === -1 ? null : (instants[before + 1] ?? null);
}
