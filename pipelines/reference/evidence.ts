/** From checks and state rows to one state of the service at every instant. */

import type { MonitorState, SourceRow } from './exported.ts';
import { endOf, monitorOutages, reachOf, rowsThatCount } from './feeds.ts';
import type { Feed, Sample, ServiceCase, Span, StateRow } from './ServiceEvidence.ts';
import { inside, outside } from './spans.ts';
import { join, sweep } from './sweep.ts';

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
 * - A sample holds until the next one of its feed and location, at most max_gap check intervals (a next sample exactly
 *   then leaves no gap). Of several at one instant down beats up beats unknown.
 * - Each row of states is a span of its own (feeds.ts), and so is time in which nothing is listed, where that means up.
 * - What a feed says outside its reach, or while its monitor was down, is no evidence.
 * - In one location, overlapping evidence: down beats up; a state `unknown` is no evidence.
 * - The service is down if at least `downWhen` locations are, else up if any is.
 */
export function serviceStates(given: ServiceCase): StateSpan[] {
  const located = given.feeds
    .flatMap((feed) => saidBy(feed, given))
    .filter(({ state, from, to }) => state !== 'unknown' && from < to);
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

/** What one source is evidence of. */
function saidBy(feed: Feed, given: ServiceCase): LocatedSpan[] {
  const stops = monitorOutages(feed, given.months);
  const samples = samplesHold({ ...given, samples: given.samples.filter((sample) => sample.feed === feed.id) });
  const rows = rowsThatCount(given.states.filter((row) => row.feed === feed.id));
  const said = [...samples, ...rowsHold(rows, feed, given.months), ...unlisted(rows, feed, given.months)];
  return said.flatMap((span) => outside({ ...span, to: Math.min(span.to, given.asOf) }, stops));
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

/** Rows as spans, cut to the reach of their source: where it is assumed, that cuts an `up` without an end alone. */
function rowsHold(rows: readonly StateRow[], feed: Feed, months: readonly Span[]): LocatedSpan[] {
  const { told, assumed } = reachOf(feed, months);
  return rows.flatMap((row) => {
    const span = held(row, row.from, endOf(row, rows, feed.rows));
    if (told) return inside(span, told);
    return row.to === null && row.state === 'up' ? inside(span, assumed) : [span];
  });
}

/** Time without a row, where that means up: between the outages of a list, and in the span that a source covers. */
function unlisted(rows: readonly StateRow[], feed: Feed, months: readonly Span[]): LocatedSpan[] {
  const { otherwiseUp, covers, namesService } = feed;
  if (!otherwiseUp && !covers) return [];
  const { told, assumed } = reachOf(feed, months);
  const locations = [...new Set(rows.map(({ location }) => location))];
  if (locations.length === 0 && namesService) locations.push('');
  return locations.flatMap((location) => {
    const own = rows.filter((row) => row.location === location);
    const listed = own.map((row) => ({ from: row.from, to: endOf(row, rows, feed.rows) }));
    const first = Math.min(Number.POSITIVE_INFINITY, ...listed.map(({ from }) => from));
    const begins = Math.min(covers?.from ?? Number.POSITIVE_INFINITY, otherwiseUp ? first : Number.POSITIVE_INFINITY);
    const source = own[0]?.source ?? { file: '', sha256: '', row: 0 };
    const whole = { from: begins, to: Number.POSITIVE_INFINITY, state: 'up' as const, location, source };
    return outside(whole, listed).flatMap((span) => inside(span, told ?? assumed));
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
