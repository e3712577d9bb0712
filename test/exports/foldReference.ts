/**
 * The fold in plain TypeScript, sample by sample, and the comparison that holds any two folds together run for run.
 */

export interface PlainSample {
  service_id: string;
  location: string;
  /** Epoch seconds. */
  at: number;
  state: 'up' | 'down' | 'unknown';
}

/** A row of raw.uptime_runs, without its load. */
export interface Run {
  service_id: string;
  location: string;
  state: string;
  first_at: number;
  last_at: number;
  samples: number;
}

const rank = { unknown: 0, up: 1, down: 2 };

/** Sorts by service, location, second and state, and ends a run where one of them changes or a gap is too long. */
export function foldPlainly(samples: readonly PlainSample[], gapOf: (service: string) => number): Run[] {
  const runs: Run[] = [];
  const sorted = samples.toSorted(
    (a, b) =>
      compare(a.service_id, b.service_id) ||
      compare(a.location, b.location) ||
      a.at - b.at ||
      rank[a.state] - rank[b.state],
  );
  for (const { service_id, location, at, state } of sorted) {
    const last = runs.at(-1);
    const goesOn =
      last &&
      last.service_id === service_id &&
      last.location === location &&
      last.state === state &&
      at - last.last_at <= gapOf(service_id);
    if (goesOn) Object.assign(last, { last_at: at, samples: last.samples + 1 });
    else runs.push({ service_id, location, state, first_at: at, last_at: at, samples: 1 });
  }
  return runs;
}

/** The first run in which two folds differ, as text; null when they are equal run for run, in any order. */
export function compareFolds(one: readonly Run[], other: readonly Run[]): string | null {
  const [a, b] = [one.map(text).sort(), other.map(text).sort()];
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index).find(
    (index) => a[index] !== b[index],
  );
  return at === undefined ? null : `run ${at + 1}: ${a[at] ?? 'none'} | ${b[at] ?? 'none'}`;
}

const text = (run: Run): string =>
  [run.service_id, run.location, run.state, run.first_at, run.last_at, run.samples].join(' ');

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
