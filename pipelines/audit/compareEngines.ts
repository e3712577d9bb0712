/** Before a report is written, the second engine computes again what it prints: a disagreement stops it. */
import { SlaError } from '../errors.ts';
import type { Run } from '../run/prepareRun.ts';
import { quote } from '../warehouse/Warehouse.ts';
import { serviceDifferences } from './auditService.ts';
import { auditTickets } from './auditTickets.ts';
import type { Difference } from './TicketAudit.ts';

/** All services up to this many spans of the period; beyond it, as many services as `mostServices`. */
const mostSpans = 100_000;
const mostServices = 50;
/** Of the tickets whose clocks are drawn or counted: the gravest breaches, and others by a hash of period and inputs. */
const mostBreaches = 100;
const mostOthers = 100;

/**
 * Judges services and tickets of the period again, and compares every figure with the warehouse.
 *
 * @throws SlaError naming what differs
 */
export async function compareEngines(run: Run): Promise<void> {
  const found: string[] = [];
  for (const serviceId of await servicesOf(run))
    found.push(...(await serviceDifferences(run, serviceId)).map((each) => said(serviceId, each)));
  const tickets = await ticketsOf(run);
  for (const { ticketId, warehouse } of tickets.length > 0 ? await auditTickets(run, tickets) : [])
    found.push(...warehouse.differences.map((each) => said(ticketId, each)));
  if (found.length === 0) return;
  const { id } = run.periods.period;
  throw new SlaError({
    what: `The two engines disagree on ${found.length} figures: ${found.slice(0, 3).join('; ')}${found.length > 3 ? ' ...' : ''}.`,
    where: id,
    fix: 'One of them is wrong. Please report it with the output of "sla audit" for what is named here; do not use the figures.',
    state: 'No report was written; earlier reports are as they were.',
  });
}

function said(of: string, { what, reference, warehouse }: Difference): string {
  return `${of} ${what}: ${String(reference)} against ${String(warehouse)}`;
}

async function servicesOf({ warehouse, periods, hashes }: Run): Promise<string[]> {
  const months = periods.period.months.map(quote).join(', ');
  const rows = await warehouse.rows<{ id: string; spans: number }>(
    `select service_id as id, sum(count(*)) over () as spans
     from intermediate.int_service_timeline where period_id in (${months})
     group by service_id order by hash(${key(periods.period.id, hashes)} || service_id), service_id`,
  );
  const isSmall = (rows[0]?.spans ?? 0) <= mostSpans;
  return rows.slice(0, isSmall ? rows.length : mostServices).map(({ id }) => id);
}

/** The tickets whose clocks the report draws, and some of the others, each time the same ones for the same inputs. */
async function ticketsOf({ warehouse, periods, hashes }: Run): Promise<string[]> {
  const counted = `from marts.fct_counted_measures where period_id = ${quote(periods.period.id)}`;
  const rows = await warehouse.rows<{ id: string }>(
    `(select ticket_id as id ${counted} and verdict = 'breached' and is_counted
        group by ticket_id order by min(severity_rank), min(due_at), ticket_id limit ${mostBreaches})
     union
     (select ticket_id ${counted} group by ticket_id
        order by hash(${key(periods.period.id, hashes)} || ticket_id), ticket_id limit ${mostOthers})
     order by id`,
  );
  return rows.map(({ id }) => id);
}

function key(period: string, { contract, models }: Run['hashes']): string {
  return quote(`${period} ${contract} ${models} `);
}
