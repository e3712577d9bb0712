/** From checks and state rows to one state of the service at every instant. */
import type { MonitorState, Sample, ServiceCase, Span, StateRow } from './ServiceEvidence.ts';
import { join, sweep } from './sweep.ts';
import type { SourceRow } from './TicketHistory.ts';

/** A state, with the row that it was first seen in. */
export interface StateSpan extends Span {
  state: MonitorState;
  source: SourceRow;
}

interface LocatedSpan extends StateSpan {
  location: string;
}

/**
 * The states of a service up to `asOf`, earliest first; time without evidence is left out and so is unknown.
 *
 * - A sample holds until the next one of its location, at most max_gap check intervals (a next sample exactly then
 *   leaves no gap). Of several at one instant down beats up beats unknown.
 * - In one location, overlapping evidence: down beats up; a state `unknown` is no evidence.
 * - The service is down if at least `downWhen` locations are, else up if any is.
 */
export function serviceStates(given: ServiceCase): StateSpan[] {
  const located = [...samplesHold(given), ...rowsHold(given)].filter(({ state }) => state !== 'unknown');
  const locations = [...new Set(located.map(({ location }) => location))].sort();
  const perLocation = locations.flatMap((location) =>
    stateOfLocation(located.filter((span) => span.location === location)),
  );
  const states = sweep(perLocation).map(({ from, to, covering }) => {
    const down = covering.filter(({ state }) => state === 'down');
    const up = covering.filter(({ state }) => state === 'up');
    if (down.length >= given.downWhen) return { from, to, state: 'down' as const, source: latest(down).source };
    return up[0] ? { from, to, state: 'up' as const, source: up[0].source } : null;
  });
  return join(
    states.filter((state) => state !== null),
    sameState,
  );
}

function samplesHold({ samples, asOf, maxGaps, checkIntervalSeconds }: ServiceCase): LocatedSpan[] {
  const rank = { down: 0, up: 1, unknown: 2 };
  const seen = samples
    .filter(({ at }) => at < asOf)
    .sort((a, b) => compare(a.location, b.location) || a.at - b.at || rank[a.state] - rank[b.state]);
  const first = seen.filter(
    ({ location, at }, index) => seen[index - 1]?.location !== location || seen[index - 1]?.at !== at,
  );
  return first.map((sample, index) => {
    const next = first[index + 1];
    const gap = (maxGaps.findLast(({ from }) => from <= sample.at) ?? maxGaps[0]!).maxGap * checkIntervalSeconds;
    const until = next && next.location === sample.location ? next.at : asOf;
    return held(sample, sample.at, Math.min(until, sample.at + gap, asOf));
  });
}

function rowsHold({ states, asOf }: ServiceCase): LocatedSpan[] {
  const latestLoad = (row: StateRow) =>
    !states.some(
      (other) => other !== row && other.location === row.location && other.from === row.from && other.load > row.load,
    );
  const rows = states
    .filter((row) => row.from < asOf && latestLoad(row))
    .sort((a, b) => compare(a.location, b.location) || a.from - b.from);
  return rows.map((row) => {
    const next = rows.find(({ location, from }) => location === row.location && from > row.from);
    return held(row, row.from, Math.min(row.to ?? next?.from ?? asOf, asOf));
  });
}

function held({ state, location, source }: Sample | StateRow, from: number, to: number): LocatedSpan {
  return { from, to, state, location, source };
}

function stateOfLocation(spans: LocatedSpan[]): LocatedSpan[] {
  const states = sweep(spans).map(({ from, to, covering }) => {
    const wins = covering.find(({ state }) => state === 'down') ?? covering[0]!;
    return { ...wins, from, to };
  });
  return join(states, sameState);
}

function sameState(a: StateSpan, b: StateSpan): boolean {
  return a.state === b.state;
}

/** The row that tipped the balance: of the locations that are down, the one that went down last. */
function latest(spans: LocatedSpan[]): LocatedSpan {
  return spans.reduce((last, span) => (span.from > last.from ? span : last));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
