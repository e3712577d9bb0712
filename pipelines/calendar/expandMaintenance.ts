/** Turns the rules of regular maintenance into windows in UTC. */
import type { MaintenanceRule, Terms } from '../contract/Contract.ts';
import { recurrenceDates } from './recurrence.ts';
import { addDays, instantAt, localDateOf } from './wallClock.ts';

/** One window, half-open, in epoch seconds. */
export interface MaintenanceWindow {
  /** Rule and local date of its start: `regular/2026-10-17`. */
  windowId: string;
  startsAt: number;
  endsAt: number;
  services: '*' | string[];
}

/**
 * The windows of one rule that touch [from, to), uncut, earliest first.
 *
 * The rule gives local dates in its own zone, `start` the wall clock of each, and the window lasts its duration as
 * elapsed time, also over a clock change. A start that does not exist or comes twice is an error.
 *
 * @param effectiveFrom date of the terms: rules with an INTERVAL count from the day, week, month or year that holds it
 */
export function expandMaintenance(
  rule: MaintenanceRule,
  effectiveFrom: string,
  from: number,
  to: number,
): MaintenanceWindow[] {
  const { id, rrule, start, duration_seconds, timezone, services } = rule;
  const firstDate = addDays(localDateOf(from - duration_seconds, timezone), -1);
  return recurrenceDates(rrule, effectiveFrom, firstDate, localDateOf(to, timezone))
    .map((date) => {
      const startsAt = instantAt(date, start, timezone, `maintenance "${id}"`);
      return { windowId: `${id}/${date}`, startsAt, endsAt: startsAt + duration_seconds, services };
    })
    .filter(({ startsAt, endsAt }) => startsAt < to && endsAt > from);
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
