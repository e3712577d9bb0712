/** Joins the runs of several ranges of one file: a run goes on over a cut unless its state changes or the gap is too long. */
import type { RangeResult } from './foldRange.ts';

/** A run as raw.uptime_runs has it; `state` is its number: unknown 0, up 1, down 2. */
export interface JoinedRun {
  service: number;
  location: string;
  state: number;
  first: number;
  last: number;
  samples: number;
}

export interface JoinedRanges {
  /** Runs by service and location, each in the order of time; without the odd services. */
  runs: JoinedRun[];
  locations: string[];
  /** Services for SQL: a row of theirs is not later than the one before it, in one range or over a cut. */
  odd: Set<number>;
  samples: number;
  unknownService: number;
  last: number | null;
}

interface Series {
  runs: JoinedRun[];
  range: number;
}

/** @param gaps of the services in the order of their numbers, in seconds */
export function joinRanges(ranges: RangeResult[], gaps: number[]): JoinedRanges {
  const odd = new Set(ranges.flatMap((range) => range.odd));
  const series = new Map<string, Series>();
  ranges.forEach((range, number) => {
    for (const run of runsOf(range)) addRun(series, run, number, gaps[run.service]!, odd);
  });
  const all = [...series.values()].flatMap(({ runs }) => runs).filter(({ service }) => !odd.has(service));
  return {
    runs: all.sort((a, b) => a.service - b.service || compare(a.location, b.location) || a.first - b.first),
    locations: [...new Set(ranges.flatMap(({ places }) => places))],
    odd,
    samples: all.reduce((sum, { samples }) => sum + samples, 0),
    unknownService: ranges.reduce((sum, { unknownService }) => sum + unknownService, 0),
    last: ranges.reduce<number | null>(
      (last, range) => (range.last === null ? last : Math.max(last ?? 0, range.last)),
      null,
    ),
  };
}

function* runsOf({ runs, places, placesPerService }: RangeResult): Generator<JoinedRun> {
  for (let index = 0; index < runs.first.length; index += 1) {
    const series = runs.series[index]!;
    yield {
      service: Math.floor(series / placesPerService),
      location: places[series % placesPerService]!,
      state: runs.state[index]!,
      first: runs.first[index]!,
      last: runs.last[index]!,
      samples: runs.samples[index]!,
    };
  }
}

function addRun(known: Map<string, Series>, run: JoinedRun, range: number, gap: number, odd: Set<number>): void {
  const key = `${run.service} ${run.location}`;
  const series = known.get(key);
  if (!series) {
    known.set(key, { runs: [run], range });
    return;
  }
  const before = series.runs.at(-1)!;
  const isCut = series.range !== range;
  series.range = range;
  if (isCut && run.first <= before.last) odd.add(run.service);
  else if (isCut && run.state === before.state && run.first - before.last <= gap) {
    before.last = run.last;
    before.samples += run.samples;
  } else series.runs.push(run);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
