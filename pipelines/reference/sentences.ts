/** The words of steps and remarks. */
import type { TicketEventKind } from './TicketHistory.ts';

/** Why the clock stands still during a pause. */
export function pauseSentence(reason: string | null): string {
  return reason === 'client' || reason === 'vendor'
    ? `waiting for the ${reason} (paused)`
    : `paused (${reason ?? 'no reason given'})`;
}

/** Why the clock runs, by what set it going. */
export function runningSentence(startedBy: TicketEventKind): string {
  if (startedBy === 'opened') return 'running since the ticket was opened';
  if (startedBy === 'reopened') return 'running since the ticket was reopened';
  return startedBy === 'resumed'
    ? 'running again after the pause'
    : `running again: the pause ended when the ticket was ${startedBy}`;
}
