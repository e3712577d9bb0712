/** Whether the client took an issued version: by name, or by saying nothing for as long as the agreement gives. */
import { nthBusinessDayAfter } from '../calendar/businessTime.ts';
import { expandCalendar } from '../calendar/expandCalendar.ts';
import { assertCovered, resolveHolidays } from '../calendar/holidays.ts';
import { addDays, localDateOf } from '../calendar/wallClock.ts';
import type { Contract } from '../contract/Contract.ts';
import type { Objections } from '../contract/readObjections.ts';

/** Where an issued version stands with the client. Dates are local to the contract's zone. */
export type Standing =
  | { kind: 'accepted'; by: string; on: string }
  /** The last day for objections went by without one. */
  | { kind: 'deemed'; on: string }
  | { kind: 'objected'; open: number; decided: number }
  /** `daysLeft`: business days until the last day for objections, that day included. */
  | { kind: 'pending'; until: string; daysLeft: number }
  /** The agreement sets no time, and nobody spoke. */
  | { kind: 'unanswered' }
  /** The time runs into a year whose holidays are not known: `because` says which, and what to do. */
  | { kind: 'open'; because: string };

/** An issued version; `until`: when the next one was issued. Epoch seconds. */
export interface IssuedVersion {
  version: string;
  issuedAt: number;
  until: number | null;
}

/**
 * @param of objections and acceptances of this report alone
 * @param now epoch seconds
 * @throws SlaError when the time runs into a year whose holidays are not known
 */
export function standingOf(
  issued: IssuedVersion,
  of: Objections,
  contract: Contract,
  workspace: string,
  now: number,
): Standing {
  const accepted = of.acceptances.find(({ version }) => version === issued.version);
  if (accepted) return { kind: 'accepted', by: accepted.by, on: accepted.on };
  const today = localDateOf(now, contract.timezone);
  const raised = raisedAgainst(issued, of, contract.timezone);
  const objected: Standing = {
    kind: 'objected',
    open: raised.filter(({ decision }) => decision === null).length,
    decided: raised.filter(({ decision }) => decision !== null).length,
  };
  if (!contract.acceptance) return raised.length > 0 ? objected : { kind: 'unanswered' };
  const { lastDay, daysLeft } = timeFor(issued, contract, workspace, today);
  if (raised.some(({ raisedOn }) => raisedOn <= lastDay)) return objected;
  return today > lastDay ? { kind: 'deemed', on: lastDay } : { kind: 'pending', until: lastDay, daysLeft };
}

/** Objections raised while the version was the one that stood. */
function raisedAgainst({ issuedAt, until }: IssuedVersion, { objections }: Objections, timezone: string) {
  const from = localDateOf(issuedAt, timezone);
  const to = until === null ? '9999-12-31' : localDateOf(until, timezone);
  return objections.filter(({ raisedOn }) => raisedOn >= from && raisedOn <= to);
}

/** The n-th business day after the day of issue, and how many there are from today up to it. */
function timeFor({ issuedAt }: IssuedVersion, contract: Contract, workspace: string, today: string) {
  const { days, calendar: id } = contract.acceptance!;
  const rules = contract.calendars[id]!;
  const from = localDateOf(issuedAt, rules.timezone);
  const to = addDays(from, days * 3 + 30);
  const holidays = resolveHolidays(rules, workspace);
  const calendar = expandCalendar(id, rules, holidays.dates, from, to);
  const lastDay = nthBusinessDayAfter(calendar, from, days).date;
  assertCovered(id, holidays, from, lastDay);
  const left = calendar.days.filter(({ date, spans }) => spans.length > 0 && date >= today && date <= lastDay);
  return { lastDay, daysLeft: left.filter(({ date }) => date > from).length };
}
