/** Puts tickets through the real SQL models, many at once, and reads their measures back as the reference yields them. */
import type { Calendar } from '../../pipelines/calendar/Calendar.ts';
import type { Contract, Exclusion } from '../../pipelines/contract/Contract.ts';
import type { MeasureResult, TicketHistory } from '../../pipelines/reference/TicketHistory.ts';
import { writeCalendarTables } from '../../pipelines/run/writeCalendarTables.ts';
import { writeContractTables } from '../../pipelines/run/writeContractTables.ts';
import { writeCutOffs } from '../../pipelines/run/writeRunTables.ts';
import { proveGrain } from '../../pipelines/warehouse/buildModels.ts';
import { type Model, readMacros } from '../../pipelines/warehouse/models.ts';
import { Warehouse } from '../../pipelines/warehouse/Warehouse.ts';
import { createEmpty, shapes } from './emptyWarehouse.ts';
import { insertRows, type TableRow } from './insertRows.ts';

export interface TicketsUnderAgreement {
  contract: Contract;
  calendars: Record<string, Calendar>;
  exclusions: readonly Exclusion[];
  /** Epoch seconds. */
  asOf: number;
  tickets: readonly TicketHistory[];
  /** Default: one, from the beginning of time to the cut-off. */
  periods?: readonly { id: string; startsAt: number; endsAt: number; asOf: number }[];
}

/** What both engines must agree on: all of a measure but its steps. */
export type Outcome = Omit<MeasureResult, 'steps'>;

/** The measures of every ticket, in the order of ticket, cycle and measure. */
export async function judgeInSql(given: TicketsUnderAgreement): Promise<Map<string, Outcome[]>> {
  return await withTickets(given, 'marts.fct_ticket_measures', readOutcomes);
}

/** Builds every model from staged tickets up to `last`, with its grain proved, and hands the warehouse over. */
export async function withTickets<T>(
  given: TicketsUnderAgreement,
  last: string,
  read: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await Warehouse.open({ path: ':memory:', threads: 1 });
  try {
    await writeInputs(warehouse, given);
    for (const model of await modelsBetween('staging', last)) {
      await warehouse.run(
        `create schema if not exists ${model.layer}; create or replace table ${model.qualifiedName} as ${model.sql}`,
      );
      await proveGrain(warehouse, model);
    }
    return await read(warehouse);
  } finally {
    warehouse.close();
  }
}

/** The models that lead from a layer (its own tables are given) to a model, in build order. */
async function modelsBetween(given: string, last: string): Promise<Model[]> {
  const { models } = await shapes();
  const needed = new Set([last]);
  for (const model of models.toReversed()) {
    if (needed.has(model.qualifiedName)) for (const name of model.reads) needed.add(name);
  }
  return models.filter(({ qualifiedName, layer }) => needed.has(qualifiedName) && layer !== given);
}

async function writeInputs(
  warehouse: Warehouse,
  { contract, calendars, exclusions, asOf, tickets, periods }: TicketsUnderAgreement,
): Promise<void> {
  await warehouse.run(readMacros());
  await writeContractTables(warehouse, contract, [...exclusions]);
  const holidays = Object.fromEntries(
    Object.keys(calendars).map((id) => [id, { dates: new Map(), coveredYears: 'all' as const }]),
  );
  await writeCalendarTables(warehouse, contract, { calendars, holidays }, asOf, asOf);
  for (const table of [
    'run.period',
    'run.periods',
    'run.rollups',
    'staging.stg_loads',
    'staging.stg_tickets',
    'staging.stg_ticket_versions',
    'staging.stg_ticket_events',
  ])
    await createEmpty(warehouse, table);
  const months = periods ?? [{ id: 'all', startsAt: 0, endsAt: asOf, asOf }];
  await insertRows(
    warehouse,
    'run.periods',
    months.map((month, index) => ({
      period_id: month.id,
      ordinal: index + 1,
      starts_at: month.startsAt,
      ends_at: month.endsAt,
      as_of: month.asOf,
      is_reported: true,
    })),
  );
  await insertRows(
    warehouse,
    'run.rollups',
    months.map(({ id }) => ({ period_id: id, month_id: id })),
  );
  await writeCutOffs(warehouse, months, Math.max(...months.map((month) => month.asOf)));
  await insertRows(
    warehouse,
    'staging.stg_loads',
    [1, 2, 3].map((load) => ({
      load_id: load,
      ordinal: load,
      source_id: `source ${load}`,
      has_response_column: load !== 3,
    })),
  );
  await insertRows(warehouse, 'staging.stg_tickets', tickets.map(ticketRow));
  await insertRows(warehouse, 'staging.stg_ticket_versions', tickets.flatMap(versionRows));
  await insertRows(warehouse, 'staging.stg_ticket_events', tickets.flatMap(eventRows));
  await warehouse.run('update staging.stg_ticket_events set ticket_no = hash(ticket_id)');
}

/** A row as staging leaves it: kinds in lower case, empty texts null, an empty type an incident. */
function ticketRow(ticket: TicketHistory): TableRow {
  return {
    ticket_id: ticket.ticketId,
    type: ticket.type === '' ? 'incident' : ticket.type.toLowerCase(),
    service_id: ticket.serviceId,
    site_id: ticket.siteId,
    severity: ticket.severity,
    status: ticket.status?.toLowerCase() ?? null,
    opened_at: ticket.openedAt,
    responded_at: ticket.respondedAt,
    restored_at: ticket.restoredAt,
    resolved_at: ticket.resolvedAt,
    closed_at: ticket.closedAt,
    duplicate_of: ticket.duplicateOf,
    dated_instants: ticket.datedInstants && ticket.datedInstants.length > 0 ? ticket.datedInstants : null,
    // The third file has no column of responses.
    _load: ticket.hasResponses === false ? 3 : 1,
    _row: ticket.source.row,
  };
}

/** What each export said, newest first, of a ticket that was exported more than once. */
function versionRows(ticket: TicketHistory): TableRow[] {
  return (ticket.versions ?? [])
    .map(({ from, status, duplicateOf }) => ({
      ...ticketRow(ticket),
      status: status?.toLowerCase() ?? null,
      duplicate_of: duplicateOf,
      updated_at: from,
    }))
    .reverse()
    .map((row, index) => ({ ...row, version: index + 1, ordinal: 1 }));
}

function eventRows({ ticketId, events }: TicketHistory): TableRow[] {
  return events.map(({ at, event, value, source }) => ({
    ticket_id: ticketId,
    happened_at: at,
    event,
    value,
    _load: 2,
    _row: source.row,
    ordinal: 2,
  }));
}

async function readOutcomes(warehouse: Warehouse): Promise<Map<string, Outcome[]>> {
  const rows = await warehouse.rows<Outcome & { ticketId: string }>(`
    select
      ticket_id as "ticketId", measure, severity, cycle, within_text as within, calendar_id as calendar, started_at as "startedAt",
      due_at as "dueAt", stopped_at as "stoppedAt", elapsed_seconds as "elapsedSeconds", paused_seconds as "pausedSeconds",
      verdict, margin_seconds as "marginSeconds", decided_at as "decidedAt", is_late_when_raised as "lateWhenRaised",
      was_late as "wasLate"
    from marts.fct_ticket_measures
    order by ticket_id, cycle, list_position(['respond', 'restore', 'resolve'], measure)`);
  const outcomes = new Map<string, Outcome[]>();
  for (const { ticketId, ...outcome } of rows) outcomes.set(ticketId, [...(outcomes.get(ticketId) ?? []), outcome]);
  return outcomes;
}
