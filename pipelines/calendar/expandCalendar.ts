/** Turns the opening hours of a calendar into UTC spans, one local date after the other. */
import type { CalendarRules, OpeningSpan, Weekday } from '../contract/Contract.ts';
import type { Calendar, CalendarDay } from './Calendar.ts';
import { addDays, instantAt, startOfDate, startOfNextDate, weekdayOf } from './wallClock.ts';

const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * Every local date from `fromDate` to `toDate`, both included, with its opening spans.
 *
 * `dates` win over everything, also over a holiday; a holiday or a `closed` date closes the whole local day;
 * else the weekday decides. A span keeps its wall-clock times over a clock change, so it may be an hour longer or
 * shorter than the day before. An opening or closing time that does not exist or comes twice is an error.
 *
 * @param holidays name of the holiday by local date
 */
export function expandCalendar(
  id: string,
  rules: CalendarRules,
  holidays: ReadonlyMap<string, string>,
  fromDate: string,
  toDate: string,
): Calendar {
  const { timezone } = rules;
  const days: CalendarDay[] = [];
  let startsAt = startOfDate(fromDate, timezone);
  for (let date = fromDate; date <= toDate; date = addDays(date, 1)) {
    const endsAt = startOfNextDate(date, startsAt, timezone);
    const { hours, note } = hoursOf(date, rules, holidays);
    const hasClockChange = endsAt - startsAt !== 86_400;
    const dayStart = startsAt;
    const at = (minutes: number): number =>
      hasClockChange ? instantAt(date, minutes, timezone, `calendar "${id}"`) : dayStart + minutes * 60;
    const spans = hours.map(({ opens, closes }) => ({ opensAt: at(opens), closesAt: at(closes) }));
    days.push({ date, startsAt, endsAt, spans, note });
    startsAt = endsAt;
  }
  return { id, timezone, dayLengthSeconds: rules.day_length_seconds, days };
}

function hoursOf(
  date: string,
  rules: CalendarRules,
  holidays: ReadonlyMap<string, string>,
): { hours: OpeningSpan[]; note: string | null } {
  const ownHours = Object.hasOwn(rules.dates, date) ? rules.dates[date] : undefined;
  if (ownHours) return { hours: ownHours, note: 'dates' };
  const holiday = holidays.get(date);
  if (holiday !== undefined) return { hours: [], note: holiday };
  if (rules.closed.some(({ from, to }) => from <= date && date <= to)) return { hours: [], note: 'closed' };
  const weekday = WEEKDAYS[weekdayOf(date) - 1]!;
  return { hours: rules.weekly[weekday] ?? [], note: null };
}
