/** Which severity a ticket had when, and which of them a measure is judged by. */
import type { Policies, SeverityTerms } from '../contract/Contract.ts';
import type { Fact } from './readHistory.ts';
import type { Remark, TicketHistory } from './TicketHistory.ts';

/** A severity from an instant on; the first holds from the beginning of time. */
export interface SeverityFrom {
  at: number;
  severity: string | null;
}

/**
 * The severities of a ticket, earliest first.
 *
 * - Without any severity_changed event (seen or not) the snapshot's severity holds throughout; if that is empty,
 *   the value of the opening.
 * - With one, the value of the opening holds first; if that is empty, the snapshot's.
 * - Each change (at <= as_of) holds from its instant on. Of several at one instant the last one loaded counts (by
 *   file, then row). A change without a value is reported and changes nothing.
 */
export function severityOverTime(
  history: TicketHistory,
  opened: Fact,
  changes: readonly Fact[],
): { severities: SeverityFrom[]; remarks: Remark[] } {
  const hasChanges = history.events.some(({ event }) => event === 'severity_changed');
  const initial = hasChanges ? (opened.value ?? history.severity) : (history.severity ?? opened.value);
  const severities: SeverityFrom[] = [{ at: Number.NEGATIVE_INFINITY, severity: initial }];
  const remarks: Remark[] = [];
  for (const { at, value, source } of changes) {
    if (value === null) {
      remarks.push({ kind: 'severity-unknown', of: 'change', source });
      continue;
    }
    const last = severities.at(-1)!;
    if (last.at !== at) severities.push({ at, severity: value });
    else last.severity = value;
  }
  return { severities, remarks };
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
