/** Runs a property over generated cases; the message of a failure is the shrunk case as a table, with its seed. */
import fc from 'fast-check';
import type { TicketHistory } from '../../../pipelines/reference/TicketHistory.ts';
import { printService, printTicket } from './print.ts';
import { type ServiceBatch, serviceBatch } from './services.ts';
import { type TicketBatch, ticketBatch } from './tickets.ts';

export interface Runs {
  seed: number;
  numRuns: number;
}

/** `holds` throws, or returns false, where the property is broken. */
export function checkTickets(
  holds: (ticket: TicketHistory, batch: TicketBatch) => boolean | undefined,
  runs: Runs,
): void {
  check(
    ticketBatch(),
    ({ tickets, ...batch }) => holds(tickets[0]!, { ...batch, tickets }),
    (batch) => printTicket(batch, batch.tickets[0]!),
    runs,
  );
}

/** Once for each service of each batch. */
export function checkServices(
  holds: (serviceId: string, batch: ServiceBatch) => boolean | undefined,
  runs: Runs,
): void {
  const print = (batch: ServiceBatch) =>
    batch.services.map(({ serviceId }) => printService(batch, serviceId)).join('\n\n');
  check(
    serviceBatch(),
    (batch) => batch.services.every(({ serviceId }) => holds(serviceId, batch) !== false),
    print,
    runs,
  );
}

function check<T>(
  cases: fc.Arbitrary<T>,
  holds: (value: T) => boolean | undefined,
  print: (value: T) => string,
  runs: Runs,
): void {
  const details = fc.check(
    fc.property(cases, (value) => holds(value) !== false),
    runs,
  );
  if (!details.failed) return;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : 'the property does not hold';
  const where = `seed ${details.seed}, path "${details.counterexamplePath}", shrunk ${details.numShrinks} times`;
  const table = details.counterexample ? print(details.counterexample[0]) : '';
  throw new Error(`${why}\n${where}\n${table}`, { cause: details.errorInstance });
}
