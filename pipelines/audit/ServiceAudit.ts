/** What the audit of a service holds: every span that did not simply count as up, what it cost, and the sum they lead to. */

import type { AvailabilityTerms, LocalText, Percentage } from '../contract/Contract.ts';
import type { SourceRow } from '../reference/exported.ts';
import type { MonitorName } from '../reference/profiles/MonitorFigure.ts';
import type { Availability, Span } from '../reference/ServiceEvidence.ts';
import type { RawRows } from './readRawRows.ts';
import type { Difference } from './TicketAudit.ts';

/** Instants are UTC epoch seconds, spans half-open. */
export interface ServiceAudit {
  serviceId: string;
  name: LocalText;
  site: LocalText | null;
  timezone: string;
  /** `2026-10` or `2026-Q3`. */
  periodId: string;
  period: Span;
  asOf: number;
  checkIntervalSeconds: number;
  downWhen: number;
  /** Terms in force, earliest first; nearly always one. */
  terms: (Span & { terms: AvailabilityTerms; target: Percentage })[];
  /** Of the whole period. For a quarter the seconds of its months. */
  figures: Availability;
  /** Of each month, in order; one for a month. */
  months: MonthAudit[];
  /** Verdicts under the other ways to treat unknown time; of single months. */
  monitors: MonitorLine[];
  /** What the monitors disagree about: seconds of the period. */
  atStake: { maintenance: number; downInMaintenance: number; excluded: number; unknown: number };
  differences: Difference[];
  /** Where samples were read: from the files themselves, or from what was kept of them (gone, changed), or folded elsewhere. */
  evidence: 'files' | 'warehouse' | 'lake';
  /** The rows that bound the spans, verbatim, by file. */
  rows: RawRows[];
}

export interface MonthAudit {
  periodId: string;
  asOf: number;
  figures: Availability;
  outages: OutageAudit[];
  /** Maintenance, exclusions and unknown time, earliest first, not overlapping. */
  spans: SpanAudit[];
  unknownPolicies: {
    unknown: AvailabilityTerms['unknown'];
    availabilityPercent: string | null;
    met: boolean | null;
    turnsVerdict: boolean;
  }[];
}

/** One outage, whole, and where its seconds went; the parts add up to its length. */
export interface OutageAudit extends Span {
  /** It still lasted at as_of. */
  isOngoing: boolean;
  countedSeconds: number;
  maintenanceSeconds: number;
  excludedSeconds: number;
  /** Of an outage shorter than the agreement counts. */
  shortSeconds: number;
  /** Outside the window: in another month, or before the service or the agreement began. */
  outsideSeconds: number;
  /** The incident that the warehouse links to it. */
  ticketId: string | null;
  sources: SourceRow[];
}

export interface SpanAudit extends Span {
  kind: 'maintenance' | 'excluded' | 'unknown';
  seconds: number;
  counts: 'available' | 'lost' | 'not-at-all';
  because: SpanReason;
  /** The row of the maintenance export, or the rows between which there was no evidence; none for the contract's own rules. */
  sources: SourceRow[];
}

/** Why a span of time is not simply up or down, and how it therefore counts. */
export type SpanReason =
  | { kind: 'maintenance'; windowIds: string[]; counts: SpanAudit['counts'] }
  | { kind: 'exclusion'; id: string; approvedBy: string; reason: LocalText }
  | { kind: 'unknown'; counts: SpanAudit['counts'] };

/** The figure that a monitoring system would print from the same data. */
interface MonitorLine {
  monitor: MonitorName;
  /** Null: it would print none. */
  shown: string | null;
  /** Whether the workspace has exports of it: a client who never had the system is not told what it would have printed. */
  isExported: boolean;
}
