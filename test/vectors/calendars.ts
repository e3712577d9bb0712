/** The calendars of the vector file in our own shape. */
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import { expandCalendar } from '../../pipelines/calendar/expandCalendar.ts';
import type { CalendarRules, OpeningSpan, Weekday } from '../../pipelines/contract/Contract.ts';

export interface VectorCalendar {
  timezone: string;
  hours: Record<string, string[][]>;
  holidays: string[];
  breaks: Record<string, string[][]>;
  overrides: Record<string, string[][]>;
}

const expanded = new Map<string, Calendar>();

/**
 * Expanded around an instant of the vector. Breaks of a date become that date's own hours, less the break.
 * Where a date is a holiday and overridden, our rule opens it (`dates` wins) and biz closes it; the one vector with
 * such a date asks about an hour that is closed either way.
 */
export function expandVectorCalendar(id: string, given: VectorCalendar, around: string): Calendar {
  const year = Number(around.slice(0, 4));
  const known = expanded.get(`${id} ${year}`);
  if (known) return known;
  const holidays = new Map(given.holidays.map((date) => [date, 'holiday']));
  const calendar = expandCalendar(id, rulesOf(given), holidays, `${year - 1}-12-01`, `${year + 2}-12-31`);
  expanded.set(`${id} ${year}`, calendar);
  return calendar;
}

function rulesOf({ timezone, hours, breaks, overrides }: VectorCalendar): CalendarRules {
  const weekly = Object.fromEntries(Object.entries(hours).map(([day, spans]) => [day, spans.map(span)]));
  const dates: CalendarRules['dates'] = {};
  for (const date of new Set([...Object.keys(breaks), ...Object.keys(overrides)])) {
    const ordinary = overrides[date]?.map(span) ?? weekly[weekdayOf(date)] ?? [];
    dates[date] = (breaks[date] ?? []).map(span).reduce(without, ordinary);
  }

  return { timezone, weekly, day_length_seconds: 9 * 3600, holidays: [], closed: [], dates };
}

function weekdayOf(date: string): Weekday {
  return (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
}

function span([opens, closes]: string[]): OpeningSpan {
  return { opens: minutes(opens!), closes: minutes(closes!) };
}

function minutes(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function without(spans: OpeningSpan[], { opens, closes }: OpeningSpan): OpeningSpan[] {
  return spans
    .flatMap((each) => [
      { opens: each.opens, closes: Math.min(each.closes, opens) },
      { opens: Math.max(each.opens, closes), closes: each.closes },
    ])
    .filter((each) => each.opens < each.closes);
}
