/**
 * Judges one ticket event by event: the specification in code, and what `sla audit` prints.
 *
 *     history -> facts -> segments -> cycles -> severity and promise -> stretches -> due, steps, verdict
 */
import type { Calendar } from '../calendar/Calendar.ts';
import type { MeasureName, MeasureTerms, Policies, SeverityTerms, Terms } from '../contract/Contract.ts';
import { termsAt } from '../contract/termsAt.ts';
import { movedDue, promisedDue } from './due.ts';
import { type Pause, pausesOf, withExclusions } from './pauses.ts';
import { type Fact, type Facts, readHistory } from './readHistory.ts';
import {
  beginsAnew,
  type Cycle,
  completionCycle,
  responseCycles,
  type Segment,
  segmentsOf,
} from './segmentsAndCycles.ts';
import {
  isSameSeverity,
  judgedSeverity,
  metUntil,
  raisedAt,
  type SeverityFrom,
  severityAt,
  severityOverTime,
} from './severityOverTime.ts';
import { secondsOf, stepsOf } from './steps.ts';
import { stretchesOf } from './stretches.ts';
import type { JudgeContext, Judgement, MeasureResult, Remark, TicketHistory } from './TicketHistory.ts';
import { type Decision, decide } from './verdict.ts';

/**
 * All measures of a ticket as known at `context.asOf`, with what was odd about its data.
 *
 * Which terms: a measure keeps those in force when its cycle started, all policies included.
 *
 * @throws SlaError when a business clock leaves the dates that its calendar knows
 */
export function judgeTicket(history: TicketHistory, context: JudgeContext): Judgement {
  const { facts, remarks } = readHistory(history, context.asOf);
  if (!facts || !isIncident(history)) return { measures: [], remarks };

  const { severities, remarks: aboutSeverity } = severityOverTime(history, facts);
  const { segments, remarks: aboutSegments } = segmentsOf(facts);
  const { pauses, remarks: aboutPauses } = pausesOf(facts, segments, context.asOf);
  remarks.push(...aboutSeverity, ...aboutPauses, ...aboutSegments);
  const ticket: Ticket = {
    history,
    context,
    facts,
    severities,
    pauses,
    standing: withExclusions(pauses, exclusionsOf(history, context), facts, context.asOf),
    calendar: calendarOf(history, context),
    remarks,
  };
  remarkUnknowns(ticket);
  if (isOfUnknownService(history, context)) return { measures: [], remarks };
  const measures = [...responses(ticket, segments), ...completions(ticket, segments)];
  const order: MeasureName[] = ['respond', 'restore', 'resolve'];
  measures.sort((a, b) => a.cycle - b.cycle || order.indexOf(a.measure) - order.indexOf(b.measure));
  return { measures, remarks };
}

interface Ticket {
  history: TicketHistory;
  context: JudgeContext;
  facts: Facts;
  severities: SeverityFrom[];
  pauses: Pause[];
  /** Pauses, and approved exclusions of parts of its life. */
  standing: Pause[];
  /** Of the service's site, else of the ticket's own; null when neither is known. */
  calendar: Calendar | null;
  remarks: Remark[];
}

/** Approved for a part of the ticket's life. */
function exclusionsOf({ ticketId }: TicketHistory, { exclusions }: JudgeContext) {
  return exclusions.filter(
    ({ target, from, to }) => 'ticket' in target && target.ticket === ticketId && (from !== null || to !== null),
  );
}

/** An empty type is an incident; requests, problems and changes have no measures. */
function isIncident({ type }: TicketHistory): boolean {
  return type === '' || type.toLowerCase() === 'incident';
}

/** A service that the agreement does not name was promised nothing; a ticket that names none is judged by its site. */
function isOfUnknownService({ serviceId }: TicketHistory, { contract }: JudgeContext): boolean {
  return serviceId !== null && !contract.services.some(({ id }) => id === serviceId);
}

function calendarOf({ serviceId, siteId }: TicketHistory, { contract, calendars }: JudgeContext): Calendar | null {
  const site = contract.services.find(({ id }) => id === serviceId)?.site ?? siteId;
  const calendar = contract.sites.find(({ id }) => id === site)?.calendar;
  return (calendar !== undefined && calendars[calendar]) || null;
}

/** What a reopening does is settled by the terms in which its cycle started; the first ones stand in for the time before. */
function reopenPolicy({ context: { contract } }: Ticket, startedBy: Fact) {
  return (termsAt(contract.terms, startedBy.at) ?? contract.terms[0]!).policies.reopen;
}

function responses(ticket: Ticket, segments: readonly Segment[]): MeasureResult[] {
  return responseCycles(segments, (startedBy) => reopenPolicy(ticket, startedBy)).flatMap((cycle) => {
    const promised = promiseOf(ticket, cycle);
    return promised ? judge(ticket, cycle, promised) : [];
  });
}

/**
 * One completion a cycle. A reopening begins a new one if the policy says so - but a clock that had not stopped cannot
 * begin anew, it goes on.
 */
function completions(ticket: Ticket, segments: readonly Segment[]): MeasureResult[] {
  const results: MeasureResult[] = [];
  let group: Segment[] = [];
  let number = 1;
  for (const segment of segments) {
    group.push(segment);
    const completed = completionOf(ticket, number, group, segment.reopenedBy);
    const hasStopped = completed.every(({ cycle }) => cycle.stoppedBy);
    const isOver = segment.reopenedBy && hasStopped && beginsAnew(segment, reopenPolicy(ticket, group[0]!.startedBy));
    if (segment.reopenedBy && !isOver) continue;
    results.push(...completed.flatMap(({ cycle, promised }) => judge(ticket, cycle, promised)));
    group = [];
    number += 1;
  }
  return results;
}

interface Promised {
  terms: Terms;
  severity: SeverityTerms;
  promise: MeasureTerms;
}

/**
 * Which completion a cycle has: the stops are walked in time, and the first of them that the severity then in force
 * promises is it; a clock that has not stopped comes last, with the severity of now. If none fits, the severity at the last
 * stop decides. A severity that promises both has both.
 *
 * @param until the reopening before which this is looked at; null: as_of
 */
function completionOf(
  ticket: Ticket,
  number: number,
  group: readonly Segment[],
  until: Fact | null,
): { cycle: Cycle; promised: Promised }[] {
  const { facts } = ticket.facts;
  const cycles = (['restore', 'resolve'] as const).map((measure) => completionCycle(measure, number, group));
  const place = ({ stoppedBy }: Cycle) => (stoppedBy ? facts.indexOf(stoppedBy) : facts.length);
  const walked = [...cycles].sort((a, b) => place(a) - place(b));
  const fitting = walked.find((cycle) => promiseOf(ticket, cycle, cycle.stoppedBy ?? until));
  const last = walked.findLast(({ stoppedBy }) => stoppedBy);
  const decisive = fitting ?? last;
  if (!decisive) return [];
  return cycles.flatMap((cycle) => {
    const promised = promiseOf(ticket, { ...decisive, measure: cycle.measure }, decisive.stoppedBy ?? until);
    return promised ? [{ cycle, promised }] : [];
  });
}

/** What the agreement promises for a measure by the severity that its clock met until `until`; null: nothing. */
function promiseOf(
  { context, severities, facts }: Ticket,
  { measure, startedBy, stoppedBy }: Cycle,
  until: Fact | null = stoppedBy,
): Promised | null {
  const terms = termsAt(context.contract.terms, startedBy.at);
  if (!terms) return null;
  const met = metUntil(severities, facts.facts, until);
  const name = judgedSeverity(
    met,
    terms.policies.severity_change,
    terms.severities,
    startedBy.at,
    until?.at ?? context.asOf,
  );
  const severity = terms.severities.find((each) => isSameSeverity(each.name, name));
  const promise = severity?.measures.find((each) => each.measure === measure);
  return severity && promise ? { terms, severity, promise } : null;
}

function judge(ticket: Ticket, cycle: Cycle, { terms, severity, promise }: Promised): MeasureResult[] {
  const { history, context, facts, standing, severities } = ticket;
  const calendar = runsInBusinessHours(promise) ? ticket.calendar : null;
  if (runsInBusinessHours(promise) && !calendar) return [];

  const start = cycle.startedBy.at;
  const end = cycle.stoppedBy?.at ?? context.asOf;
  const stretches = stretchesOf(cycle, standing, terms.policies.pause_reasons, end);
  const promisedAt = promisedDue(promise.within, start, policiesFor(history, start, terms.policies), calendar);
  const { due, isStanding } = movedDue(promisedAt, stretches, calendar, end);
  const steps = stepsOf(stretches, calendar);
  const met = metUntil(severities, facts.facts, cycle.stoppedBy);
  const raised = raisedAt(severity.name, met, terms.policies.severity_change, terms.severities, start, end);
  const lateWhenRaised = raised !== null && due < raised;
  const decision = decide(cycle, due, context.asOf, { isStanding, raisedAt: lateWhenRaised ? raised : null });
  return [
    {
      measure: cycle.measure,
      severity: severity.name,
      cycle: cycle.number,
      within: promise.within.text,
      calendar: calendar?.id ?? null,
      startedAt: start,
      dueAt: due,
      stoppedAt: cycle.stoppedBy?.at ?? null,
      elapsedSeconds: secondsOf(steps, 'running'),
      pausedSeconds: secondsOf(steps, 'paused'),
      marginSeconds: due - end,
      lateWhenRaised,
      ...(leftOut(ticket, cycle) ?? withoutData(ticket, cycle, promise) ?? decision),
      wasLate: decision.verdict === 'breached' && due < (facts.leftOutSince ?? Number.POSITIVE_INFINITY),
      steps,
    },
  ];
}

/** The policies by which a clock is counted: from a start of which the day alone is known, days are counted by their dates. */
export function policiesFor({ datedInstants }: TicketHistory, start: number, policies: Policies): Policies {
  const isDated = datedInstants?.includes(start) && policies.business_day === 'business-hours';
  return isDated ? { ...policies, business_day: 'end-of-day' } : policies;
}

/** Cancelled, a duplicate, or named by an approved exclusion as a whole. */
function leftOut({ history, facts, context }: Ticket, { startedBy }: Cycle): Decision | null {
  if (facts.leftOutSince !== null) return { verdict: 'excluded', decidedAt: facts.leftOutSince };
  const isExcluded = context.exclusions.some(
    ({ target, from, to }) => 'ticket' in target && target.ticket === history.ticketId && from === null && to === null,
  );
  return isExcluded ? { verdict: 'excluded', decidedAt: startedBy.at } : null;
}

/**
 * What decides it was never exported: the column of responses, the time of a day where the target is shorter than one, or
 * the instant of a completion that the status names.
 */
function withoutData(
  { history, facts }: Ticket,
  { measure, startedBy, stoppedBy }: Cycle,
  { within }: MeasureTerms,
): Decision | null {
  if (measure === 'respond' && history.hasResponses === false) return { verdict: 'no-data', decidedAt: startedBy.at };
  const dated = [startedBy, stoppedBy].find((fact) => fact !== null && history.datedInstants?.includes(fact.at));
  if (within.kind === 'duration' && within.seconds < 86_400 && dated)
    return { verdict: 'no-data', decidedAt: dated.at };
  if (facts.closedWithoutInstantSince === null || stoppedBy) return null;
  return { verdict: 'no-data', decidedAt: facts.closedWithoutInstantSince };
}

function runsInBusinessHours({ within, clock }: MeasureTerms): boolean {
  return clock === 'business' || within.kind === 'business-days';
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
