/** What holds for every ticket, however odd: the reference against itself. */
import { expect, test } from 'vitest';
import type { Within } from '../../pipelines/contract/Contract.ts';
import { termsAt } from '../../pipelines/contract/termsAt.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
import { type BalanceRow, balanceOf, type CutOffs, movementsOf } from '../../pipelines/reference/ledger.ts';
import type { MeasureResult, Step, TicketHistory } from '../../pipelines/reference/TicketHistory.ts';
import { checkTickets } from '../support/arbitraries/check.ts';
import { type TicketBatch, ticketBatches } from '../support/arbitraries/tickets.ts';

const RUNS = { numRuns: 1500, seed: 20261101 };

/** A property of each measure of each generated ticket. */
function forEachMeasure(holds: (measure: MeasureResult, batch: TicketBatch, ticket: TicketHistory) => boolean): void {
  checkTickets(
    (ticket, batch) => judgeTicket(ticket, batch).measures.every((measure) => holds(measure, batch, ticket)),
    RUNS,
  );
}

/** The measure that stands for this one when the ticket is told differently. */
function sameMeasure(
  { measure, cycle }: MeasureResult,
  batch: TicketBatch,
  ticket: TicketHistory,
): MeasureResult | undefined {
  return judgeTicket(ticket, batch).measures.find((other) => other.measure === measure && other.cycle === cycle);
}

const sum = (steps: Step[], kind: Step['kind']) =>
  steps.reduce((total, step) => (step.kind === kind ? total + step.seconds : total), 0);

test('steps cover start to stop (or as_of) without gap or overlap', () => {
  forEachMeasure(({ startedAt, stoppedAt, steps }, { asOf }) => {
    const edges = [startedAt, ...steps.map(({ to }) => to)];
    const touching = steps.every(
      ({ from, to, seconds }, index) => from === edges[index] && to > from && seconds === to - from,
    );
    return touching && edges.at(-1) === (stoppedAt ?? asOf);
  });
});

test('the running seconds add up to elapsed, the paused ones to paused', () => {
  forEachMeasure(
    ({ steps, elapsedSeconds, pausedSeconds }) =>
      sum(steps, 'running') === elapsedSeconds && sum(steps, 'paused') === pausedSeconds,
  );
});

test('met if and only if stopped at or before due; running only until due, or while it stands still', () => {
  forEachMeasure(({ verdict, stoppedAt, dueAt, marginSeconds, steps }, { asOf }) => {
    if (marginSeconds !== dueAt - (stoppedAt ?? asOf)) return false;
    if (verdict === 'excluded' || verdict === 'no-data') return true;
    if (stoppedAt === null && asOf <= dueAt) return verdict === 'running';
    if (stoppedAt === null) return verdict === 'breached' || steps.at(-1)!.kind !== 'running';
    return verdict === (stoppedAt <= dueAt ? 'met' : 'breached');
  });
});

// A clock whose time is used up exactly at closing is due at closing: stopped while closed, it is late by the wall
// clock though it ran no longer than promised. So the two ways to judge may differ only where they are equal.
test('a duration clock is met if and only if it ran no longer than promised, but for the closing edge', () => {
  forEachMeasure(
    ({ measure, severity, calendar, within, stoppedAt, dueAt, startedAt, elapsedSeconds }, { contract }) => {
      const terms = contract.terms.findLast(({ effective_from_s }) => effective_from_s <= startedAt)!;
      const promise = terms.severities
        .find(({ name }) => name === severity)!
        .measures.find((each) => each.measure === measure)!.within;
      if (stoppedAt === null || promise.kind !== 'duration' || promise.text !== within) return true;
      if (calendar !== null && elapsedSeconds === secondsOf(promise)) return true;
      return elapsedSeconds <= secondsOf(promise) === stoppedAt <= dueAt;
    },
  );
});

function secondsOf(within: Within): number {
  return within.kind === 'duration' ? within.seconds : Number.NaN;
}

test('pauses never bring the due instant forward', () => {
  forEachMeasure((measure, batch, ticket) => {
    const unpaused = {
      ...ticket,
      events: ticket.events.filter(({ event }) => event !== 'paused' && event !== 'resumed'),
    };
    const same = sameMeasure(measure, batch, unpaused);
    return same !== undefined && same.dueAt <= measure.dueAt;
  });
});

test('the order of rows in the files means nothing, but inside one second', () => {
  forEachMeasure((measure, batch, ticket) => {
    if (new Set(ticket.events.map(({ at }) => at)).size < ticket.events.length) return true;
    const events = ticket.events
      .toReversed()
      .map((event, index) => ({ ...event, source: { ...event.source, row: index + 2 } }));
    const spans = ({ steps, ...rest }: MeasureResult) =>
      JSON.stringify([rest, steps.map(({ from, to, kind, because }) => [from, to, kind, because])]);
    const same = sameMeasure(measure, batch, { ...ticket, events });
    return same !== undefined && spans(same) === spans(measure);
  });
});

// A later event also says that the column of its kind, a severity or a status speaks of later.
test('what happens after as_of changes nothing, unless it tells what was so before', () => {
  forEachMeasure((measure, batch, ticket) => {
    const { openedAt, respondedAt, restoredAt, resolvedAt, closedAt } = ticket;
    const columns = {
      opened: openedAt,
      responded: respondedAt,
      restored: restoredAt,
      resolved: resolvedAt,
      closed: closedAt,
    };
    const telling = [
      'severity_changed',
      'cancelled',
      // When a ticket was left out is told by what closed it.
      ...(ticket.status || ticket.duplicateOf ? ['resolved', 'closed'] : []),
      ...Object.entries(columns).flatMap(([kind, at]) => (at === null ? [] : [kind])),
    ];
    const events = ticket.events.filter(({ at, event }) => at < batch.asOf || telling.includes(event));
    return JSON.stringify(sameMeasure(measure, batch, { ...ticket, events })) === JSON.stringify(measure);
  });
});

/** Some instants about a ticket's life, earliest first: cuts of time into periods that fall where they may. */
function cuts(ticket: TicketHistory, { asOf }: TicketBatch): number[] {
  const instants = [ticket.openedAt, ticket.resolvedAt, ...ticket.events.map(({ at }) => at)].filter(
    (at) => at !== null,
  );
  const first = Math.min(asOf, ...instants) - 86_400;
  const near = instants.flatMap((at, index) => [at, at + (index % 3), at + index * 3600]);
  return [...new Set([first, ...near, asOf])].filter((at) => at <= asOf).sort((a, b) => a - b);
}

/** The books of a ticket between two instants. */
function books(ticket: TicketHistory, batch: TicketBatch, cutOffs: CutOffs): BalanceRow[] {
  const [before, after] = [cutOffs.from, cutOffs.to].map((asOf) => judgeTicket(ticket, { ...batch, asOf }).measures);
  const attributionOf = ({ startedAt }: MeasureResult) =>
    termsAt(batch.contract.terms, startedAt)!.policies.attribution;
  return balanceOf(movementsOf(before!, after!, attributionOf), cutOffs);
}

test('however time is cut, every row balances, and what a period carries over the next one carries in', () => {
  checkTickets((ticket, batch) => {
    const isCohort = batch.contract.terms.some(({ policies }) => policies.attribution === 'opened');
    const instants = cuts(ticket, batch);
    const periods = instants.slice(1).map((to, index) => books(ticket, batch, { from: instants[index]!, to }));
    const key = ({ severity, measure }: BalanceRow) => `${severity} ${measure}`;
    const open = (rows: BalanceRow[], term: 'carriedIn' | 'carriedOver') =>
      rows.flatMap((row) => Array<string>(row[term]).fill(key(row))).sort();
    return periods.every((rows, index) => {
      const balances = rows.every(
        (row) =>
          row.carriedIn + row.opened + row.reopenedOrRevised + row.movedIn ===
          row.met + row.breached + row.excluded + row.noData + row.noLongerPromised + row.movedOut + row.carriedOver,
      );
      const sum = (term: 'movedIn' | 'movedOut') => rows.reduce((total, row) => total + row[term], 0);
      const next = periods[index + 1];
      const carries = !next || isCohort || isEqual(open(rows, 'carriedOver'), open(next, 'carriedIn'));
      return balances && sum('movedIn') === sum('movedOut') && carries;
    });
  }, RUNS);
});

const isEqual = (a: string[], b: string[]): boolean => a.join() === b.join();

test('the same seed makes the same batches, many at once, as plain JSON', () => {
  const options = { seed: 7, batches: 40, ticketsPerBatch: 20 };
  const batches = ticketBatches(options);
  expect(JSON.stringify(ticketBatches(options))).toBe(JSON.stringify(batches));
  expect(batches.map(({ tickets }) => tickets.length)).toEqual(Array(40).fill(20));
  const measures = batches.flatMap((batch) => batch.tickets.flatMap((ticket) => judgeTicket(ticket, batch).measures));
  for (const verdict of ['met', 'breached', 'running', 'excluded'])
    expect(measures.map((each) => each.verdict)).toContain(verdict);
  for (const kind of ['running', 'paused', 'closed', 'resolved'])
    expect(measures.flatMap(({ steps }) => steps.map((step) => step.kind))).toContain(kind);
});
