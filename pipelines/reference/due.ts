/** When a measure falls due: the promise counted from the start, then moved by the time the clock stood still. */
import {
  advance,
  dateOf,
  isOpen,
  nextOpening,
  nthBusinessDayAfter,
  openSecondsBetween,
} from '../calendar/businessTime.ts';
import type { Calendar } from '../calendar/Calendar.ts';
import type { Policies, Within } from '../contract/Contract.ts';
import type { Stretch } from './stretches.ts';

/**
 * The due instant (epoch seconds) of a promise before any pause. `calendar` is null for a clock that always runs.
 *
 * - A duration is counted in clock time; one that is used up exactly at closing is due at closing. A promise of
 *   0 seconds made while closed is due at the next opening.
 * - N business days: the day of the start is not counted (Civil Code 140). `end-of-day` is the last closing of the
 *   N-th business day after it, `midnight` the local midnight that ends it, `business-hours` N day lengths of open time.
 *   With `received: next-opening` a start outside opening hours is taken as received at the next opening.
 */
export function promisedDue(within: Within, start: number, policies: Policies, calendar: Calendar | null): number {
  if (!calendar) return start + (within.kind === 'duration' ? within.seconds : 0);
  if (within.kind === 'duration') return advance(calendar, start, within.seconds);
  if (policies.business_day === 'business-hours')
    return advance(calendar, start, within.days * calendar.dayLengthSeconds);

  const received =
    policies.received === 'next-opening' && !isOpen(calendar, start) ? nextOpening(calendar, start) : start;
  const day = nthBusinessDayAfter(calendar, dateOf(calendar, received), within.days);
  return policies.business_day === 'midnight' ? day.endsAt : day.spans.at(-1)!.closesAt;
}

/**
 * Moves a due instant by the stretches in which the clock stood still, in order. Each moves it by its clock time if it
 * began at or before the due instant so far. After the first that did not, the clock has run out and nothing moves it.
 * Pauses that follow each other directly are one pause with a change of reason.
 *
 * `isStanding`: the last of those that moved it lasts to `end`, so the clock has not run out by then, however late it is.
 */
export function movedDue(
  due: number,
  stretches: readonly Stretch[],
  calendar: Calendar | null,
  end: number,
): { due: number; isStanding: boolean } {
  let moved = due;
  let isStanding = false;
  for (const { from, to, kind } of standstills(stretches)) {
    if (from > moved) break;
    const seconds = calendar ? openSecondsBetween(calendar, from, to) : to - from;
    if (seconds > 0) moved = calendar ? advance(calendar, moved, seconds) : moved + seconds;
    isStanding = kind === 'paused' && to === end;
  }
  return { due: moved, isStanding };
}

function standstills(stretches: readonly Stretch[]): Stretch[] {
  const still: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.kind === 'running') continue;
    const last = still.at(-1);
    if (last && last.kind === 'paused' && stretch.kind === 'paused' && last.to === stretch.from) {
      still[still.length - 1] = { ...last, to: stretch.to };
    } else still.push(stretch);
  }
  return still;
}
