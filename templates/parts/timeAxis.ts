/** Round instants for a time axis, with their words. */

import { DateTime } from 'luxon';
import type { Language } from '../../pipelines/contract/Contract.ts';
import { formatMonthDay, formatTime } from '../format.ts';

export interface TimeTick {
  at: number;
  /** `09:00`, or the date when the axis counts days. */
  label: string;
  /** Printed below where a new date begins; empty elsewhere. */
  date: string;
}

/** Ticks between two instants (UTC epoch seconds), on round wall-clock times of a zone, at most `most` of them. */
export function timeTicks(from: number, to: number, zone: string, language: Language, most: number): TimeTick[] {
  const step = steps.find((seconds) => (to - from) / seconds <= most) ?? (to - from) / most;
  const ticks: TimeTick[] = [];
  let lastDate = '';
  for (const at of roundInstants(from, to, zone, step)) {
    const date = formatMonthDay(at, zone, language);
    const isDay = step >= day;
    ticks.push({ at, label: isDay ? date : formatTime(at, zone), date: isDay || date === lastDate ? '' : date });
    lastDate = date;
  }
  return ticks;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [1, 2, 5, 10, 15, 30]
  .map((n) => n * minute)
  .concat(
    [1, 2, 3, 6, 12].map((n) => n * hour),
    [1, 2, 5, 7, 14, 28, 56].map((n) => n * day),
  );

/** Counted from the local midnight before `from`, anew on each day, so that clock changes do not shift the ticks. */
function* roundInstants(from: number, to: number, zone: string, step: number): Generator<number> {
  const days = Math.max(1, Math.round(step / day));
  let midnight = DateTime.fromSeconds(from, { zone }).startOf('day');
  while (midnight.toSeconds() <= to) {
    const next = midnight.plus({ days });
    for (let wall = 0; wall < (step >= day ? 1 : day); wall += step) {
      const at = midnight.set({ hour: Math.floor(wall / hour), minute: (wall % hour) / minute }).toSeconds();
      if (at >= from && at <= to) yield at;
    }
    midnight = next;
  }
}
