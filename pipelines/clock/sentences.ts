/** The words of steps and remarks: how instants are written and what a state is called. */
import type { TicketEventKind } from './TicketHistory.ts';

/** `2026-10-13T09:00:00Z` for epoch seconds. */
export function utc(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

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
