/** Finds the rows that bound a span: of each location the samples just before and at its edges, and the states reported there. */

import type { SourceRow } from '../reference/exported.ts';
import type { Sample, Span, StateRow } from '../reference/ServiceEvidence.ts';
import type { Evidence } from './serviceEvidence.ts';

/** Looks rows up by span; built once for the evidence of a service. */
export type BoundingRows = (span: Span) => SourceRow[];

/** @param holdSeconds how long a sample can hold: those further from an edge do not bound it */
export function boundingRows(
  { samples, states }: Pick<Evidence, 'samples' | 'states'>,
  holdSeconds: number,
): BoundingRows {
  const byLocation = new Map<string, Sample[]>();
  for (const sample of samples) {
    const known = byLocation.get(sample.location);
    if (known) known.push(sample);
    else byLocation.set(sample.location, [sample]);
  }
  const locations = [...byLocation.values()].map((each) => each.toSorted((a, b) => a.at - b.at));
  return ({ from, to }) => {
    const near = [from, to].flatMap((edge) =>
      locations.flatMap((each) => atEdge(each, edge)).filter(({ at }) => Math.abs(at - edge) <= holdSeconds),
    );
    return unique([...statesAt(states, { from, to }), ...near.map(({ source }) => source)]);
  };
}

/** The last sample before an instant and all of the first instant at or after it. */
function atEdge(samples: readonly Sample[], edge: number): Sample[] {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (samples[middle]!.at < edge) low = middle + 1;
    else high = middle;
  }
  const next = samples[low];
  const following = next ? samples.slice(low, low + 8).filter(({ at }) => at === next.at) : [];
  return [...samples.slice(Math.max(0, low - 1), low), ...following];
}

/** Rows that begin or end a state at an edge. */
function statesAt(states: readonly StateRow[], { from, to }: Span): SourceRow[] {
  const edges = [from, to];
  return states
    .filter((row) => edges.includes(row.from) || (row.to !== null && edges.includes(row.to)))
    .map(({ source }) => source);
}

/** Each row once, file by file in the order in which they came, rows ascending; rows that are not known are left out. */
export function unique(sources: readonly SourceRow[]): SourceRow[] {
  const seen = new Map<string, SourceRow>();
  for (const source of sources) {
    if (source.row > 0) seen.set(JSON.stringify([source.file, source.row]), source);
  }
  const files = [...new Set(sources.map(({ file }) => file))];
  return [...seen.values()].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.row - b.row);
}
