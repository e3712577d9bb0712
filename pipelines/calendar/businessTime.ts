/** Open time of a calendar: how much lies between two instants, and where so much of it ends. Epoch seconds throughout. */
import { SlaError } from '../errors.ts';
import type { Calendar, CalendarDay } from './Calendar.ts';
import { localDateOf } from './wallClock.ts';

/** Open seconds from the first day of the calendar to an instant. Never falls, and rises only while open. */
export function openSecondsUntil(calendar: Calendar, instant: number): number {
  const last = calendar.days.at(-1);
  const index = last && instant === last.endsAt ? calendar.days.length - 1 : dayIndexAt(calendar, instant);
  const spans = calendar.days[index]!.spans;
  const today = spans.reduce((sum, span) => sum + Math.max(0, Math.min(instant, span.closesAt) - span.opensAt), 0);
  return indexOf(calendar).openBefore[index]! + today;
}

/** Open seconds in [from, to); 0 if `to` is not after `from`. */
export function openSecondsBetween(calendar: Calendar, from: number, to: number): number {
  return to <= from ? 0 : openSecondsUntil(calendar, to) - openSecondsUntil(calendar, from);
}

/**
 * The earliest instant by which so many open seconds have passed since `from`. What ends exactly at closing ends
 * at closing, not at the next opening. 0 seconds: `from` itself while open, else the next opening.
 */
export function advance(calendar: Calendar, from: number, seconds: number): number {
  if (seconds <= 0) return nextOpening(calendar, from);
  const target = openSecondsUntil(calendar, from) + seconds;
  const { openBefore } = indexOf(calendar);
  const index = firstIndex(calendar.days.length, (day) => openBefore[day + 1]! >= target);
  let left = target - (openBefore[index] ?? 0);
  for (const span of calendar.days[index]?.spans ?? []) {
    const length = span.closesAt - span.opensAt;
    if (left <= length) return span.opensAt + left;
    left -= length;
  }
  throw beyond(calendar, 'after');
}

/**
 * The latest instant from which so many open seconds pass until `to`. 0 seconds: `to` itself while open or at
 * closing, else the last closing before it.
 */
export function retreat(calendar: Calendar, to: number, seconds: number): number {
  const target = openSecondsUntil(calendar, to) - Math.max(0, seconds);
  const { openBefore } = indexOf(calendar);
  const isBackAtOpening = seconds > 0;
  const reaches = (day: number) => (isBackAtOpening ? openBefore[day + 1]! > target : openBefore[day + 1]! >= target);
  const index = firstIndex(calendar.days.length, reaches);
  let left = target - (openBefore[index] ?? 0);
  if (target >= 0 && (isBackAtOpening || target > 0)) {
    for (const span of calendar.days[index]?.spans ?? []) {
      const length = span.closesAt - span.opensAt;
      if (isBackAtOpening ? left < length : left <= length) return span.opensAt + left;
      left -= length;
    }
  }
  throw beyond(calendar, 'before');
}

/** Open at an instant; the instant of opening is open, the instant of closing is not. */
export function isOpen(calendar: Calendar, instant: number): boolean {
  const day = calendar.days[dayIndexAt(calendar, instant)]!;
  return day.spans.some((span) => span.opensAt <= instant && instant < span.closesAt);
}

/** The first instant at or after this one at which the calendar is open: itself while open, else the next opening. */
export function nextOpening(calendar: Calendar, instant: number): number {
  const { openDays } = indexOf(calendar);
  const today = dayIndexAt(calendar, instant);
  for (let at = firstIndex(openDays.length, (open) => openDays[open]! >= today); at < openDays.length; at++) {
    const span = calendar.days[openDays[at]!]!.spans.find(({ closesAt }) => closesAt > instant);
    if (span) return Math.max(span.opensAt, instant);
  }
  throw beyond(calendar, 'after');
}

/**
 * The N-th business day (date with opening hours) after a local date, which itself is not counted, business day or
 * not. A negative `n` counts back.
 */
export function nthBusinessDayAfter(calendar: Calendar, date: string, n: number): CalendarDay {
  const { openDays } = indexOf(calendar);
  const first = calendar.days[0]?.date ?? '';
  const last = calendar.days.at(-1)?.date ?? '';
  if (date < first || date > last) throw outside(calendar, date);
  const compare = (open: number) => calendar.days[openDays[open]!]!.date;
  const position =
    n > 0
      ? firstIndex(openDays.length, (open) => compare(open) > date) + n - 1
      : firstIndex(openDays.length, (open) => compare(open) >= date) + n;
  const day = calendar.days[openDays[position] ?? -1];
  if (!day) throw beyond(calendar, n > 0 ? 'after' : 'before');
  return day;
}

/** The local date of an instant, in the calendar's zone. */
export function dateOf(calendar: Calendar, instant: number): string {
  return calendar.days[dayIndexAt(calendar, instant)]!.date;
}

/** What is looked up again and again, worked out once for each calendar. */
interface CalendarIndex {
  /** Open seconds of all days before the n-th; one entry more than there are days. */
  openBefore: number[];
  /** Indices of the days that have opening spans. */
  openDays: number[];
}

const indices = new WeakMap<Calendar, CalendarIndex>();

function indexOf(calendar: Calendar): CalendarIndex {
  const known = indices.get(calendar);
  if (known) return known;
  const openBefore = [0];
  const openDays: number[] = [];
  calendar.days.forEach(({ spans }, day) => {
    openBefore.push(openBefore[day]! + spans.reduce((sum, span) => sum + span.closesAt - span.opensAt, 0));
    if (spans.length > 0) openDays.push(day);
  });
  const index = { openBefore, openDays };
  indices.set(calendar, index);
  return index;
}

function dayIndexAt(calendar: Calendar, instant: number): number {
  const { days } = calendar;
  const index = firstIndex(days.length, (day) => days[day]!.endsAt > instant);
  if (!days[index] || instant < days[0]!.startsAt) throw outside(calendar, localDateOf(instant, calendar.timezone));
  return index;
}

/** The first index for which the condition holds, if it holds for all after it; `length` if for none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function outside(calendar: Calendar, date: string): SlaError {
  const what = `Calendar "${calendar.id}" was asked about ${date}, but knows ${rangeOf(calendar)} only.`;
  return new SlaError({ what, where: `calendar "${calendar.id}", year ${date.slice(0, 4)}`, fix: FIX });
}

function beyond(calendar: Calendar, side: 'before' | 'after'): SlaError {
  const edge = calendar.days.at(side === 'after' ? -1 : 0)?.date ?? '';
  const what = `A clock in calendar "${calendar.id}" runs to a date ${side} ${edge}; the calendar knows ${rangeOf(calendar)} only.`;
  return new SlaError({ what, where: `calendar "${calendar.id}", year ${edge.slice(0, 4)}`, fix: FIX });
}

const FIX =
  'Check the date in the export: one so far off is usually a typing error. If it is right, see that the calendar has opening hours there.';

function rangeOf({ days }: Calendar): string {
  return `${days[0]?.date ?? 'no date'} to ${days.at(-1)?.date ?? 'no date'}`;
}
