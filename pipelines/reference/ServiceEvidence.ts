/** What the availability reference is given (evidence, windows, terms) and what it yields (seconds and spans). */
import type { AvailabilityTerms, LocalText, Percentage } from '../contract/Contract.ts';
import type { AtomReason } from './reasons.ts';
import type { SourceRow } from './TicketHistory.ts';

export type MonitorState = 'up' | 'down' | 'unknown';

/** Half-open, UTC epoch seconds. */
export interface Span {
  from: number;
  to: number;
}

/** One check of one location ('' when the monitor names none). */
export interface Sample {
  at: number;
  state: MonitorState;
  /** The state in the monitor's own word, where the sample was read from its file. */
  said?: string;
  location: string;
  source: SourceRow;
}

/** One row of uptime_states. */
export interface StateRow {
  from: number;
  /** Null: until the next row of the same location, else as_of. */
  to: number | null;
  state: MonitorState;
  location: string;
  /** Order of loading; a later load of the same location and start replaces the earlier one. */
  load: number;
  source: SourceRow;
}

/** A stretch of the period under one set of terms. */
export interface TermsPart extends Span {
  terms: AvailabilityTerms;
  /** The service's own target, else the terms'. */
  target: Percentage;
}

/** A regular or approved maintenance window, for this service. */
export interface MaintenanceWindow extends Span {
  id: string;
  source: SourceRow | null;
}

/** Time that the client agreed not to count, for this service. */
export interface ExcludedTime extends Span {
  id: string;
  reason: LocalText;
  approvedBy: string;
}

export interface ServiceCase {
  serviceId: string;
  checkIntervalSeconds: number;
  /** At least this many locations down make the service down. */
  downWhen: number;
  /** The service's own life; null: no bound. */
  life: { from: number | null; until: number | null };
  /** The period; what happened after `asOf` is not looked at. */
  period: Span;
  asOf: number;
  /** Earliest first, touching, covering the period as far as anything is agreed. See serviceCase.ts. */
  parts: TermsPart[];
  /** `max_gap` over time, earliest first; a sample before the first falls under the first. */
  maxGaps: { from: number; maxGap: number }[];
  samples: Sample[];
  states: StateRow[];
  maintenance: MaintenanceWindow[];
  exclusions: ExcludedTime[];
}

export type AtomKind = 'up' | 'down' | 'unknown' | 'maintenance' | 'excluded' | 'down-not-counted';

/** A stretch in which nothing changes: not the state, not the windows, not the terms. */
export interface Atom extends Span {
  kind: AtomKind;
  seconds: number;
  /** Whether its seconds are in the base, and of these, in what is lost. */
  counts: 'available' | 'lost' | 'not-at-all';
  because: AtomReason;
  source: SourceRow | null;
}

/** A maximal down span of the service, before anything is cut; `countedSeconds` are those of this period. */
export interface Outage extends Span {
  countedSeconds: number;
  source: SourceRow;
}

/** The seconds of figures.json; the verdict is exact, the percentage floored. */
export interface Availability {
  windowSeconds: number;
  maintenanceSeconds: number;
  excludedSeconds: number;
  agreedSeconds: number;
  downSeconds: number;
  unknownSeconds: number;
  baseSeconds: number;
  /** Down seconds, and unknown ones where the terms count them as down. */
  lostSeconds: number;
  /** `99.932`; null when there is no base. */
  availabilityPercent: string | null;
  met: boolean | null;
  outages: number;
  longestOutageSeconds: number;
  budgetSeconds: number;
  budgetLeftSeconds: number;
}

export interface ServiceJudgement extends Availability {
  serviceId: string;
  /** Cover the window without gap or overlap, earliest first. */
  atoms: Atom[];
  /** Every outage that touches the window, counted or not. */
  outageList: Outage[];
  /** The figures under each way to treat unknown time, and whether it would turn the verdict. */
  unknownPolicies: {
    unknown: AvailabilityTerms['unknown'];
    availabilityPercent: string | null;
    met: boolean | null;
    turnsVerdict: boolean;
  }[];
}
