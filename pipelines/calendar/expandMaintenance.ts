/** Turns the rules of regular maintenance into windows in UTC. */
import type { MaintenanceRule, Terms } from '../contract/Contract.ts';
import { recurrenceDates } from './recurrence.ts';
import { addDays, instantsAt, localDateOf, startOfDate } from './wallClock.ts';

/** One window, half-open, in epoch seconds. */
export interface MaintenanceWindow {
  /** Rule and local date of its start: `regular/2026-10-17`. */
  windowId: string;
  startsAt: number;
  endsAt: number;
  services: '*' | string[];
}

/** A date of a rule on which there is no window: its wall clock does not exist there, or comes twice. */
export interface SkippedWindow {
  ruleId: string;
  date: string;
  start: number;
  timezone: string;
  isTwice: boolean;
}

/**
 * The windows of one rule that touch [from, to), uncut, earliest first.
 *
 * The rule gives local dates in its own zone, `start` the wall clock of each, and the window lasts its duration as
 * elapsed time, also over a clock change. `except` drops or moves a date. On a date whose start does not exist or comes
 * twice there is no window: nothing is guessed in the provider's favour ({@link skippedWindows} names it).
 *
 * @param effectiveFrom date of the terms: rules with an INTERVAL count from the day, week, month or year that holds it
 */
export function expandMaintenance(
  rule: MaintenanceRule,
  effectiveFrom: string,
  from: number,
  to: number,
): MaintenanceWindow[] {
  return startsOf(rule, effectiveFrom, from, to)
    .filter(({ instants }) => instants.length === 1)
    .map(({ ruleDate, instants }) => {
      const startsAt = instants[0]!;
      return {
        windowId: `${rule.id}/${ruleDate}`,
        startsAt,
        endsAt: startsAt + rule.duration_seconds,
        services: rule.services,
      };
    })
    .filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from)
    .sort((a, b) => a.startsAt - b.startsAt);
}

/** The dates from `from` to `to` on which regular windows fall out, by the terms in force. */
export function skippedWindows(terms: readonly Terms[], from: number, to: number): SkippedWindow[] {
  return terms.flatMap(({ effective_from, effective_from_s, maintenance }, index) => {
    const [first, last] = [Math.max(from, effective_from_s), Math.min(to, terms[index + 1]?.effective_from_s ?? to)];
    if (first >= last) return [];
    return maintenance.flatMap((rule) =>
      startsOf(rule, effective_from, first, last)
        .filter(({ date, instants }) => instants.length !== 1 && startOfDate(date, rule.timezone) < last)
        .map(({ date, start, instants }) => ({
          ruleId: rule.id,
          date,
          start,
          timezone: rule.timezone,
          isTwice: instants.length > 1,
        })),
    );
  });
}

/** Each start of a rule, with the instants at which its wall clock shows: one as a rule. */
function startsOf(
  { rrule, start, duration_seconds, timezone, except = {} }: MaintenanceRule,
  effectiveFrom: string,
  from: number,
  to: number,
): { ruleDate: string; date: string; start: number; instants: number[] }[] {
  const dates = recurrenceDates(
    rrule,
    effectiveFrom,
    addDays(localDateOf(from - duration_seconds, timezone), -1),
    localDateOf(to, timezone),
  );
  // A date that was moved into this span may come from far away.
  const moved = Object.keys(except).filter(
    (date) => !dates.includes(date) && recurrenceDates(rrule, effectiveFrom, date, date).length > 0,
  );
  return [...dates, ...moved].flatMap((ruleDate) => {
    const other = except[ruleDate];
    if (other === null) return [];
    const at = other ?? { date: ruleDate, start };
    const instants = at.start === 0 ? [startOfDate(at.date, timezone)] : instantsAt(at.date, at.start, timezone);
    return [{ ruleDate, ...at, instants }];
  });
}

/**
 * All regular windows that touch [from, to), each by the terms in force at the time: a window on the border of two
 * terms is cut there, and its parts are one window again if both terms have it.
 */
export function expandMaintenanceOfTerms(terms: readonly Terms[], from: number, to: number): MaintenanceWindow[] {
  const windows: MaintenanceWindow[] = [];
  terms.forEach(({ effective_from, effective_from_s, maintenance }, index) => {
    const until = terms[index + 1]?.effective_from_s ?? Number.POSITIVE_INFINITY;
    const [first, last] = [Math.max(from, effective_from_s), Math.min(to, until)];
    if (first >= last) return;
    for (const rule of maintenance) {
      for (const window of expandMaintenance(rule, effective_from, first, last)) {
        const startsAt = Math.max(window.startsAt, effective_from_s);
        const part = { ...window, startsAt, endsAt: Math.min(window.endsAt, until) };
        const before = windows.find((other) => other.windowId === part.windowId && other.endsAt === startsAt);
        if (before && String(before.services) === String(part.services)) before.endsAt = part.endsAt;
        else windows.push(part);
      }
    }
  });
  return windows.sort((a, b) => a.startsAt - b.startsAt || (a.windowId < b.windowId ? -1 : 1));
}
