/** Calendars for tests, written as short as a contract writes them. */

import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import { expandCalendar } from '../../pipelines/calendar/expandCalendar.ts';
import type { CalendarRules, Weekday } from '../../pipelines/contract/Contract.ts';
import { parseOpeningSpan } from '../../pipelines/contract/values.ts';

type Hours = Partial<Record<Weekday, string[]>>;

export function rulesOf(
  timezone: string,
  weekly: Hours,
  more: Partial<CalendarRules> & { hours?: Record<string, string[]> } = {},
): CalendarRules {
  const { hours = {}, ...rest } = more;
  return {
    timezone,
    weekly: spansOf(weekly),
    day_length_seconds: 9 * 3600,
    holidays: [],
    closed: [],
    dates: spansOf(hours),
    ...rest,
  };
}

/** Expanded from `from` to `to`; holidays are named 'holiday'. */
export function calendarOf(
  timezone: string,
  weekly: Hours,
  [from, to]: [string, string],
  {
    holidays = [],
    ...more
  }: { holidays?: string[]; hours?: Record<string, string[]>; closed?: CalendarRules['closed'] } = {},
): Calendar {
  const names = new Map(holidays.map((date) => [date, 'holiday']));
  return expandCalendar('test', rulesOf(timezone, weekly, more), names, from, to);
}

export const workdays = (...spans: string[]): Hours => ({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans });

/** Epoch seconds of an ISO instant with offset. */
export const at = (text: string): number => Date.parse(text) / 1000;

/** An instant as tests read best: UTC, without milliseconds. */
export const utc = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

function spansOf(hours: Record<string, string[]>) {
  return Object.fromEntries(
    Object.entries(hours).map(([day, spans]) => [day, spans.map((span) => parseOpeningSpan(span)!)]),
  );
}
