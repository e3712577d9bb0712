/**
 * SQL and the reference engine say the same of every ticket: thousands of generated histories under generated
 * agreements go through the real models, and every measure must be equal in every field.
 */
import { expect, test } from 'vitest';
import type { MeasureName } from '../../pipelines/contract/Contract.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import type { TicketHistory } from '../../pipelines/reference/TicketHistory.ts';
import { printTicket } from '../support/arbitraries/print.ts';
import { type TicketBatch, ticketBatches } from '../support/arbitraries/tickets.ts';
import { judgeInSql, type Outcome } from '../support/judgeInSql.ts';

/** HISTORIES=20000 is what the conformance run asks. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 4_000);
const SEED = Number(process.env['SEED'] ?? 20261001);
/** Batches are of any size up to this; all tickets of one go through SQL together. */
const LARGEST = 450;

test(`of ${HISTORIES} generated tickets, every measure is equal in both engines`, { timeout: 600_000 }, async () => {
  let histories = 0;
  let measures = 0;
  for (const batch of ticketBatches({
    seed: SEED,
    batches: Math.ceil(HISTORIES / (LARGEST * 0.45)),
    ticketsPerBatch: LARGEST,
  })) {
    const [odd] = await disagreements(batch);
    if (odd) throw new Error(await explain({ ...batch, tickets: [await smallest(odd, batch)] }));
    histories += batch.tickets.length;
    measures += batch.tickets.reduce((sum, ticket) => sum + judgeTicket(ticket, batch).measures.length, 0);
  }
  expect(histories).toBeGreaterThanOrEqual(HISTORIES);
  expect(measures).toBeGreaterThan(HISTORIES);
});

async function disagreements(batch: TicketBatch): Promise<TicketHistory[]> {
  const found = await judgeInSql(batch);
  return batch.tickets.filter((ticket) => !isEqual(found.get(ticket.ticketId) ?? [], expectedOf(ticket, batch)));
}

/** Takes facts away one at a time for as long as the engines still disagree; all ways to do so are tried in one batch. */
async function smallest(ticket: TicketHistory, batch: TicketBatch): Promise<TicketHistory> {
  const simpler = withOneFactLess(ticket).map((each, index) => ({
    ...each,
    ticketId: `${ticket.ticketId.split(',')[0]},${index}`,
  }));
  const exclusions = batch.exclusions.some(({ target }) => 'ticket' in target && target.ticket === ticket.ticketId)
    ? batch.exclusions
    : [];
  const [odd] = await disagreements({ ...batch, exclusions, tickets: simpler });
  return odd ? await smallest(odd, batch) : ticket;
}

function withOneFactLess(ticket: TicketHistory): TicketHistory[] {
  const columns = (
    ['openedAt', 'respondedAt', 'restoredAt', 'resolvedAt', 'closedAt', 'status', 'duplicateOf', 'siteId'] as const
  )
    .filter((column) => ticket[column] !== null)
    .map((column) => ({ ...ticket, [column]: null }));
  const events = ticket.events.map((removed) => ({
    ...ticket,
    events: ticket.events.filter((event) => event !== removed),
  }));
  return [...events, ...columns];
}

const ORDER: MeasureName[] = ['respond', 'restore', 'resolve'];

function expectedOf(ticket: TicketHistory, batch: TicketBatch): Outcome[] {
  return judgeTicket(ticket, batch)
    .measures.map(({ steps: _, ...outcome }) => outcome)
    .sort((a, b) => a.cycle - b.cycle || ORDER.indexOf(a.measure) - ORDER.indexOf(b.measure));
}

function isEqual(found: Outcome[], expected: Outcome[]): boolean {
  return (
    found.length === expected.length &&
    expected.every((outcome, index) => differences(found[index]!, outcome).length === 0)
  );
}

function differences(found: Outcome, expected: Outcome): (keyof Outcome)[] {
  return (Object.keys(expected) as (keyof Outcome)[]).filter((key) => found[key] !== expected[key]);
}

/** The case as a table, and below it what SQL says otherwise. */
async function explain(batch: TicketBatch): Promise<string> {
  const ticket = batch.tickets[0]!;
  const found = (await judgeInSql(batch)).get(ticket.ticketId) ?? [];
  const expected = expectedOf(ticket, batch);
  const lines = found.map((outcome) => {
    const same = expected.find(({ measure, cycle }) => measure === outcome.measure && cycle === outcome.cycle);
    if (!same) return `  ${outcome.measure} ${outcome.cycle}: not in the reference`;
    const said = differences(outcome, same).map((key) => `${key} ${outcome[key]} instead of ${same[key]}`);
    return `  ${outcome.measure} ${outcome.cycle}: ${said.join(', ') || 'the same'}`;
  });
  const what = `SQL and the reference disagree on this ticket (seed ${SEED}, made as small as it stays odd):`;
  return [what, printTicket(batch, ticket), 'SQL:', ...(lines.length > 0 ? lines : ['  no measure'])].join('\n');
}
