/** Met, breached or still running, and when that became known. */
import type { Cycle } from './segmentsAndCycles.ts';
import type { Verdict } from './TicketHistory.ts';

export interface Decision {
  verdict: Verdict;
  decidedAt: number | null;
}

/**
 * Met if and only if it stopped at or before the due instant; a clock that still runs is breached once as_of is past it,
 * unless it stands still since a moment at or before it.
 *
 * Known at the stop if met; at the due instant if breached, or when the ticket was raised to a severity by which it
 * was late already. A reopening before the due instant moves it behind itself, one after a breach changes nothing.
 */
export function decide(
  cycle: Cycle,
  due: number,
  asOf: number,
  { isStanding, raisedAt }: { isStanding: boolean; raisedAt: number | null },
): Decision {
  const stop = cycle.stoppedBy?.at ?? null;
  if (stop === null && (isStanding || asOf <= due)) return { verdict: 'running', decidedAt: null };
  if (stop !== null && stop <= due) return { verdict: 'met', decidedAt: stop };
  return { verdict: 'breached', decidedAt: Math.max(due, raisedAt ?? due) };
}
