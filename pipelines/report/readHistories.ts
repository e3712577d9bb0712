/**
 * Reads tickets with their events from staging, for the reference engine: each fact with its file, hash and row.
 */

import type { SourceRow, TicketEventKind } from '../reference/exported.ts';
import type { TicketEvent, TicketHistory, TicketVersion } from '../reference/TicketHistory.ts';
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
  has_responses: boolean;
  format: string | null;
  dated_instants: (number | null)[] | null;
  file: string;
  sha256: string;
  row: number;
}

interface EventRowOfStaging {
  ticket_id: string;
  happened_at: number;
  event: TicketEventKind;
  value: string | null;
  is_dated: boolean;
  file: string;
  sha256: string;
  row: number;
}

/** Histories of the named tickets, in the order of their ids; ids that do not exist are left out. */
export async function readHistories(warehouse: Warehouse, ticketIds: readonly string[]): Promise<TicketHistory[]> {
  if (ticketIds.length === 0) return [];
  const ids = ticketIds.map(quote).join(', ');
  const tickets = await warehouse.rows<TicketRowOfStaging>(
    `select tickets.*, loads.file, loads.sha256, loads.format, tickets._row as row,
       loads.has_response_column or loads.source_id in (
         select sources.source_id from staging.stg_tickets as others
         inner join staging.stg_loads as sources on others._load = sources.load_id and not sources.has_response_column
         inner join staging.stg_ticket_events as responses on others.ticket_id = responses.ticket_id and responses.event = 'responded'
       ) as has_responses
     from staging.stg_tickets as tickets inner join staging.stg_loads as loads on tickets._load = loads.load_id
     where tickets.ticket_id in (${ids}) order by tickets.ticket_id`,
  );
  const events = await warehouse.rows<EventRowOfStaging>(
    `select events.ticket_id, events.happened_at, events.event, events.value, events.is_dated, loads.file, loads.sha256, events._row as row
     from staging.stg_ticket_events as events inner join staging.stg_loads as loads on events._load = loads.load_id
     inner join (
       -- A file in which more tickets run backwards than forwards is read backwards.
       select _load, coalesce(sum(sign(last_at - first_at)), 0) < 0 as is_backwards from (
         select _load, arg_min(happened_at, _row) as first_at, arg_max(happened_at, _row) as last_at
         from staging.stg_ticket_events group by _load, ticket_id
       ) group by _load
     ) as files on events._load = files._load
     where events.ticket_id in (${ids})
     order by events.ticket_id, events.ordinal, case when files.is_backwards then -events._row else events._row end`,
  );
  const versions = await readVersions(warehouse, ids);
  const byTicket = new Map<string, EventRowOfStaging[]>();
  for (const event of events) byTicket.set(event.ticket_id, [...(byTicket.get(event.ticket_id) ?? []), event]);
  return tickets.map((ticket) => ({
    ...historyOf(ticket, byTicket.get(ticket.ticket_id) ?? []),
    versions: versions.get(ticket.ticket_id) ?? [],
  }));
}

/**
 * What each export of a ticket said, oldest first, of those that were exported more than once; known since its last update,
 * else since the newest instant of its file.
 */
async function readVersions(warehouse: Warehouse, ids: string): Promise<Map<string, TicketVersion[]>> {
  const rows = await warehouse.rows<{
    id: string;
    from: number | null;
    status: string | null;
    duplicate: string | null;
  }>(
    `select versions.ticket_id as id, versions.status, versions.duplicate_of as duplicate,
       coalesce(versions.updated_at, (
         select max(greatest(opened_at, responded_at, restored_at, resolved_at, closed_at, updated_at))
         from staging.stg_ticket_versions as others where others._load = versions._load
       )) as "from"
     from staging.stg_ticket_versions as versions where versions.ticket_id in (${ids})
     order by versions.ticket_id, versions.version desc`,
  );
  const byTicket = new Map<string, TicketVersion[]>();
  for (const { id, from, status, duplicate } of rows)
    byTicket.set(id, [...(byTicket.get(id) ?? []), { from, status, duplicateOf: duplicate }]);
  return new Map([...byTicket].filter(([, versions]) => versions.length > 1));
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
    format: ticket.format,
    hasResponses: ticket.has_responses,
    datedInstants: [
      ...(ticket.dated_instants ?? []).filter((at) => at !== null),
      ...events.filter(({ is_dated }) => is_dated).map(({ happened_at }) => happened_at),
    ],
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
