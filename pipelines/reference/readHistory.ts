/** Reads what is known of a ticket at `as_of`: which events count, where they win over the columns, what is odd about them. */

import type { SourceRow, TicketEventKind } from './exported.ts';
import { inOrder } from './inOrder.ts';
import type { RemarkReason } from './reasons.ts';
import { statusSays } from './statusWords.ts';
import type { Remark, TicketEvent, TicketHistory } from './TicketHistory.ts';

/** Something that happened, from an event or from a snapshot column. */
export interface Fact {
  at: number;
  event: TicketEventKind;
  value: string | null;
  source: SourceRow;
}

export interface Facts {
  opened: Fact;
  /** All that is known, as it happened. Only waits and severities may lie before the opening: they set how it began. */
  facts: Fact[];
  /** Since when the ticket is cancelled or known as a duplicate (at `as_of`); null: neither. */
  leftOutSince: number | null;
  /** Since when a status says closed although nothing says when (an update, or the opening); null: no such status. */
  closedWithoutInstantSince: number | null;
}

const COLUMNS = {
  opened: 'openedAt',
  responded: 'respondedAt',
  restored: 'restoredAt',
  resolved: 'resolvedAt',
  closed: 'closedAt',
} as const;
const STOPS = ['responded', 'restored', 'resolved', 'closed'] as const;

/** Exports with minutes beside seconds: what stopped less than this before the opening stopped at it. */
const tolerated = 60;

/**
 * The facts of a ticket as known at `asOf` (epoch seconds), with remarks; facts are null when it has no opening by then.
 *
 * - Known is what happened strictly before `asOf`, be it an event or a column.
 * - If a ticket has events of a kind (at whatever instant), they are used; else the snapshot column stands in as one
 *   event of that kind, after all events of its second.
 * - The earliest of several openings counts; of several severities at its instant the last one loaded.
 * - A stop less than 60 s before the opening is at the opening; an earlier one, or a reopening, is reported and none.
 * - A status that says open beats the columns of a completion: the ticket was reopened, nobody wrote down when.
 */
export function readHistory(history: TicketHistory, asOf: number): { facts: Facts | null; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const remark = (reason: RemarkReason, source: SourceRow) => remarks.push({ ...reason, source });
  const events: Fact[] = history.events.filter(({ at }) => at < asOf);
  const columns = columnFacts(history).filter(({ at }) => at < asOf);
  const happened = (kind: keyof typeof COLUMNS): Fact[] =>
    [...events, ...columns].filter(({ event }) => event === kind).sort((a, b) => a.at - b.at);

  const openings = happened('opened');
  const first = openings[0];
  if (!first) {
    const later = [history.openedAt, ...history.events.map(({ at }) => at)].some((at) => at !== null && at >= asOf);
    if (!later) remark({ kind: 'no-opening' }, history.source);
    return { facts: null, remarks };
  }
  const named = openings.findLast(({ at, value }) => at === first.at && value !== null);
  const opened: Fact = { ...first, value: named?.value ?? null };
  for (const other of openings.slice(1)) {
    remark({ kind: 'two-openings', again: other.at, first: opened.at }, other.source);
  }
  remarks.push(...contradictions(history, asOf));

  if ((history.datedInstants ?? []).length > 0) remark({ kind: 'day-alone' }, history.source);
  const { status, from } = versionKnown(history, asOf);
  const isReopened = statusSays(status) === 'open' && columns.some(isCompletion);
  if (isReopened) remark({ kind: 'status-says-open', status: status! }, history.source);
  const standing = columns.filter(({ event }) => !isReopened || !['restored', 'resolved', 'closed'].includes(event));
  const known = [...events, ...standing].filter(({ event }) => event !== 'opened');
  const counted = known.flatMap((fact) => sinceOpening(fact, opened, remark));
  const isWithoutInstant = statusSays(status) === 'closed' && !everStops(history, opened);
  if (isWithoutInstant) remark({ kind: 'status-without-instant', status: status! }, history.source);
  return {
    facts: {
      opened,
      facts: inOrder([opened, ...counted], opened),
      leftOutSince: leftOutSince(history, opened, asOf),
      closedWithoutInstantSince: isWithoutInstant ? Math.max(opened.at, from ?? opened.at) : null,
    },
    remarks,
  };
}

/** The snapshot columns that stand for an event: those of whose kind there is none, not even one that is not known yet. */
function columnFacts(history: TicketHistory): Fact[] {
  return (['opened', ...STOPS] as const).flatMap((event) => {
    const at = history[COLUMNS[event]];
    if (at === null || history.events.some((each) => each.event === event)) return [];
    return [{ at, event, value: null, source: history.source }];
  });
}

/** Whether anything says when the ticket was restored, resolved or closed, known already or not. */
function everStops(history: TicketHistory, opened: Fact): boolean {
  return [...history.events, ...columnFacts(history)].some(
    ({ at, event }) => ['restored', 'resolved', 'closed'].includes(event) && at > opened.at - tolerated,
  );
}

/** Restored alone is no completion: a service may be up while its ticket is worked on. */
function isCompletion({ event }: Fact): boolean {
  return event === 'resolved' || event === 'closed';
}

/** The newest version that was updated before `asOf`, else the first. */
function versionKnown({ versions, status, duplicateOf }: TicketHistory, asOf: number) {
  const all = versions && versions.length > 0 ? versions : [{ from: null, status, duplicateOf }];
  return all.findLast(({ from }) => from !== null && from < asOf) ?? all[0]!;
}

function sinceOpening(fact: Fact, opened: Fact, remark: (reason: RemarkReason, source: SourceRow) => void): Fact[] {
  const isStopping = (STOPS as readonly string[]).includes(fact.event);
  if (fact.at >= opened.at || (!isStopping && fact.event !== 'reopened')) return [fact];
  if (isStopping && fact.at > opened.at - tolerated) return [{ ...fact, at: opened.at }];
  remark({ kind: 'before-opening', event: fact.event, at: fact.at, openedAt: opened.at }, fact.source);
  return [];
}

/**
 * Since when a ticket is left out: cancelled by an event; without one, where its status or `duplicate_of` says so, since
 * it was closed, else resolved, else since the first version that says so, else since the opening. Null: not known yet.
 */
function leftOutSince(history: TicketHistory, opened: Fact, asOf: number): number | null {
  const { events, versions = [] } = history;
  const cancelled = events.filter(({ event }) => event === 'cancelled').map(({ at }) => at);
  const says = ({ status, duplicateOf }: Pick<TicketHistory, 'status' | 'duplicateOf'>) =>
    /^cancell?ed$/i.test(status ?? '') || Boolean(duplicateOf);
  const last = (kind: 'closed' | 'resolved') => {
    const instants = events.filter(({ event }) => event === kind).map(({ at }) => at);
    return instants.length > 0 ? Math.max(...instants) : history[COLUMNS[kind]];
  };
  const said = () => last('closed') ?? last('resolved') ?? versions.find(says)?.from ?? opened.at;
  const instants = [
    ...(cancelled.length > 0 ? [Math.min(...cancelled)] : []),
    ...(history.duplicateOf || (cancelled.length === 0 && says(history)) ? [said()] : []),
  ];
  const since = Math.min(...instants);
  return since < asOf ? since : null;
}

/** Where columns and events tell different times or severities; the events count. */
function contradictions(history: TicketHistory, asOf: number): Remark[] {
  const { source } = history;
  const times = (['opened', ...STOPS] as const).flatMap((kind): Remark[] => {
    const says = history[COLUMNS[kind]];
    const known = history.events.filter(({ event, at }) => event === kind && at < asOf);
    if (says === null || says >= asOf || known.length === 0 || known.some(({ at }) => at === says)) return [];
    const events = known.map(({ at }) => at).sort((a, b) => a - b);
    return [{ kind: 'events-contradict-columns', of: 'instant', column: `${kind}_at`, says, events, source }];
  });
  return [...times, ...severityContradiction(history, asOf)];
}

/** The snapshot shows the severity of its own day: a change that is not known yet explains a difference. */
function severityContradiction({ severity: says, events, source }: TicketHistory, asOf: number): Remark[] {
  const changes = events.filter(({ event }) => event === 'severity_changed').sort((a, b) => a.at - b.at);
  const openings = events.filter(({ event, value }) => event === 'opened' && value !== null);
  const last: TicketEvent | undefined = changes.at(-1) ?? openings.at(-1);
  if (!last?.value || !says || last.at >= asOf || last.value.toLowerCase() === says.toLowerCase()) return [];
  return [{ kind: 'events-contradict-columns', of: 'severity', says, lastChange: last.value, source }];
}
