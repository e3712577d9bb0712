/** The life of one clock as a row of stretches: running, paused, or stood resolved. Opening hours come later (steps.ts). */
import type { Exclusion } from '../contract/Contract.ts';
import type { SourceRow } from './exported.ts';
import type { Pause } from './pauses.ts';
import type { Fact } from './readHistory.ts';
import type { StepReason } from './reasons.ts';
import type { Cycle } from './segmentsAndCycles.ts';

export interface Stretch {
  from: number;
  to: number;
  kind: 'running' | 'paused' | 'resolved';
  because: StepReason;
  /** The row that says so; null for what the agreement says. */
  source: SourceRow | null;
}

/**
 * Covers [start, end) without gap or overlap, where `end` is the stop, or as_of while the clock runs.
 *
 * Only pauses for the agreed `reasons` stop the clock, and respond never pauses; other pauses show as running, so that
 * the steps say why they did not help. An approved exclusion counts as an agreed pause. A pause counts inside the running stretches alone: time stood resolved wins.
 */
export function stretchesOf(
  cycle: Cycle,
  pauses: readonly Pause[],
  reasons: readonly string[],
  end: number,
): Stretch[] {
  const agreed = new Set(reasons.map((reason) => reason.toLowerCase()));
  const stretches: Stretch[] = [];
  const add = (
    from: number,
    to: number,
    kind: Stretch['kind'],
    because: StepReason,
    { source }: { source: SourceRow | null },
  ) => {
    if (from < to) stretches.push({ from, to, kind, because, source });
  };
  const run = (from: number, to: number, startedBy: Fact) => {
    let cursor = from;
    let cause = startedBy;
    for (const pause of cycle.measure === 'respond' ? [] : pauses) {
      const pausedFrom = Math.max(pause.from, from);
      const pausedTo = Math.min(pause.to, to);
      if (pausedFrom >= pausedTo) continue;
      const counts = pause.reason !== null && agreed.has(pause.reason.toLowerCase());
      add(cursor, pausedFrom, 'running', { kind: 'running', since: cause.event }, cause);
      if (pause.exclusion) add(pausedFrom, pausedTo, 'paused', excludedTime(pause.exclusion), { source: null });
      else if (counts) add(pausedFrom, pausedTo, 'paused', { kind: 'paused', by: pause.reason }, pause.startedBy);
      else add(pausedFrom, pausedTo, 'running', { kind: 'paused-in-vain', by: pause.reason }, pause.startedBy);
      cursor = pausedTo;
      cause = pause.endedBy ?? cause;
    }
    add(cursor, to, 'running', { kind: 'running', since: cause.event }, cause);
  };

  let startedBy = cycle.startedBy;
  for (const { stop, reopening } of cycle.resolvedSpans) {
    run(startedBy.at, stop.at, startedBy);
    add(stop.at, reopening.at, 'resolved', { kind: 'stood', event: stop.event }, stop);
    startedBy = reopening;
  }
  run(startedBy.at, end, startedBy);
  return stretches;
}

function excludedTime({ id, approved_by, reason }: Exclusion): StepReason {
  return { kind: 'excluded-time', id, approvedBy: approved_by, reason };
}
