/** Audits tickets: judges each again with the reference engine, and says what the warehouse made of it. */
import { openSecondsBetween } from '../calendar/businessTime.ts';
import type { MeasureName } from '../contract/Contract.ts';
import { termsAt } from '../contract/termsAt.ts';
import { promisedDue } from '../reference/due.ts';
import type { TicketEventKind } from '../reference/exported.ts';
import { judgeTicket, policiesFor } from '../reference/judgeTicket.ts';
import { policySensitivity } from '../reference/policySensitivity.ts';
import { deskFigures } from '../reference/profiles/desks.ts';
import type { ExcludedReason } from '../reference/reasons.ts';
import type { JudgeContext, MeasureResult, TicketHistory } from '../reference/TicketHistory.ts';
import { readHistories } from '../report/readHistories.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { unique } from './boundingRows.ts';
import { compareTicket, readWarehouseMeasures, type WarehouseMeasures } from './compareTicket.ts';
import type { MeasureAudit, Promised, Standing, TicketAudit } from './TicketAudit.ts';
import { requireTickets } from './unknownTicket.ts';

/** The parts of a run that an audit of tickets looks at. */
export type AuditedRun = Pick<Run, 'warehouse' | 'contract' | 'exclusions' | 'calendars' | 'periods'>;

/**
 * One audit a ticket, in the order of the ids, each as known at the run's cut-off.
 *
 * @throws SlaError for ids that do not exist, naming the nearest, and for tickets whose row was set aside.
 */
export async function auditTickets(run: AuditedRun, ticketIds: readonly string[]): Promise<TicketAudit[]> {
  const wanted = [...new Set(ticketIds)];
  await requireTickets(run.warehouse, wanted);
  const histories = await readHistories(run.warehouse, wanted);
  const titles = await titlesOf(run, wanted);
  const stored = await readWarehouseMeasures(run.warehouse, wanted);
  const byId = new Map(histories.map((history) => [history.ticketId, history]));
  return wanted.map((ticketId) => auditTicket(run, byId.get(ticketId)!, titles.get(ticketId) ?? null, stored));
}

/** Whether the warehouse and the reference engine disagree on any of the tickets. */
export function disagrees(audits: readonly Pick<TicketAudit, 'warehouse'>[]): boolean {
  return audits.some(({ warehouse }) => warehouse.differences.length > 0);
}

function auditTicket(
  run: AuditedRun,
  history: TicketHistory,
  title: string | null,
  stored: WarehouseMeasures,
): TicketAudit {
  const { contract, exclusions, calendars, periods } = run;
  const context: JudgeContext = { contract, exclusions, calendars: calendars.calendars, asOf: periods.asOf };
  const { measures, remarks } = judgeTicket(history, context);
  return {
    ticketId: history.ticketId,
    title,
    type: history.type,
    service: contract.services.find(({ id }) => id === history.serviceId)?.name ?? null,
    site: siteOf(run, history)?.name ?? null,
    timezone: contract.timezone,
    asOf: periods.asOf,
    standing: standingOf(history, measures, periods.asOf),
    measures: measures.map((result) => auditMeasure(run, history, result)),
    remarks,
    sensitivity: policySensitivity(history, context),
    elsewhere: deskFigures(history, context),
    warehouse: compareTicket(stored, history, context),
    source: history.source,
  };
}

function auditMeasure(run: AuditedRun, history: TicketHistory, result: MeasureResult): MeasureAudit {
  const stop = stopOf(history, result);
  const promise = promisedTo(run, history, result);
  const severities = severitiesOf(history, result.stoppedAt ?? run.periods.asOf);
  const steps = result.steps.flatMap(({ source }) => (source ? [source] : []));
  const changes = severities.map(({ source }) => source);
  return {
    ...result,
    promise,
    unmoved: unmovedDue(run, result, promise),
    stop,
    excludedBecause: result.verdict === 'excluded' ? excludedBecause(run, history) : null,
    severities,
    rows: unique([history.source, ...steps, ...changes, ...(stop ? [stop.source] : [])]),
  };
}

function standingOf(history: TicketHistory, measures: readonly MeasureResult[], asOf: number): Standing {
  if (measures.length > 0) return 'judged';
  if (history.type !== '' && history.type.toLowerCase() !== 'incident') return 'not-an-incident';
  return history.openedAt !== null && history.openedAt > asOf ? 'not-yet-open' : 'nothing-promised';
}

function promisedTo(run: AuditedRun, history: TicketHistory, result: MeasureResult): Promised {
  const terms = termsAt(run.contract.terms, result.startedAt)!;
  const { within, clock } = terms.severities
    .find(({ name }) => name === result.severity)!
    .measures.find(({ measure }) => measure === result.measure)!;
  const rules = result.calendar === null ? null : run.contract.calendars[result.calendar]!;
  const calendar = rules && {
    id: result.calendar!,
    timezone: rules.timezone,
    dayLengthSeconds: rules.day_length_seconds,
    site: siteOf(run, history)?.name ?? null,
  };
  return { within, clock, calendar, policies: policiesFor(history, result.startedAt, terms.policies) };
}

function unmovedDue(
  { calendars }: AuditedRun,
  result: MeasureResult,
  { within, policies }: Promised,
): MeasureAudit['unmoved'] {
  const calendar = result.calendar === null ? null : calendars.calendars[result.calendar]!;
  const dueAt = promisedDue(within, result.startedAt, policies, calendar);
  const moved = calendar ? openSecondsBetween(calendar, dueAt, result.dueAt) : result.dueAt - dueAt;
  return { dueAt, movedSeconds: moved };
}

function siteOf({ contract }: AuditedRun, { serviceId, siteId }: TicketHistory) {
  const id = contract.services.find((service) => service.id === serviceId)?.site ?? siteId;
  return contract.sites.find((site) => site.id === id);
}

const STOPS: Record<MeasureName, TicketEventKind[]> = {
  respond: ['responded', 'restored', 'resolved', 'closed'],
  restore: ['restored', 'resolved', 'closed'],
  resolve: ['resolved', 'closed'],
};

/** The event that stopped the clock, else the snapshot's column that says so. */
function stopOf(history: TicketHistory, { measure, stoppedAt }: MeasureResult): MeasureAudit['stop'] {
  if (stoppedAt === null) return null;
  for (const event of STOPS[measure]) {
    const found = history.events.find((each) => each.event === event && each.at === stoppedAt);
    if (found) return { event, source: found.source };
  }
  const columns = {
    responded: 'respondedAt',
    restored: 'restoredAt',
    resolved: 'resolvedAt',
    closed: 'closedAt',
  } as const;
  const event = STOPS[measure].find((each) => history[columns[each as keyof typeof columns]] === stoppedAt) ?? 'closed';
  return { event, source: history.source };
}

/** In the order in which the rules name them: cancelled, duplicate, approved exclusion. */
function excludedBecause({ exclusions }: AuditedRun, history: TicketHistory): ExcludedReason {
  const exclusion = exclusions.find(({ target }) => 'ticket' in target && target.ticket === history.ticketId);
  const isCancelled =
    history.events.some(({ event }) => event === 'cancelled') || /^cancel/i.test(history.status ?? '');
  if (isCancelled) return { kind: 'cancelled' };
  if (history.duplicateOf) return { kind: 'duplicate', of: history.duplicateOf };
  const { id, approved_by, reason } = exclusion!;
  return { kind: 'exclusion', id, approvedBy: approved_by, reason };
}

/** Changes of severity up to an instant, earliest first. */
function severitiesOf(history: TicketHistory, until: number): MeasureAudit['severities'] {
  return history.events
    .filter(({ at, event }) => event === 'severity_changed' && at <= until)
    .map(({ at, value, source }) => ({ at, severity: value, source }))
    .sort((a, b) => a.at - b.at);
}

async function titlesOf({ warehouse }: AuditedRun, ticketIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await warehouse.rows<{ id: string; title: string | null }>(
    `select ticket_id as id, title from staging.stg_tickets where ticket_id in (${ticketIds.map(quote).join(', ')})`,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
