/** Rules of other systems that ours are not: only for reproducing their vectors. */
import { dateOf, isOpen, nextOpening, nthBusinessDayAfter, retreat } from '../../pipelines/calendar/businessTime.ts';
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';

/** working_hours: the N-th business day after (or before) the start, at the same time of day, open or not. */
export function sameTimeAfterDays(calendar: Calendar, start: number, days: number): number {
  const startDay = calendar.days.find(({ date }) => date === dateOf(calendar, start))!;
  return nthBusinessDayAfter(calendar, startDay.date, days).startsAt + (start - startDay.startsAt);
}

/** biz: the same, then forward to the next opening, or back to the last closing when counting back. */
export function snappedAfterDays(calendar: Calendar, start: number, days: number): number {
  const moved = sameTimeAfterDays(calendar, start, days);
  return days < 0 ? retreat(calendar, moved, 0) : nextOpening(calendar, moved);
}

/** working_hours: a start on a closed day moves to the next business day before counting. */
export function movedThenAfterDays(calendar: Calendar, start: number, days: number): number {
  const isBusinessDay = calendar.days.some(({ date, spans }) => date === dateOf(calendar, start) && spans.length > 0);
  return sameTimeAfterDays(calendar, isBusinessDay ? start : sameTimeAfterDays(calendar, start, 1), days);
}

/** biz: time used up exactly at closing ends at the next opening. */
export function atNextOpening(calendar: Calendar, due: number): number {
  return isOpen(calendar, due) ? due : nextOpening(calendar, due);
}
