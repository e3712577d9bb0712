/** Sets of half-open spans: what of one lies inside others, and what of it lies outside. */
import type { Span } from './ServiceEvidence.ts';

/** The parts of a span that lie inside any of `others`. */
export function inside<T extends Span>(span: T, others: readonly Span[]): T[] {
  return united(others)
    .map(({ from, to }) => ({ ...span, from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(({ from, to }) => from < to);
}

/** The parts of a span that lie outside all of `others`. */
export function outside<T extends Span>(span: T, others: readonly Span[]): T[] {
  let from = span.from;
  const parts: T[] = [];
  for (const other of united(others)) {
    if (other.to <= from || other.from >= span.to) continue;
    if (other.from > from) parts.push({ ...span, from, to: other.from });
    from = other.to;
  }
  if (from < span.to) parts.push({ ...span, from, to: span.to });
  return parts;
}

/** Overlapping and touching spans as one, earliest first; empty ones are left out. */
export function united(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of spans.filter((span) => span.from < span.to).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
