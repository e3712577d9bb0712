/**
 * Cuts a ticket's life at its reopenings: into segments, which every measure shares, and into cycles, which are
 * judged on their own and which each measure counts for itself.
 */
import type { MeasureName, Policies } from '../contract/Contract.ts';
import type { Fact, Facts } from './readHistory.ts';
import type { Remark } from './TicketHistory.ts';

/** From the opening or a reopening to the next reopening. */
export interface Segment {
  startedBy: Fact;
  restored: Fact | null;
  resolved: Fact | null;
  closed: Fact | null;
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
 * otherwise there was nothing to reopen, and it is reported and left out. A stop at the very instant of a reopening
 * lies before it.
 */
export function segmentsOf(facts: Facts): { segments: Segment[]; remarks: Remark[] } {
  const segments: Segment[] = [];
  const remarks: Remark[] = [];
  let startedBy = facts.opened;
  for (const reopening of facts.reopened) {
    const segment = segmentBetween(facts, startedBy, reopening.at);
    if (segment.restored ?? segment.resolved ?? segment.closed) {
      segments.push(segment);
      startedBy = reopening;
    } else {
      remarks.push({ kind: 'reopened-without-stop', at: reopening.at, source: reopening.source });
    }
  }
  segments.push(segmentBetween(facts, startedBy, Number.POSITIVE_INFINITY));
  for (const { resolved, closed } of segments) {
    if (!closed || resolved) continue;
    remarks.push({ kind: 'closed-without-resolved', at: closed.at, source: closed.source });
  }
  return { segments, remarks };
}

/**
 * The cycles of one measure. A reopening begins a new one if the policy says `new-cycle` or it came later than
 * `within` after the ticket was resolved (else restored, else closed) - but a restore or resolve clock that had not
 * stopped cannot begin anew, it goes on.
 */
export function cyclesOf(
  measure: MeasureName,
  segments: readonly Segment[],
  facts: Facts,
  reopen: Policies['reopen'],
): Cycle[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    const before = groups.at(-1)?.at(-1);
    if (before && goesOn(measure, before, segment.startedBy, reopen)) groups.at(-1)!.push(segment);
    else groups.push([segment]);
  }
  return groups.map((group, index) => {
    const startedBy = group[0]!.startedBy;
    const stoppedBy = measure === 'respond' ? responseIn(facts, group[0]!, segments) : stopOf(measure, group.at(-1)!);
    return {
      measure,
      number: index + 1,
      startedBy,
      stoppedBy,
      resolvedSpans: measure === 'respond' ? [] : resolvedSpansOf(measure, group),
    };
  });
}

function segmentBetween(facts: Facts, startedBy: Fact, until: number): Segment {
  const first = (candidates: Fact[]) => firstBetween(candidates, facts, startedBy, until);
  return { startedBy, restored: first(facts.restored), resolved: first(facts.resolved), closed: first(facts.closed) };
}

/** What happened at the very instant of a reopening lies before it; at the opening, after it. */
function firstBetween(candidates: Fact[], { opened }: Facts, startedBy: Fact, until: number): Fact | null {
  const isAfter = (at: number) => (startedBy === opened ? at >= opened.at : at > startedBy.at);
  return candidates.find(({ at }) => isAfter(at) && at <= until) ?? null;
}

function goesOn(
  measure: MeasureName,
  before: Segment,
  reopening: Fact,
  { mode, within_seconds }: Policies['reopen'],
): boolean {
  if (measure !== 'respond' && !stopOf(measure, before)) return true;
  const base = (before.resolved ?? before.restored ?? before.closed)!;
  return mode === 'continue' && reopening.at - base.at <= within_seconds;
}

/** restore stops when restored, else resolved, else closed; resolve when resolved, else closed. */
function stopOf(measure: MeasureName, { restored, resolved, closed }: Segment): Fact | null {
  return measure === 'restore' ? (restored ?? resolved ?? closed) : (resolved ?? closed);
}

/**
 * The first response in the segment that begins the cycle, else the first stop of any kind in it. A reopening through
 * which the clock would go on changes nothing: the call was answered.
 */
function responseIn(facts: Facts, first: Segment, segments: readonly Segment[]): Fact | null {
  const { startedBy, restored, resolved, closed } = first;
  const until = segments[segments.indexOf(first) + 1]?.startedBy.at ?? Number.POSITIVE_INFINITY;
  const response = firstBetween(facts.responded, facts, startedBy, until);
  const stops = [restored, resolved, closed].filter((stop) => stop !== null);
  return response ?? stops.sort((a, b) => a.at - b.at)[0] ?? null;
}

function resolvedSpansOf(measure: MeasureName, group: Segment[]): Cycle['resolvedSpans'] {
  return group.slice(1).flatMap(({ startedBy }, index) => {
    const stop = stopOf(measure, group[index]!);
    return stop ? [{ stop, reopening: startedBy }] : [];
  });
}
