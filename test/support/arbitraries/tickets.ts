/** Random ticket histories, from orderly stories to nonsense: ties, missing and contradicting facts, chains of reopenings. */

import fc from 'fast-check';
import type { Exclusion } from '../../../pipelines/contract/Contract.ts';
import { localText } from '../../../pipelines/contract/languages.ts';
import type { TicketEventKind } from '../../../pipelines/reference/exported.ts';
import type { TicketEvent, TicketHistory } from '../../../pipelines/reference/TicketHistory.ts';
import { type Agreement, ANCHORS, agreement } from './agreements.ts';

/** Many tickets under one agreement, as plain JSON; rows of events are numbered through the batch. */
export interface TicketBatch extends Agreement {
  exclusions: Exclusion[];
  asOf: number;
  tickets: TicketHistory[];
}

/** The same batches for the same seed: `batches * ticketsPerBatch` histories in all. */
export function ticketBatches(options: { seed: number; batches: number; ticketsPerBatch: number }): TicketBatch[] {
  return fc.sample(ticketBatch(options.ticketsPerBatch, options.ticketsPerBatch), {
    seed: options.seed,
    numRuns: options.batches,
  });
}

/** One batch; it shrinks to `minTickets` tickets with few events, so a counterexample comes out small. */
export function ticketBatch(minTickets = 1, maxTickets = minTickets): fc.Arbitrary<TicketBatch> {
  return fc
    .record({
      agreement: agreement(),
      anchor: fc.constantFrom(...ANCHORS),
      asOfAfter: fc.oneof(
        fc.integer({ min: 0, max: 14 * 48 }).map((halfHours) => halfHours * 1800),
        fc.constant(120 * 86_400),
      ),
      drafts: fc.array(fc.oneof({ weight: 2, arbitrary: nonsense() }, { weight: 3, arbitrary: story() }), {
        minLength: minTickets,
        maxLength: maxTickets,
        size: 'max',
      }),
      excluded: fc.boolean(),
    })
    .map(({ agreement, anchor, asOfAfter, drafts, excluded }) => {
      const rowsBefore = (index: number) => drafts.slice(0, index).reduce((sum, { events }) => sum + events.length, 0);
      const tickets = drafts.map((draft, index) => ({
        ...draft,
        ticketId: `T-${index + 1}`,
        source: { file: 'tickets.csv', sha256: 'tickets', row: index + 2 },
        // A source without a column of responses has no event of them either.
        events: draft.events
          .filter(({ event }) => draft.hasResponses || event !== 'responded')
          .map((event, place) => ({
            ...shiftEvent(event, anchor),
            source: { file: 'ticket_events.csv', sha256: 'events', row: rowsBefore(index) + place + 2 },
          })),
        openedAt: shift(draft.openedAt, anchor),
        respondedAt: shift(draft.respondedAt, anchor),
        restoredAt: shift(draft.restoredAt, anchor),
        resolvedAt: shift(draft.resolvedAt, anchor),
        closedAt: shift(draft.closedAt, anchor),
        // Of some tickets the days alone are known, of all instants or of every other one.
        datedInstants: datedOf(draft, anchor),
        versions: draft.versions!.map((version) => ({ ...version, from: shift(version.from, anchor) })),
      }));
      // Some tickets are left out whole; of others parts of their life, which may overlap waits and each other.
      const exclusions =
        excluded && tickets.length > 3
          ? tickets.slice(3, 60).flatMap(({ ticketId, openedAt }, index) => {
              const from = (openedAt ?? anchor) + ((index * 7) % 50) * 1800;
              const spans = [null, { from, to: from + 5400 }, { from: from + 3600, to: from + 90_000 }];
              return index % 3 === 0
                ? spans.slice(0, 1 + (index % 2) * 2).map((span) => exclusionOf(ticketId, span))
                : spans.slice(1, 1 + (index % 3)).map((span) => exclusionOf(ticketId, span));
            })
          : [];
      return { ...agreement, exclusions, asOf: anchor + asOfAfter, tickets };
    });
}

/** Columns and events as seconds from an anchor, without ids and rows. */
type Draft = Omit<TicketHistory, 'ticketId' | 'source' | 'events'> & {
  events: Omit<TicketEvent, 'source'>[];
  dated: 'none' | 'all' | 'some';
};

function datedOf({ dated, events, ...columns }: Draft, anchor: number): number[] {
  if (dated === 'none') return [];
  const { openedAt, respondedAt, restoredAt, resolvedAt, closedAt } = columns;
  const instants = [openedAt, respondedAt, restoredAt, resolvedAt, closedAt, ...events.map(({ at }) => at)];
  return instants.filter((at, index) => at !== null && (dated === 'all' || index % 2 === 1)).map((at) => at! + anchor);
}

const KINDS: TicketEventKind[] = [
  'opened',
  'responded',
  'assigned',
  'escalated',
  'paused',
  'resumed',
  'restored',
  'resolved',
  'reopened',
  'closed',
  'severity_changed',
  'cancelled',
];

/** Half hours and hours make ties with openings and closings likely; a second more or less makes the edges sharp. */
const offset = (): fc.Arbitrary<number> =>
  fc
    .tuple(
      fc.oneof(fc.integer({ min: -6, max: 96 }), fc.integer({ min: -96, max: 14 * 48 })),
      fc.constantFrom(0, 0, 0, 0, 1, -1),
    )
    .map(([halfHours, seconds]) => halfHours * 1800 + seconds);

/** Any events in any order, out of a handful of instants, so that many fall together; columns likewise. */
function nonsense(): fc.Arbitrary<Draft> {
  return fc.array(offset(), { minLength: 1, maxLength: 6 }).chain((instants) => {
    const instant = fc.constantFrom(...instants);
    const column = fc.option(instant, { nil: null });
    const event = fc
      .constantFrom(...KINDS, 'paused' as const, 'resumed' as const, 'resolved' as const, 'reopened' as const)
      .chain((kind) => fc.record({ at: instant, event: fc.constant(kind), value: valueFor(kind) }));
    return draft({
      events: fc.array(event, { maxLength: 12 }),
      opened: fc.option(instant, { nil: null, freq: 8 }),
      column,
      status: fc.constantFrom(null, 'open', 'in_progress', 'closed', 'cancelled', 'Cancelled'),
    });
  });
}

/** One thing after the other: opened, then a row of things that may happen to a ticket. */
function story(): fc.Arbitrary<Draft> {
  const chapter = fc.constantFrom<TicketEventKind[]>(
    ['responded'],
    ['paused', 'resumed'],
    ['paused', 'paused', 'resumed'],
    ['severity_changed'],
    ['restored'],
    ['restored', 'resolved'],
    ['resolved', 'closed'],
    ['resolved', 'reopened'],
    ['restored', 'reopened'],
    ['closed', 'reopened'],
    ['paused'],
  );
  return fc.record({ chapters: fc.array(chapter, { maxLength: 6 }), start: offset() }).chain(({ chapters, start }) => {
    const kinds = chapters.flat();
    const gap = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 * 48 }) },
    );
    const gaps = fc.tuple(...kinds.map(() => gap));
    const values = fc.tuple(...kinds.map(valueFor));
    const events = fc.tuple(gaps, values).map(([pause, value]) => {
      const atOf = (index: number) =>
        start + pause.slice(0, index + 1).reduce((sum, halfHours) => sum + halfHours * 1800, 0);
      return kinds.map((event, index) => ({ at: atOf(index), event, value: value[index]! }));
    });
    return draft({ events, opened: fc.constant(start), column: fc.constant(null), status: fc.constant(null) });
  });
}

function draft({
  events,
  opened,
  column,
  status,
}: {
  events: fc.Arbitrary<Draft['events']>;
  opened: fc.Arbitrary<number | null>;
  column: fc.Arbitrary<number | null>;
  status: fc.Arbitrary<string | null>;
}): fc.Arbitrary<Draft> {
  const draft = fc.record({
    type: fc.constantFrom('incident', 'incident', 'incident', 'Incident', '', 'request'),
    serviceId: fc.constantFrom('a', 'a', 'b', null, 'unheard-of'),
    siteId: fc.constantFrom(null, 'one', 'other'),
    severity: fc.constantFrom('critical', 'high', 'High', 'medium', 'low', null),
    status,
    openedAt: opened,
    respondedAt: column,
    restoredAt: column,
    resolvedAt: column,
    closedAt: column,
    duplicateOf: fc.oneof({ weight: 29, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('T-1') }),
    hasResponses: fc.constantFrom(true, true, true, true, false),
    dated: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'none', 'none', 'all', 'some'),
    events,
  });
  // Most tickets were exported once; of the others the last version is what the ticket says.
  const earlier = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.record({ from: offset(), status }), { minLength: 1, maxLength: 2 }) },
  );
  return fc.tuple(draft, earlier, offset()).map(([ticket, before, last]) => {
    const instants = [...before.map(({ from }) => from), last].sort((a, b) => a - b);
    const versions = before.map((version, index) => ({
      from: instants[index]!,
      status: version.status,
      duplicateOf: null,
    }));
    const newest = { from: instants.at(-1)!, status: ticket.status, duplicateOf: ticket.duplicateOf };
    return { ...ticket, versions: before.length > 0 ? [...versions, newest] : [] };
  });
}

function valueFor(kind: TicketEventKind): fc.Arbitrary<string | null> {
  if (kind === 'severity_changed') return fc.constantFrom('critical', 'high', 'medium', 'low', null);
  if (kind === 'opened') return fc.constantFrom(null, 'high', 'medium');
  if (kind === 'paused') return fc.constantFrom('client', 'client', 'Client', 'vendor', 'other', 'lunch', null);
  return fc.constant(null);
}

function shift(at: number | null, anchor: number): number | null {
  return at === null ? null : at + anchor;
}

function shiftEvent(event: Omit<TicketEvent, 'source'>, anchor: number): Omit<TicketEvent, 'source'> {
  return { ...event, at: event.at + anchor };
}

function exclusionOf(ticket: string, span: { from: number; to: number } | null): Exclusion {
  return {
    id: `${ticket}-${span?.from ?? 'whole'}`,
    target: { ticket },
    from: span?.from ?? null,
    to: span?.to ?? null,
    reason: localText({ ja: '合意', en: 'agreed' }),
    approved_by: 'client',
    approved_at: '2026-01-01',
  };
}
