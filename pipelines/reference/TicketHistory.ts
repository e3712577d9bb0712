/**
 * What the reference engine is given (a ticket's history, its terms) and what it yields (measures with steps).
 *
 * The result is the audit JSON of `sla audit` with instants as epoch seconds.
 */
import type { Calendar } from '../calendar/Calendar.ts';
import type { Contract, Exclusion, MeasureName } from '../contract/Contract.ts';
import type { SourceRow, TicketEventKind } from './exported.ts';
import type { RemarkReason, StepReason } from './reasons.ts';

/** One thing that happened; `at` in UTC epoch seconds. */
export interface TicketEvent {
  at: number;
  event: TicketEventKind;
  /** The new severity, the level (L2, L3, manager) or the pause reason. */
  value: string | null;
  source: SourceRow;
}

/** What one export of a ticket says that has no instant of its own; `from`: its last update, null where nobody says. */
export interface TicketVersion {
  from: number | null;
  status: string | null;
  duplicateOf: string | null;
}

/**
 * One ticket after staging: snapshot columns as epoch seconds, and its events in the order of files and rows (backwards
 * for a file whose tickets run backwards): it is theirs where several fall on one second.
 */
export interface TicketHistory {
  ticketId: string;
  type: string;
  serviceId: string | null;
  siteId: string | null;
  severity: string | null;
  status: string | null;
  openedAt: number | null;
  respondedAt: number | null;
  restoredAt: number | null;
  resolvedAt: number | null;
  closedAt: number | null;
  duplicateOf: string | null;
  /** What earlier exports said, oldest first, the newest last; left out where there is one export alone. */
  versions?: readonly TicketVersion[];
  /** The preset that read the export of the ticket itself. Default: the product's own tables. */
  format?: string | null;
  /** False where no file of the ticket's source has a column or an event of response. Default: true. */
  hasResponses?: boolean;
  /** Instants (local midnights, or the opening of that day) of which the day alone is known. Default: none. */
  datedInstants?: readonly number[];
  /** The row of the snapshot. */
  source: SourceRow;
  events: TicketEvent[];
}

export type StepKind = 'running' | 'paused' | 'closed' | 'resolved';
/** `no-data`: what decides it was never exported, so nobody can say. */
export type Verdict = 'met' | 'breached' | 'running' | 'excluded' | 'no-data';

export interface Step {
  from: number;
  to: number;
  kind: StepKind;
  /** Seconds of the step; the whole span from..to. */
  seconds: number;
  because: StepReason;
  source: SourceRow | null;
}

export interface MeasureResult {
  measure: MeasureName;
  severity: string;
  cycle: number;
  /** The promise as written. */
  within: string;
  /** Calendar id, or null for a clock that always runs. */
  calendar: string | null;
  startedAt: number;
  dueAt: number;
  stoppedAt: number | null;
  /** What the clock ran, in its own calendar, without pauses. */
  elapsedSeconds: number;
  /** Clock time that pauses took out. */
  pausedSeconds: number;
  verdict: Verdict;
  /** Due minus stop (or minus as_of while running), wall-clock seconds; negative when late. */
  marginSeconds: number;
  /** When the outcome became known; null while running. */
  decidedAt: number | null;
  /** The ticket was already late by the target of a severity that it was raised to, at the moment of the raise. */
  lateWhenRaised: boolean;
  /** Its clock ran out, for an excluded one before it was cancelled: why the page says that it was late. */
  wasLate: boolean;
  steps: Step[];
}

/** What a ticket is judged by: the agreement, its calendars by id, and how far the world is known. */
export interface JudgeContext {
  contract: Contract;
  calendars: Readonly<Record<string, Calendar>>;
  exclusions: readonly Exclusion[];
  /** UTC epoch seconds: known is what happened strictly before. */
  asOf: number;
}

/** A defect of the data met while judging, and the row that shows it: never silent, never fatal. */
export type Remark = RemarkReason & { source: SourceRow };

export interface Judgement {
  /** By cycle, then respond, restore, resolve. Empty when the ticket is no incident or nothing was promised. */
  measures: MeasureResult[];
  remarks: Remark[];
}
