/** Met, breached or still running, and when that became known. */
import type { Cycle } from './segmentsAndCycles.ts';
import type { Verdict } from './TicketHistory.ts';

export interface Decision {
  verdict: Verdict;
  decidedAt: number | null;
}

/**
 * Met if and only if it stopped at or before the due instant; a clock that still runs is breached once as_of is past it.
 *
 * Known at the stop if met, at the due instant if breached. A reopening before the due instant moves it behind itself,
 * one after a breach changes nothing.
 */
export function decide(cycle: Cycle, due: number, asOf: number): Decision {
  const stop = cycle.stoppedBy?.at ?? null;
  const verdict = (stop ?? asOf) > due ? 'breached' : stop === null ? 'running' : 'met';
  if (verdict === 'running') return { verdict, decidedAt: null };
  return { verdict, decidedAt: verdict === 'met' ? stop : due };
}
