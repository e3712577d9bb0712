/**
 * Judges one ticket event by event: the specification in code, and what `sla audit` prints.
 *
 *     history -> facts -> segments -> cycles of each measure -> severity -> stretches -> due, steps, verdict
 */
import type { Calendar } from '../calendar/Calendar.ts';
import type { MeasureTerms } from '../contract/Contract.ts';
import { termsAt } from '../contract/termsAt.ts';
import { movedDue, promisedDue } from './due.ts';
import { type Pause, pausesOf } from './pauses.ts';
import { type Facts, readHistory } from './readHistory.ts';
import { type Cycle, cyclesOf, segmentsOf } from './segmentsAndCycles.ts';
import {
  isSameSeverity,
  judgedSeverity,
  raisedAt,
  type SeverityFrom,
  severityAt,
  severityOverTime,
} from './severityOverTime.ts';
import { secondsOf, stepsOf } from './steps.ts';
import { stretchesOf } from './stretches.ts';
import type { JudgeContext, Judgement, MeasureResult, Remark, TicketHistory } from './TicketHistory.ts';
import { decide } from './verdict.ts';

/**
 * All measures of a ticket as known at `context.asOf`, with what was odd about its data.
 *
 * Which terms: a promise is that of the terms in force when its cycle started; what a reopening does is settled by the
 * terms in force when the ticket was opened.
 *
 * @throws SlaError when a business clock leaves the dates that its calendar knows
 */
export function judgeTicket(history: TicketHistory, context: JudgeContext): Judgement {
  const { facts, remarks } = readHistory(history, context.asOf);
  if (!facts || !isIncident(history)) return { measures: [], remarks };

  const { severities, remarks: aboutSeverity } = severityOverTime(history, facts.opened, facts.severityChanged);
  const { pauses, remarks: aboutPauses } = pausesOf(facts, context.asOf);
  const { segments, remarks: aboutSegments } = segmentsOf(facts);
  remarks.push(...aboutSeverity, ...aboutPauses, ...aboutSegments);
  const ticket: Ticket = {
    history,
    context,
    facts,
    severities,
    pauses,
    calendar: calendarOf(history, context),
    remarks,
  };

  const { reopen } = (termsAt(context.contract.terms, facts.opened.at) ?? context.contract.terms[0]!).policies;
  const cycles = (['respond', 'restore', 'resolve'] as const).flatMap((measure) =>
    cyclesOf(measure, segments, facts, reopen),
  );
  const numbers = [...new Set(cycles.map(({ number }) => number))].sort((a, b) => a - b);
  const measures = numbers.flatMap((number) =>
    judgeCycles(
      ticket,
      cycles.filter((cycle) => cycle.number === number),
    ),
  );
  remarkUnknowns(ticket);
  return { measures, remarks };
}

interface Ticket {
  history: TicketHistory;
  context: JudgeContext;
  facts: Facts;
  severities: SeverityFrom[];
  pauses: Pause[];
  /** Of the service's site, else of the ticket's own; null when neither is known. */
  calendar: Calendar | null;
  remarks: Remark[];
}

/** An empty type is an incident; requests, problems and changes have no measures. */
function isIncident({ type }: TicketHistory): boolean {
  return type === '' || type.toLowerCase() === 'incident';
}

function calendarOf({ serviceId, siteId }: TicketHistory, { contract, calendars }: JudgeContext): Calendar | null {
  const site = contract.services.find(({ id }) => id === serviceId)?.site ?? siteId;
  const calendar = contract.sites.find(({ id }) => id === site)?.calendar;
  return (calendar !== undefined && calendars[calendar]) || null;
}

/**
 * The measures of one cycle number. Each measure is looked at on its own, with the severity at its own stop. If neither
 * restore nor resolve is promised that way - restored as Medium, which promises resolve, then resolved as High, which
 * promises restore - the severity at the later of the two stops decides.
 */
function judgeCycles(ticket: Ticket, cycles: Cycle[]): MeasureResult[] {
  const repairs = cycles.filter(({ measure }) => measure !== 'respond');
  const unpromised = repairs.every((cycle) => !promiseOf(ticket, cycle, lookedAt(ticket, cycle)));
  const later = Math.max(...repairs.map((cycle) => lookedAt(ticket, cycle)));
  return cycles
    .map((cycle) => judge(ticket, cycle, unpromised && cycle.measure !== 'respond' ? later : lookedAt(ticket, cycle)))
    .filter((result) => result !== null);
}

/** The instant whose severity judges: the stop, or as_of while running. */
function lookedAt({ context }: Ticket, { stoppedBy }: Cycle): number {
  return stoppedBy?.at ?? context.asOf;
}

/** What the agreement promises for this measure, by the terms in force at the start of its cycle; null: nothing. */
function promiseOf({ context, severities }: Ticket, { measure, startedBy }: Cycle, until: number) {
  const terms = termsAt(context.contract.terms, startedBy.at);
  if (!terms) return null;
  const severity = judgedSeverity(severities, terms.policies.severity_change, terms.severities, startedBy.at, until);
  const named = terms.severities.find(({ name }) => isSameSeverity(name, severity));
  const promise = named?.measures.find((each) => each.measure === measure);
  return named && promise ? { terms, severity: named.name, promise } : null;
}

function judge(ticket: Ticket, cycle: Cycle, until: number): MeasureResult | null {
  const { context, facts, pauses, severities } = ticket;
  const promised = promiseOf(ticket, cycle, until);
  if (!promised) return null;
  const { terms, severity, promise } = promised;
  const calendar = runsInBusinessHours(promise) ? ticket.calendar : null;
  if (runsInBusinessHours(promise) && !calendar) return null;

  const start = cycle.startedBy.at;
  const end = lookedAt(ticket, cycle);
  const stretches = stretchesOf(cycle, pauses, terms.policies.pause_reasons, end);
  const due = movedDue(promisedDue(promise.within, start, terms.policies, calendar), stretches, calendar);
  const steps = stepsOf(stretches, calendar);
  const raised = raisedAt(severity, severities, terms.policies.severity_change, terms.severities, start, end);
  const decision = isExcluded(ticket)
    ? { verdict: 'excluded' as const, decidedAt: facts.cancelled.at ?? cycle.stoppedBy?.at ?? facts.opened.at }
    : decide(cycle, due, context.asOf);
  return {
    measure: cycle.measure,
    severity,
    cycle: cycle.number,
    within: promise.within.text,
    calendar: calendar?.id ?? null,
    startedAt: start,
    dueAt: due,
    stoppedAt: cycle.stoppedBy?.at ?? null,
    elapsedSeconds: secondsOf(steps, 'running'),
    pausedSeconds: secondsOf(steps, 'paused'),
    marginSeconds: due - end,
    lateWhenRaised: raised !== null && due < raised,
    ...decision,
    steps,
  };
}

function runsInBusinessHours({ within, clock }: MeasureTerms): boolean {
  return clock === 'business' || within.kind === 'business-days';
}

/** Cancelled, a duplicate, or named by an approved exclusion. */
function isExcluded({ history, facts, context }: Ticket): boolean {
  if (facts.cancelled.is || history.duplicateOf) return true;
  return context.exclusions.some(({ target }) => 'ticket' in target && target.ticket === history.ticketId);
}

/** What the ticket holds that the agreement does not know: a severity, a pause reason, a calendar. */
function remarkUnknowns({ history, context, facts, severities, pauses, calendar, remarks }: Ticket): void {
  const terms = termsAt(context.contract.terms, facts.opened.at);
  if (!terms) return;
  const severity = severityAt(severities, context.asOf);
  if (!terms.severities.some(({ name }) => isSameSeverity(name, severity))) {
    remarks.push({ kind: 'severity-unknown', of: 'ticket', severity, source: history.source });
  }
  const reasons = new Set(
    ['client', 'vendor', 'other', ...terms.policies.pause_reasons].map((reason) => reason.toLowerCase()),
  );
  for (const { reason, startedBy } of pauses) {
    if (reason !== null && reasons.has(reason.toLowerCase())) continue;
    remarks.push({ kind: 'pause-reason-unknown', reason, source: startedBy.source });
  }
  if (
    !calendar &&
    terms.severities.some(({ name, measures }) => isSameSeverity(name, severity) && measures.some(runsInBusinessHours))
  ) {
    remarks.push({ kind: 'calendar-unknown', source: history.source });
  }
}
