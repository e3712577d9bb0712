/** When a ticket was paused, and for what reason. A ticket has one pause state, whatever its measures. */

import type { Fact, Facts } from './readHistory.ts';
import type { Remark } from './TicketHistory.ts';

/** A stretch of pause with one reason; `endedBy` is what ended it or changed its reason, null while it lasts. */
export interface Pause {
  from: number;
  to: number;
  reason: string | null;
  startedBy: Fact;
  endedBy: Fact | null;
}

/**
 * The pauses of a ticket, earliest first, not overlapping. Marks are taken instant by instant:
 *
 * - `paused` alone, or with a resolved, closed or reopened at the same instant: paused from here on. Of several reasons
 *   at one instant the last by text counts. While paused already, only the reason changes.
 * - `resumed`, resolved, closed or reopened alone: not paused. (restored does not end a pause.)
 * - `paused` and `resumed` at the same instant: a pause that lasts goes on with the new reason; else nothing.
 *
 * A pause that never ends runs to `asOf` (and no further than the measure's own stop, see steps.ts).
 */
export function pausesOf(facts: Facts, asOf: number): { pauses: Pause[]; remarks: Remark[] } {
  const pauses: Pause[] = [];
  const remarks: Remark[] = [];
  let current: Pause | null = null;
  const end = (at: number, endedBy: Fact | null) => {
    if (current && current.from < at) pauses.push({ ...current, to: at, endedBy });
    current = null;
  };
  for (const marks of byInstant(facts)) {
    const starts = marks
      .filter(({ event }) => event === 'paused')
      .sort((a, b) => ((a.value ?? '').toLowerCase() < (b.value ?? '').toLowerCase() ? -1 : 1));
    const mark = starts.at(-1);
    const resumed = marks.some(({ event }) => event === 'resumed');
    const ender = marks.find(({ event }) => event !== 'paused');
    if (!mark) end(marks[0]!.at, ender!);
    else if (resumed && !current) continue;
    else {
      const before: Pause | null = current;
      if (before && !ender) remarks.push(pausedTwice(mark, before));
      if (before && before.reason === mark.value) continue;
      end(mark.at, mark);
      current = { from: mark.at, to: asOf, reason: mark.value, startedBy: mark, endedBy: null };
    }
  }
  const last = current as Pause | null;
  if (last) {
    remarks.push({ kind: 'pause-without-end', at: last.from, asOf, source: last.startedBy.source });
  }
  end(asOf, null);
  return { pauses, remarks };
}

/** Pause marks grouped by instant, earliest first. */
function byInstant(facts: Facts): Fact[][] {
  const marks = [...facts.paused, ...facts.resumed, ...facts.resolved, ...facts.closed, ...facts.reopened];
  const instants = [...new Set(marks.map(({ at }) => at))].sort((a, b) => a - b);
  return instants.map((instant) => marks.filter(({ at }) => at === instant));
}

function pausedTwice(mark: Fact, before: Pause): Remark {
  return { kind: 'pause-within-pause', at: mark.at, since: before.from, source: mark.source };
}
