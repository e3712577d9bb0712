/** What the audit of a ticket holds: its measures step by step, what was promised, what else could have been said. */

import type { LocalText, Policies, Within } from '../contract/Contract.ts';
import type { SourceRow, TicketEventKind } from '../reference/exported.ts';
import type { PolicyDifference } from '../reference/policySensitivity.ts';
import type { DeskFigure } from '../reference/profiles/DeskFigure.ts';
import type { ExcludedReason } from '../reference/reasons.ts';
import type { MeasureResult, Remark } from '../reference/TicketHistory.ts';

/** Instants are UTC epoch seconds. */
export interface TicketAudit {
  ticketId: string;
  title: string | null;
  type: string;
  service: LocalText | null;
  site: LocalText | null;
  /** IANA zone in which instants are shown. */
  timezone: string;
  /** What happened later is not looked at. */
  asOf: number;
  standing: Standing;
  measures: MeasureAudit[];
  remarks: Remark[];
  /** Other permitted policies that would turn a verdict or move a measure; also for measures that only they would have. */
  sensitivity: PolicyDifference[];
  /** What the ticket system that it was exported from would show; none for systems whose arithmetic is not known. */
  elsewhere: DeskFigure[];
  warehouse: WarehouseComparison;
  /** The row of the ticket itself. */
  source: SourceRow;
}

/**
 * `not-an-incident`: requests, problems and changes have no measures. `not-yet-open`: opened after as_of.
 * `nothing-promised`: the agreement promises nothing for it, or no clock could be started; the remarks say why.
 */
export type Standing = 'judged' | 'not-an-incident' | 'not-yet-open' | 'nothing-promised';

export interface MeasureAudit extends MeasureResult {
  promise: Promised;
  /** The due instant before the time that the clock stood still, and that time in the clock's own calendar, seconds. */
  unmoved: { dueAt: number; movedSeconds: number };
  /** What stopped the clock, and the row that says so; null while it runs. */
  stop: { event: TicketEventKind; source: SourceRow } | null;
  /** Approved exclusion, cancellation or duplicate that takes the measure out; null unless excluded. */
  excludedBecause: ExcludedReason | null;
  /** The severities that the ticket had while this clock ran, if they changed: each with the row that says so. */
  severities: { at: number; severity: string | null; source: SourceRow }[];
  /** The rows that this measure rests on: the ticket's own, and those of its events. */
  rows: SourceRow[];
}

/** The agreement's own terms for one measure, as far as they settle its due instant. */
export interface Promised {
  within: Within;
  clock: 'always' | 'business';
  /** Id, zone, and the site that the ticket's clock takes it from; null for a clock that always runs. */
  calendar: { id: string; timezone: string; dayLengthSeconds: number; site: LocalText | null } | null;
  /** Those by which the clock was counted: of a start without its time, days are counted by their dates. */
  policies: Policies;
}

/** Whether a start while closed counts from the next opening: where time is counted by the hour it makes no difference. */
export function isReceivedLater({ policies: { received, business_day } }: Promised): boolean {
  return received === 'next-opening' && business_day !== 'business-hours';
}

export interface WarehouseComparison {
  /** The latest of the computed months that hold the ticket, and its cut-off; null: none does. */
  periodId: string | null;
  asOf: number | null;
  differences: Difference[];
}

/** A value that the warehouse's SQL and the reference engine do not agree on. */
export interface Difference {
  /** `restore, cycle 1: due_at` or `down_seconds`. */
  what: string;
  reference: string;
  warehouse: string;
}
