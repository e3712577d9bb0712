/**
 * Reads tickets with their events from staging, for the reference engine: each fact with its file, hash and row.
 */
import type { SourceRow, TicketEvent, TicketEventKind, TicketHistory } from '../reference/TicketHistory.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';

interface TicketRowOfStaging {
  ticket_id: string;
  type: string;
  service_id: string | null;
  site_id: string | null;
  severity: string | null;
  status: string | null;
  opened_at: number | null;
  responded_at: number | null;
  restored_at: number | null;
  resolved_at: number | null;
  closed_at: number | null;
  duplicate_of: string | null;
  file: string;
  sha256: string;
  row: number;
}

interface EventRowOfStaging {
  ticket_id: string;
  happened_at: number;
  event: TicketEventKind;
  value: string | null;
  file: string;
  sha256: string;
  row: number;
}

/** Histories of the named tickets, in the order of their ids; ids that do not exist are left out. */
export async function readHistories(warehouse: Warehouse, ticketIds: readonly string[]): Promise<TicketHistory[]> {
  if (ticketIds.length === 0) return [];
  const ids = ticketIds.map(quote).join(', ');
  const tickets = await warehouse.rows<TicketRowOfStaging>(
    `select tickets.*, loads.file, loads.sha256, tickets._row as row
     from staging.stg_tickets as tickets inner join staging.stg_loads as loads on tickets._load = loads.load_id
     where tickets.ticket_id in (${ids}) order by tickets.ticket_id`,
  );
  const events = await warehouse.rows<EventRowOfStaging>(
    `select events.ticket_id, events.happened_at, events.event, events.value, loads.file, loads.sha256, events._row as row
     from staging.stg_ticket_events as events inner join staging.stg_loads as loads on events._load = loads.load_id
     where events.ticket_id in (${ids}) order by events.ticket_id, events.ordinal, events._row`,
  );
  const byTicket = new Map<string, EventRowOfStaging[]>();
  for (const event of events) byTicket.set(event.ticket_id, [...(byTicket.get(event.ticket_id) ?? []), event]);
  return tickets.map((ticket) => historyOf(ticket, byTicket.get(ticket.ticket_id) ?? []));
}

function historyOf(ticket: TicketRowOfStaging, events: EventRowOfStaging[]): TicketHistory {
  return {
    ticketId: ticket.ticket_id,
    type: ticket.type,
    serviceId: ticket.service_id,
    siteId: ticket.site_id,
    severity: ticket.severity,
    status: ticket.status,
    openedAt: ticket.opened_at,
    respondedAt: ticket.responded_at,
    restoredAt: ticket.restored_at,
    resolvedAt: ticket.resolved_at,
    closedAt: ticket.closed_at,
    duplicateOf: ticket.duplicate_of,
    source: sourceOf(ticket),
    events: events.map(
      (event): TicketEvent => ({
        at: event.happened_at,
        event: event.event,
        value: event.value,
        source: sourceOf(event),
      }),
    ),
  };
}

function sourceOf({ file, sha256, row }: { file: string; sha256: string; row: number }): SourceRow {
  return { file, sha256, row };
}
