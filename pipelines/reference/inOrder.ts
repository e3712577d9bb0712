/** The order in which the facts of a ticket happened, also of those that fall on one second. */
import type { TicketEventKind } from './exported.ts';

/** What the order rests on: the instant, and the kind. */
interface Placed {
  at: number;
  event: TicketEventKind;
}

/** What has stopped since the opening or the last reopening, and whether the ticket waits. */
interface Standing {
  stopped: Set<TicketEventKind>;
  isPaused: boolean;
}

/**
 * Facts as they happened. They come in the order of files and rows, columns last; that order holds inside a second too,
 * but for what cannot have happened yet: of the facts of one second the first that can happen then is next, and where none
 * can, the first. So a resolved ticket is reopened before it is resolved again, and a waiting one resumed before it waits
 * anew. The opening is the first fact of its second.
 */
export function inOrder<T extends Placed>(facts: readonly T[], opened: T): T[] {
  const ordered: T[] = [];
  const standing: Standing = { stopped: new Set(), isPaused: false };
  const rest = facts
    .filter((fact) => fact !== opened)
    .map((fact, index) => ({ fact, index }))
    .sort((a, b) => a.fact.at - b.fact.at || a.index - b.index)
    .map(({ fact }) => fact);
  const later = rest.findIndex(({ at }) => at >= opened.at);
  rest.splice(later === -1 ? rest.length : later, 0, opened);
  while (rest.length > 0) {
    const second = rest.filter(({ at }) => at === rest[0]!.at);
    const isOpening = second.includes(opened);
    const next = isOpening ? opened : (second.find(({ event }) => canHappen(event, standing)) ?? second[0]!);
    rest.splice(rest.indexOf(next), 1);
    happen(next.event, standing);
    ordered.push(next);
  }
  return ordered;
}

function canHappen(event: TicketEventKind, { stopped, isPaused }: Standing): boolean {
  if (event === 'reopened') return stopped.size > 0;
  if (event === 'paused') return !isPaused;
  if (event === 'resumed') return isPaused;
  return !stopped.has(event);
}

function happen(event: TicketEventKind, standing: Standing): void {
  if (event === 'reopened') {
    if (standing.stopped.size === 0) return;
    standing.stopped.clear();
    standing.isPaused = false;
  } else if (event === 'paused') standing.isPaused = true;
  else if (event === 'resumed') standing.isPaused = false;
  else if (event === 'restored') standing.stopped.add(event);
  else if (event === 'resolved' || event === 'closed') {
    standing.stopped.add(event);
    standing.isPaused = false;
  }
}
