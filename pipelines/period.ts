/** Reporting periods: '2026-10' or '2026-Q3' as a span of instants, cut at local midnights of the contract's zone. */
import { DateTime } from 'luxon';
import { startOfDate } from './calendar/wallClock.ts';
import { SlaError } from './errors.ts';

export interface Period {
  /** '2026-10' or '2026-Q3'. */
  id: string;
  kind: 'month' | 'quarter';
  /** Half-open, in UTC epoch seconds. */
  startsAt: number;
  endsAt: number;
  /** Ids of its months, earliest first. */
  months: string[];
}

/** Reads a month or a calendar quarter (Q1 is January to March). */
export function parsePeriod(text: string, timezone: string): Period {
  const [, year, month, quarter] = /^(\d{4})-(?:(\d{2})|Q(\d))$/.exec(text) ?? [];
  if (month && Number(month) >= 1 && Number(month) <= 12) return periodFrom('month', `${year}-${month}`, timezone);
  if (quarter && Number(quarter) >= 1 && Number(quarter) <= 4) {
    return periodFrom('quarter', `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}`, timezone);
  }
  throw new SlaError({
    what: `"${text}" is no month and no quarter.`,
    fix: 'Write a month as 2026-10 (01 to 12), or a quarter as 2026-Q3 (Q1 to Q4).',
  });
}

/** The period of the same kind just before. */
export function previousPeriod(period: Period, timezone: string): Period {
  return periodFrom(period.kind, plusMonths(period.months[0]!, -period.months.length), timezone);
}

/** The period of the same kind just after. */
export function nextPeriod(period: Period, timezone: string): Period {
  return periodFrom(period.kind, plusMonths(period.months[0]!, period.months.length), timezone);
}

/** The latest month that is over at an instant (epoch seconds); a month that ends at that very instant is. */
export function lastFullMonth(now: number, timezone: string): Period {
  return previousPeriod(parsePeriod(monthOf(now, timezone), timezone), timezone);
}

/** The latest calendar quarter that is over at an instant (epoch seconds). */
export function lastFullQuarter(now: number, timezone: string): Period {
  const month = DateTime.fromISO(monthOf(now, timezone), { zone: 'utc' });
  return previousPeriod(parsePeriod(`${month.year}-Q${month.quarter}`, timezone), timezone);
}

/** The month that the clocks of a zone show at an instant. */
export function monthOf(instant: number, timezone: string): string {
  return DateTime.fromSeconds(instant, { zone: timezone }).toFormat('yyyy-MM');
}

/** Ids of the months from one to another, both included; none if they are in the wrong order. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = plusMonths(month, 1)) months.push(month);
  return months;
}

function periodFrom(kind: Period['kind'], firstMonth: string, timezone: string): Period {
  const length = kind === 'month' ? 1 : 3;
  const endMonth = plusMonths(firstMonth, length);
  const quarter = Math.ceil(Number(firstMonth.slice(5)) / 3);
  return {
    id: kind === 'month' ? firstMonth : `${firstMonth.slice(0, 4)}-Q${quarter}`,
    kind,
    startsAt: startOfDate(`${firstMonth}-01`, timezone),
    endsAt: startOfDate(`${endMonth}-01`, timezone),
    months: monthsBetween(firstMonth, plusMonths(endMonth, -1)),
  };
}

function plusMonths(month: string, months: number): string {
  return DateTime.fromISO(month, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM');
}
