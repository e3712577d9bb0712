/** Cuts overlapping spans at each other's edges. */
import type { Span } from './ServiceEvidence.ts';

/** The stretches between neighbouring edges, earliest first, each with the spans that cover it; uncovered time is left out. */
export function sweep<T extends Span>(spans: readonly T[]): (Span & { covering: T[] })[] {
  const real = spans.filter(({ from, to }) => from < to);
  const starting = real.toSorted((a, b) => a.from - b.from);
  const edges = [...new Set(real.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const stretches: (Span & { covering: T[] })[] = [];
  let next = 0;
  let covering: T[] = [];
  for (const [index, from] of edges.entries()) {
    covering = covering.filter((span) => span.to > from);
    while (next < starting.length && starting[next]!.from === from) covering.push(starting[next++]!);
    if (covering.length > 0) stretches.push({ from, to: edges[index + 1]!, covering: [...covering] });
  }
  return stretches;
}

/** The part of a span inside another; may be empty (`from >= to`). */
export function clip<T extends Span>(span: T, within: Span): T {
  return { ...span, from: Math.max(span.from, within.from), to: Math.min(span.to, within.to) };
}

/** Joins touching neighbours that `same` holds to be one; the joined span keeps what the first one says. */
export function join<T extends Span>(spans: readonly T[], same: (a: T, b: T) => boolean): T[] {
  const joined: T[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && last.to === span.from && same(last, span)) joined[joined.length - 1] = { ...last, to: span.to };
    else joined.push(span);
  }
  return joined;
}
