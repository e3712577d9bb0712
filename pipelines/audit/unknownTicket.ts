/** Says of a ticket id that cannot be audited why, and which ids come near it. */
import { distance } from 'fastest-levenshtein';
import { type Problem, SlaError } from '../errors.ts';
import { shellWord } from '../shellWord.ts';
import { quote, type Warehouse } from '../warehouse/Warehouse.ts';

/** @throws SlaError (exit 2 for unknown ids, 1 for rows that were set aside) unless every ticket is there. */
export async function requireTickets(warehouse: Warehouse, ticketIds: readonly string[]): Promise<void> {
  const known = await warehouse.rows<{ id: string }>(
    `select ticket_id as id from staging.stg_tickets where ticket_id in (${ticketIds.map(quote).join(', ')})`,
  );
  const missing = ticketIds.filter((ticketId) => !known.some(({ id }) => id === ticketId));
  if (missing.length === 0) return;
  const rejected = await setAside(warehouse, missing);
  const unknown = missing.filter((ticketId) => !rejected.has(ticketId));
  const all =
    unknown.length > 0 ? await warehouse.rows<{ id: string }>('select ticket_id as id from staging.stg_tickets') : [];
  const ids = all.map(({ id }) => id);
  const problems = missing.map((ticketId) => rejected.get(ticketId) ?? unknownTicket(ticketId, ids));
  throw new SlaError(problems, unknown.length > 0 ? 2 : 1);
}

/**
 * Up to three ids that were probably meant, the nearest first: those that hold what was typed, else those that a few
 * letters would turn into it.
 */
export function nearestIds(typed: string, ids: readonly string[]): string[] {
  const wanted = typed.trim().toLowerCase();
  const letters = Math.max(2, Math.floor(wanted.length / 4));
  return ids
    .map((id) => {
      const candidate = id.toLowerCase();
      const steps = distance(wanted, candidate);
      const begins = candidate.startsWith(wanted) ? 0 : 1;
      return { id, steps, begins, rank: wanted.length > 2 && candidate.endsWith(wanted) ? 0 : steps };
    })
    .filter(({ rank }) => rank <= letters)
    .sort((a, b) => a.rank - b.rank || a.begins - b.begins || a.steps - b.steps || (a.id < b.id ? -1 : 1))
    .slice(0, 3)
    .map(({ id }) => id);
}

function unknownTicket(ticketId: string, ids: readonly string[]): Problem {
  const nearest = nearestIds(ticketId, ids);
  const fix =
    nearest.length > 0
      ? `Did you mean ${listOf(nearest)}? For example: sla audit ${shellWord(nearest[0]!)}`
      : `The exports hold ${ids.length} tickets, none with a similar id${ids[0] ? `; ids look like ${ids[0]}` : ''}.`;
  return {
    what: `There is no ticket "${ticketId}" in the exports.`,
    where: 'exports/',
    fix,
    state: 'Nothing was audited.',
  };
}

/** Tickets whose row could not be read: they exist, but there is nothing to judge. */
async function setAside(warehouse: Warehouse, ticketIds: readonly string[]): Promise<Map<string, Problem>> {
  const cells = await warehouse.rows<{
    id: string;
    file: string;
    row: number;
    column: string;
    value: string | null;
    reason: string;
  }>(
    `select tickets.ticket_id as id, loads.file, cells._row as row, cells.column_name as "column", cells.value, cells.reason
     from staging.stg_rejected_cells as cells
     inner join raw.tickets as tickets on cells._load = tickets._load and cells._row = tickets._row
     inner join staging.stg_loads as loads on cells._load = loads.load_id
     where cells.table_name = 'tickets' and tickets.ticket_id in (${ticketIds.map(quote).join(', ')})
     order by loads.ordinal desc, cells._row, cells.column_name`,
  );
  return new Map(
    cells.map(({ id, file, row, column, value, reason }) => [
      id,
      {
        what: `Ticket "${id}" was set aside: ${column} ${value === null ? reason : `"${value}": ${reason}`}.`,
        where: `${file}, row ${row}, column ${column}`,
        fix: 'Correct the row in the system that exported it, export again, then run the command again.',
        state: 'It is counted in the data check and has no verdict.',
      },
    ]),
  );
}

function listOf(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}`;
}
