/** What a source of evidence may be believed: until when it speaks, and while it did not run itself. */
import type { Feed, ServiceCase, Span, StateRow } from './ServiceEvidence.ts';
import { united } from './spans.ts';

/**
 * When a source speaks. `told` by itself: outside these spans nothing of it is evidence. Where nothing tells, it is null,
 * and a state `up` without an end is evidence in `assumed` alone: the months of which the source has an instant.
 */
export interface Reach {
  told: Span[] | null;
  assumed: Span[];
}

const always = Number.NEGATIVE_INFINITY;
const forever = Number.POSITIVE_INFINITY;

export function reachOf({ heard, covers, exportedAt, instants }: Feed, months: readonly Span[]): Reach {
  const ends = [covers?.until ?? null, exportedAt].filter((end) => end !== null);
  const end = ends.length > 0 ? Math.min(...ends) : forever;
  if (heard) return { told: heard.map(({ from, to }) => ({ from, to: Math.min(to, end) })), assumed: [] };
  if (covers || end < forever) return { told: [{ from: always, to: end }], assumed: [] };
  return {
    told: null,
    assumed: months.filter(({ from, to }) => instants.some((at) => at >= from && at < to)),
  };
}

/** The rows that count: those of a key in a later file replace those in an earlier one; one that ends before it starts counts for nothing. */
export function rowsThatCount(rows: readonly StateRow[]): StateRow[] {
  const valid = rows.filter(({ from, to }) => to === null || to >= from);
  const newest = new Map<string, number>();
  for (const row of valid) newest.set(keyOf(row), Math.max(newest.get(keyOf(row)) ?? 0, row.load));
  return valid.filter((row) => row.load === newest.get(keyOf(row)) && !row.isOfAnother);
}

function keyOf({ id, feed, location, from }: StateRow): string {
  return JSON.stringify(id === null ? [feed, location, from] : [feed, id]);
}

/** When a row ends: at its own end; an open row of a log with the next open row of its series, in a list of spans never. */
export function endOf(row: StateRow, rows: readonly StateRow[], kind: Feed['rows']): number {
  if (row.to !== null) return row.to;
  if (kind === 'spans') return forever;
  const next = rows.filter(
    ({ to, feed, location, from }) => to === null && feed === row.feed && location === row.location && from > row.from,
  );
  return Math.min(forever, ...next.map(({ from }) => from));
}

/**
 * Spans in which the monitor itself was down: its own log says so, or at least two of its services fell silent together
 * for longer than each of them tolerates, and it checked nothing else either. A silence that lasts at a month's cut-off is
 * measured up to there.
 */
export function monitorOutages({ stops, rows, watched }: Feed, months: ServiceCase['months']): Span[] {
  const counting = rowsThatCount(stops);
  const said = counting
    .filter(({ state }) => state !== 'up')
    .map((row) => ({ from: row.from, to: endOf(row, counting, rows) }));
  return united([...said, ...months.flatMap((month) => silences(watched, month))]);
}

function silences(watched: Feed['watched'], month: Span): Span[] {
  // As known at the cut-off: nothing later, and a service that may still be heard of in time is not silent.
  const services = watched.map(({ spans }) =>
    spans
      .filter(({ from }) => from < month.to)
      .map((span) => (span.to >= month.to || span.to + span.tolerance >= month.to ? { ...span, to: forever } : span)),
  );
  const all = services.flat();
  const found: Span[] = [];
  for (const from of new Set(all.map(({ to }) => to))) {
    if (from >= month.to || all.some((span) => span.from <= from && span.to > from)) continue;
    const to = Math.min(month.to, ...all.filter((span) => span.from > from).map((span) => span.from));
    const together = services.filter((spans) =>
      spans.some((span) => span.to <= from && span.to + span.tolerance > from && to - from > span.tolerance),
    );
    if (together.length >= 2 && to > month.from) found.push({ from: Math.max(from, month.from), to });
  }
  return found;
}
