/** Icinga DB: the percentage of get_sla_ok_percent, as its reporting module prints it. */
import { SlaError } from '../../errors.ts';
import { percentRounded, type Ratio, ratio } from '../ratio.ts';
import type { Span } from '../ServiceEvidence.ts';
import type { MonitorData, MonitorFigure } from './MonitorFigure.ts';

export type IcingaState = 'ok' | 'warning' | 'critical' | 'unknown' | 'pending';

export interface IcingaHistory {
  window: Span;
  /** Hard state changes, in any order, also before the window. */
  events: { at: number; state: IcingaState; previousState: IcingaState }[];
  /** The state now, used when there is no history at all. */
  currentState: IcingaState | null;
  downtimes: readonly Span[];
}

/** The figure from our evidence: Icinga knows state changes only, so a gap keeps the last state. */
export function icinga({ window, states, maintenance }: MonitorData): MonitorFigure {
  const changes = [...states].sort((a, b) => a.from - b.from).filter(({ state }) => state !== 'unknown');
  const name = (index: number): IcingaState =>
    index < 0 ? 'pending' : changes[index]!.state === 'up' ? 'ok' : 'critical';
  const events = changes.map(({ from }, index) => ({ at: from, state: name(index), previousState: name(index - 1) }));
  const exact = icingaSlaOk({ window, events, currentState: null, downtimes: maintenance });
  return {
    monitor: 'Icinga',
    exact,
    shown: exact && percentRounded(exact, 4),
  };
}

/**
 * 1 - problem time / total time. A problem is critical or unknown outside every downtime. Time that led to an event
 * whose previous state is pending leaves the total; so pending time that no event ends counts as available.
 * Null when nothing remains of the total.
 *
 * @throws SlaError when the window is empty or runs backwards
 */
export function icingaSlaOk({ window, events, currentState, downtimes }: IcingaHistory): Ratio | null {
  if (window.to <= window.from) {
    throw new SlaError({
      what: 'The end of the window must be greater than its start.',
      fix: 'Ask for a window of at least one second.',
    });
  }
  let total = window.to - window.from;
  let problem = 0;
  let cursor = window.from;
  let state = initialState(window, events, currentState);
  for (const mark of marksIn(window, events, downtimes)) {
    const planned = downtimes.some(({ from, to }) => from <= cursor && cursor < to);
    if (mark.event?.previousState === 'pending') total -= mark.at - cursor;
    else if (isProblem(state) && !planned) problem += mark.at - cursor;
    cursor = mark.at;
    state = mark.event?.state ?? state;
  }
  return total === 0 ? null : ratio(total - problem, total);
}

/** The last event at or before the window, else what the first later one says was before, else the state now, else ok. */
function initialState(window: Span, events: IcingaHistory['events'], currentState: IcingaState | null): IcingaState {
  const inOrder = events.toSorted((a, b) => a.at - b.at);
  const before = inOrder.findLast(({ at }) => at <= window.from);
  return before?.state ?? inOrder[0]?.previousState ?? currentState ?? 'ok';
}

/** Instants of the window at which something changes; at one instant, events come before downtimes. */
function marksIn(window: Span, events: IcingaHistory['events'], downtimes: readonly Span[]) {
  const inside = (at: number) => window.from < at && at < window.to;
  const edges = [...downtimes.flatMap(({ from, to }) => [from, to]).filter(inside), window.to];
  const marks = [
    ...events.filter(({ at }) => inside(at)).map((event) => ({ at: event.at, event })),
    ...edges.map((at) => ({ at, event: null })),
  ];
  return marks.sort((a, b) => a.at - b.at || Number(a.event === null) - Number(b.event === null));
}

function isProblem(state: IcingaState): boolean {
  return state === 'critical' || state === 'unknown';
}
