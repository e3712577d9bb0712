/** Reads what is known of a ticket at `as_of`: which events count, where they win over the columns, what is odd about them. */
import type { RemarkReason } from './reasons.ts';
import type { Remark, SourceRow, TicketEvent, TicketEventKind, TicketHistory } from './TicketHistory.ts';

/** Something that happened, from an event or from a snapshot column. */
export interface Fact {
  at: number;
  event: TicketEventKind;
  value: string | null;
  source: SourceRow;
}

export interface Facts {
  opened: Fact;
  /** Each in order of time, none before the opening, none after `as_of`. */
  responded: Fact[];
  restored: Fact[];
  resolved: Fact[];
  closed: Fact[];
  reopened: Fact[];
  /** These also set the state in which the ticket was opened, so they may lie before the opening. */
  paused: Fact[];
  resumed: Fact[];
  severityChanged: Fact[];
  cancelled: { is: boolean; at: number | null };
}

const STOPPING = ['responded', 'restored', 'resolved', 'closed'] as const;
const COLUMNS = {
  opened: 'openedAt',
  responded: 'respondedAt',
  restored: 'restoredAt',
  resolved: 'resolvedAt',
  closed: 'closedAt',
} as const;

/**
 * The facts of a ticket as known at `asOf` (epoch seconds), with remarks; facts are null when it has no opening by then.
 *
 * - What happened after `asOf` does not exist, be it an event or a column.
 * - If a ticket has events of a kind (at whatever instant), they are used; else the snapshot column stands in as one
 *   event of that kind.
 * - The earliest of several openings counts; of several severities at its instant the last by text.
 * - Stops and reopenings before the opening are reported and do not count: a response before the opening is none.
 */
export function readHistory(history: TicketHistory, asOf: number): { facts: Facts | null; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const remark = (reason: RemarkReason, source: SourceRow) => remarks.push({ ...reason, source });
  const seen = history.events.filter((event) => event.at <= asOf).sort(byInstantThenRow);
  const eventsOf = (kind: TicketEventKind): Fact[] => seen.filter(({ event }) => event === kind);
  const happened = (kind: keyof typeof COLUMNS): Fact[] => {
    const events = eventsOf(kind);
    const at = history[COLUMNS[kind]];
    if (at === null || at > asOf) return events;
    // Events that are not known yet win as well: the column would tell of them before their time.
    if (history.events.every(({ event }) => event !== kind))
      return [{ at, event: kind, value: null, source: history.source }];
    if (events.length === 0) return events;
    if (events.every((event) => event.at !== at)) {
      const said = events.map((event) => event.at);
      remark(
        { kind: 'events-contradict-columns', of: 'instant', column: `${kind}_at`, says: at, events: said },
        history.source,
      );
    }
    return events;
  };

  const openings = happened('opened');
  const first = openings[0];
  if (!first) {
    const later = [history.openedAt, ...history.events.map(({ at }) => at)].some((at) => at !== null && at > asOf);
    if (!later) remark({ kind: 'no-opening' }, history.source);
    return { facts: null, remarks };
  }
  const named = openings.findLast(({ at, value }) => at === first.at && value !== null);
  const opened: Fact = { ...first, value: named?.value ?? null };
  for (const other of openings.slice(1)) {
    remark({ kind: 'two-openings', again: other.at, first: opened.at }, other.source);
  }

  const sinceOpening = (facts: Fact[]): Fact[] =>
    facts.filter((fact) => {
      if (fact.at >= opened.at) return true;
      remark({ kind: 'before-opening', event: fact.event, at: fact.at, openedAt: opened.at }, fact.source);
      return false;
    });
  const [responded, restored, resolved, closed] = STOPPING.map((kind) => sinceOpening(happened(kind))) as [
    Fact[],
    Fact[],
    Fact[],
    Fact[],
  ];
  const severityChanged = eventsOf('severity_changed');
  const lastSeverity = severityChanged.at(-1)?.value;
  if (lastSeverity && history.severity && !severityIsLater(history.events, asOf) && lastSeverity !== history.severity) {
    const says = history.severity;
    remark({ kind: 'events-contradict-columns', of: 'severity', says, lastChange: lastSeverity }, history.source);
  }
  return {
    facts: {
      opened,
      responded,
      restored,
      resolved,
      closed,
      reopened: sinceOpening(eventsOf('reopened')),
      paused: eventsOf('paused'),
      resumed: eventsOf('resumed'),
      severityChanged,
      cancelled: cancellation(history, asOf),
    },
    remarks,
  };
}

/**
 * Cancelled by an event; without one, by the status, at closed_at. A cancellation after `asOf` is not known yet,
 * and a status without an instant has always been so.
 */
function cancellation(history: TicketHistory, asOf: number): Facts['cancelled'] {
  const instants = history.events.filter(({ event }) => event === 'cancelled').map(({ at }) => at);
  if (instants.length > 0) {
    const at = Math.min(...instants);
    return at <= asOf ? { is: true, at } : { is: false, at: null };
  }
  const is = /^cancell?ed$/i.test(history.status ?? '') && (history.closedAt === null || history.closedAt <= asOf);
  return { is, at: is ? history.closedAt : null };
}

/** The snapshot shows the severity of its own day: a change after `asOf` explains the difference. */
function severityIsLater(events: readonly TicketEvent[], asOf: number): boolean {
  return events.some(({ event, at }) => event === 'severity_changed' && at > asOf);
}

function byInstantThenRow(a: TicketEvent, b: TicketEvent): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.source.row - b.source.row;
}
