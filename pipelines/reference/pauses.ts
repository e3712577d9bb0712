/** When a ticket was paused, and for what reason. A ticket has one pause state, whatever its measures. */

import type { Exclusion } from '../contract/Contract.ts';
import type { Fact, Facts } from './readHistory.ts';
import type { Segment } from './segmentsAndCycles.ts';
import type { Remark } from './TicketHistory.ts';

/** A stretch of pause with one reason; `endedBy` is what ended it or changed its reason, null while it lasts. */
export interface Pause {
  from: number;
  to: number;
  reason: string | null;
  startedBy: Fact;
  endedBy: Fact | null;
  /** The approved exclusion that stops the clock here; null for a pause of the ticket itself. */
  exclusion?: Exclusion;
}

/**
 * The pauses of a ticket, earliest first, not overlapping. Facts are taken as they happened: `paused` begins one, or while
 * paused changes its reason; resumed, resolved, closed and a reopening that counts end it. (restored does not.) What
 * begins and ends in one second is none.
 *
 * A pause that never ends runs to `asOf` (and no further than the measure's own stop, see steps.ts).
 */
export function pausesOf(
  { facts }: Facts,
  segments: readonly Segment[],
  asOf: number,
): { pauses: Pause[]; remarks: Remark[] } {
  const pauses: Pause[] = [];
  const remarks: Remark[] = [];
  const reopenings = new Set(segments.map(({ startedBy }) => startedBy));
  let current: Pause | null = null;
  const end = (at: number, endedBy: Fact | null) => {
    if (current && current.from < at) pauses.push({ ...current, to: at, endedBy });
    current = null;
  };
  for (const fact of facts) {
    if (fact.event === 'paused') {
      const before: Pause | null = current;
      if (before) remarks.push(pausedTwice(fact, before));
      if (before && before.reason === fact.value) continue;
      end(fact.at, fact);
      current = { from: fact.at, to: asOf, reason: fact.value, startedBy: fact, endedBy: null };
    } else if (
      ['resumed', 'resolved', 'closed'].includes(fact.event) ||
      (fact.event === 'reopened' && reopenings.has(fact))
    )
      end(fact.at, fact);
  }
  const last = current as Pause | null;
  if (last) {
    remarks.push({ kind: 'pause-without-end', at: last.from, asOf, source: last.startedBy.source });
  }
  end(asOf, null);
  return { pauses, remarks };
}

function pausedTwice(mark: Fact, before: Pause): Remark {
  return { kind: 'pause-within-pause', at: mark.at, since: before.from, source: mark.source };
}

/**
 * Pauses together with the approved exclusions of parts of the ticket's life, cut at `asOf`: where both cover an instant, the
 * exclusion does. An exclusion without an end lasts.
 */
export function withExclusions(
  pauses: readonly Pause[],
  exclusions: readonly Exclusion[],
  { opened }: Facts,
  asOf: number,
): Pause[] {
  let standing = [...pauses];
  for (const exclusion of exclusions) {
    const from = exclusion.from ?? opened.at;
    const to = Math.min(exclusion.to ?? asOf, asOf);
    if (from >= to) continue;
    const around = standing.flatMap((pause) =>
      [
        { ...pause, to: Math.min(pause.to, from) },
        { ...pause, from: Math.max(pause.from, to) },
      ].filter((piece) => piece.from < piece.to),
    );
    standing = [...around, { from, to, reason: null, startedBy: opened, endedBy: null, exclusion }];
  }
  return standing.sort((a, b) => a.from - b.from);
}
