/** What holds for every ticket, however odd: the reference against itself. */
import { expect, test } from 'vitest';
import type { Within } from '../../pipelines/contract/Contract.ts';
import { attributedAt, standingIn } from '../../pipelines/reference/attribution.ts';
import { judgeTicket } from '../../pipelines/reference/judgeTicket.ts';
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

test('met if and only if stopped at or before due; running only until due', () => {
  forEachMeasure(({ verdict, stoppedAt, dueAt, marginSeconds }, { asOf }) => {
    if (marginSeconds !== dueAt - (stoppedAt ?? asOf)) return false;
    if (verdict === 'excluded') return true;
    if (stoppedAt === null) return verdict === (asOf > dueAt ? 'breached' : 'running');
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

test('the order of rows in the files means nothing, but for several severities at one instant', () => {
  forEachMeasure((measure, batch, ticket) => {
    const severities = ticket.events.filter(({ event }) => event === 'severity_changed' || event === 'opened');
    if (new Set(severities.map(({ at }) => at)).size < severities.length) return true;
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
      ...Object.entries(columns).flatMap(([kind, at]) => (at === null ? [] : [kind])),
    ];
    const events = ticket.events.filter(({ at, event }) => at <= batch.asOf || telling.includes(event));
    return JSON.stringify(sameMeasure(measure, batch, { ...ticket, events })) === JSON.stringify(measure);
  });
});

const MONTH = 30 * 86_400;

test('of consecutive periods, a measure is counted in one at most: that of the instant it is attributed to', () => {
  forEachMeasure((measure, { asOf }) =>
    (['decided', 'opened', 'resolved'] as const).every((attribution) => {
      const first = measure.startedAt - 3 * MONTH;
      const periods = Array.from({ length: 16 }, (_, index) => ({
        startsAt: first + index * MONTH,
        endsAt: first + (index + 1) * MONTH,
      }));
      const counted = periods.filter((period) => standingIn(period, measure, attribution) === 'counted');
      const at = attributedAt(measure, attribution);
      const decided = attribution === 'resolved' ? at !== null : measure.decidedAt !== null;
      const within = at !== null && at >= first && at < first + 16 * MONTH && at <= asOf + 16 * MONTH;
      return counted.length === (decided && within ? 1 : 0);
    }),
  );
});

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

// An orderly ticket (one thing of a kind, in order) under attribution `decided`, judged at each month's own end.
test('month after month, each at its own as_of, a ticket that is not reopened counts once', () => {
  const order = ['opened', 'responded', 'restored', 'resolved', 'closed'];
  forEachMeasure((measure, batch, ticket) => {
    const facts = ticket.events.filter(({ event }) => order.includes(event)).map(({ event }) => order.indexOf(event));
    const hasColumns = [ticket.respondedAt, ticket.restoredAt, ticket.resolvedAt, ticket.closedAt].some(
      (at) => at !== null,
    );
    const orderly =
      new Set(facts).size === facts.length &&
      !hasColumns &&
      facts.every((kind, index) => index === 0 || kind > facts[index - 1]!);
    if (!orderly || ticket.events.some(({ event }) => ['reopened', 'severity_changed', 'cancelled'].includes(event)))
      return true;
    if (measure.verdict === 'excluded') return true;

    const first = measure.startedAt - 86_400;
    const counted = Array.from({ length: 40 }, (_, index) => ({
      startsAt: first + index * 3 * 86_400,
      endsAt: first + (index + 1) * 3 * 86_400,
    }))
      .filter(({ endsAt }) => endsAt <= batch.asOf)
      .filter((period) => {
        const then = judgeTicket(ticket, { ...batch, asOf: period.endsAt }).measures.find(
          (each) => each.measure === measure.measure,
        );
        return then !== undefined && standingIn(period, then, 'decided') === 'counted';
      });
    const known =
      measure.decidedAt !== null &&
      measure.decidedAt < first + Math.floor((batch.asOf - first) / (3 * 86_400)) * 3 * 86_400;
    return counted.length === (known && measure.decidedAt! < first + 120 * 86_400 ? 1 : 0);
  });
});
