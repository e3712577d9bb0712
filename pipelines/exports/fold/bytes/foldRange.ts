/** Folds one range of a plain CSV, chunk by chunk: in a worker for a large file, in place for a small one. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { ByteFold, type ByteFoldPlan, type ByteRuns } from './ByteFold.ts';

export interface RangeRequest {
  path: string;
  /** Bytes of the file, from the start of a row to the end of one. */
  from: number;
  until: number;
  plan: ByteFoldPlan;
}

export interface RangeResult {
  runs: ByteRuns;
  /** Locations in the order of their numbers, which differ from range to range. */
  places: string[];
  placesPerService: number;
  odd: number[];
  samples: number;
  unknownService: number;
  last: number | null;
}

const lineFeed = 10;

/** @returns null when the file holds what only SQL knows how to read. */
export function foldRange({ path, from, until, plan }: RangeRequest): RangeResult | null {
  const fold = new ByteFold(plan);
  const handle = openSync(path, 'r');
  try {
    let kept = 0;
    for (let position = from; position < until; ) {
      const input = fold.input();
      const wanted = Math.min(input.length - kept, until - position);
      const read = readSync(handle, input, kept, wanted, position);
      // The file became shorter while it was read: the other way finds out what that means.
      if (read === 0) return null;
      position += read;
      const filled = kept + read;
      const whole = position < until ? input.lastIndexOf(lineFeed, filled - 1) + 1 : filled;
      if (whole === 0 || !isText(input.subarray(0, whole)) || !fold.feed(whole)) return null;
      input.copyWithin(0, whole, filled);
      kept = filled - whole;
    }
    return resultOf(fold);
  } finally {
    closeSync(handle);
  }
}

/** Cells that nobody reads count too: what is no text is named by its row, in the other way. */
export function isText(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !bytes.includes(0);
}

export function resultOf(fold: ByteFold): RangeResult {
  const { placesPerService } = fold;
  return { runs: fold.finish(), places: fold.places(), placesPerService, odd: fold.oddServices(), ...fold.counts() };
}
