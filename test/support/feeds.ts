/** Sources of evidence as tests state them: what all services of a batch share, and what one service makes of it. */
import type { Feed, Sample, Span, StateRow } from '../../pipelines/reference/ServiceEvidence.ts';

/** What a source says of itself; all services of a batch share it. */
export type FeedKeys = Pick<Feed, 'id' | 'rows' | 'otherwiseUp' | 'covers' | 'exportedAt' | 'heard' | 'stops'> & {
  /** Services that its map or its `covers` names. */
  named: string[];
};

export const plainFeed: FeedKeys = {
  id: 'a',
  rows: 'changes',
  otherwiseUp: false,
  covers: null,
  exportedAt: null,
  heard: null,
  stops: [],
  named: [],
};

interface Watched {
  serviceId: string;
  samples: readonly Sample[];
  states: readonly StateRow[];
  /** How long a sample holds that is taken at an instant. */
  toleranceAt: (at: number) => number;
}

/** The feeds as the case of one service has them, from the evidence of all. */
export function feedsFor(serviceId: string, keys: readonly FeedKeys[], services: readonly Watched[]): Feed[] {
  return keys.map(({ named, ...said }) => ({
    ...said,
    namesService: named.includes(serviceId),
    instants: [...services.flatMap(({ states }) => states), ...said.stops]
      .filter(({ feed, from, to }) => feed === said.id && (to === null || to >= from))
      .flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
    watched: services.map((service) => ({
      serviceId: service.serviceId,
      spans: watch(
        service.samples.filter(({ feed }) => feed === said.id).map(({ at }) => at),
        service.toleranceAt,
      ),
    })),
  }));
}

function watch(instants: number[], toleranceAt: (at: number) => number): (Span & { tolerance: number })[] {
  const spans: (Span & { tolerance: number })[] = [];
  for (const at of instants.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && at - last.to <= last.tolerance) Object.assign(last, { to: at, tolerance: toleranceAt(at) });
    else spans.push({ from: at, to: at, tolerance: toleranceAt(at) });
  }
  return spans;
}
