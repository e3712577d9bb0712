/**
 * Cuts a ticket's life at its reopenings: into segments, which every measure shares, and into cycles, which are
 * judged on their own.
 */
import type { MeasureName, Policies } from '../contract/Contract.ts';
import type { Fact, Facts } from './readHistory.ts';
import type { Remark } from './TicketHistory.ts';

/** From the opening or a reopening to the next reopening: the first of each kind that happened in it. */
export interface Segment {
  startedBy: Fact;
  responded: Fact | null;
  restored: Fact | null;
  resolved: Fact | null;
  closed: Fact | null;
  /** The first of the last three. */
  stopped: Fact | null;
  /** What ended it; null for the last one. */
  reopenedBy: Fact | null;
}

/** One clock of one measure: from its start to its stop, with the stretches that it stood resolved in between. */
export interface Cycle {
  measure: MeasureName;
  /** 1, 2, 3 ... */
  number: number;
  startedBy: Fact;
  stoppedBy: Fact | null;
  /** Stopped at `stop`, going on at `reopening`. Not for respond, which never pauses. */
  resolvedSpans: { stop: Fact; reopening: Fact }[];
}

/**
 * The segments of a ticket. A reopening ends the current segment if the ticket was restored, resolved or closed in it;
 * otherwise there was nothing to reopen, and it is reported and left out.
 */
export function segmentsOf({ opened, facts }: Facts): { segments: Segment[]; remarks: Remark[] } {
  const begin = (startedBy: Fact): Segment => ({
    startedBy,
    responded: null,
    restored: null,
    resolved: null,
    closed: null,
    stopped: null,
    reopenedBy: null,
  });
  const segments = [begin(opened)];
  const remarks: Remark[] = [];
  for (const fact of facts) {
    const segment = segments.at(-1)!;
    if (fact.event === 'reopened') {
      if (segment.stopped) {
        segment.reopenedBy = fact;
        segments.push(begin(fact));
        continue;
      }
      remarks.push({ kind: 'reopened-without-stop', at: fact.at, source: fact.source });
    } else if (isMark(fact.event)) {
      segment[fact.event] ??= fact;
      if (fact.event !== 'responded') segment.stopped ??= fact;
    }
  }
  for (const { resolved, closed } of segments) {
    if (!closed || resolved) continue;
    remarks.push({ kind: 'closed-without-resolved', at: closed.at, source: closed.source });
  }
  return { segments, remarks };
}

function isMark(event: string): event is 'responded' | 'restored' | 'resolved' | 'closed' {
  return ['responded', 'restored', 'resolved', 'closed'].includes(event);
}

/** restore stops when restored, else resolved, else closed; resolve when resolved, else closed. */
function stopOf(measure: MeasureName, { restored, resolved, closed }: Segment): Fact | null {
  return measure === 'restore' ? (restored ?? resolved ?? closed) : (resolved ?? closed);
}

/**
 * Whether the reopening behind a segment begins anew what had stopped: by the policy `new-cycle`, or because it came later
 * than `within` after the ticket was resolved (else restored, else closed).
 */
export function beginsAnew(
  { restored, resolved, closed, reopenedBy }: Segment,
  { mode, within_seconds }: Policies['reopen'],
): boolean {
  const base = resolved ?? restored ?? closed;
  if (!base || !reopenedBy) return false;
  return mode === 'new-cycle' || reopenedBy.at - base.at > within_seconds;
}

/**
 * The clocks of the call, one for each reopening that begins anew: stopped by the first response in the segment that begins
 * it, else by the first stop of any kind in it. A reopening through which the clock would go on changes nothing: the call
 * was answered.
 *
 * @param policy what a reopening does to a cycle that was begun so
 */
export function responseCycles(segments: readonly Segment[], policy: (startedBy: Fact) => Policies['reopen']): Cycle[] {
  const starts: Segment[] = [];
  for (const [index, segment] of segments.entries()) {
    const before = segments[index - 1];
    if (!before || beginsAnew(before, policy(starts.at(-1)!.startedBy))) starts.push(segment);
  }
  return starts.map((segment, index) => ({
    measure: 'respond',
    number: index + 1,
    startedBy: segment.startedBy,
    stoppedBy: segment.responded ?? segment.stopped,
    resolvedSpans: [],
  }));
}

/** A completion over some segments: it went on through each reopening between them, and stopped in the last or not yet. */
export function completionCycle(measure: 'restore' | 'resolve', number: number, group: readonly Segment[]): Cycle {
  return {
    measure,
    number,
    startedBy: group[0]!.startedBy,
    stoppedBy: stopOf(measure, group.at(-1)!),
    resolvedSpans: group.slice(1).flatMap(({ startedBy }, index) => {
      const stop = stopOf(measure, group[index]!);
      return stop ? [{ stop, reopening: startedBy }] : [];
    }),
  };
}
