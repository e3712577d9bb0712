/** What the availability reference is given (evidence, windows, terms) and what it yields (seconds and spans). */
import type { AvailabilityTerms, LocalText, Percentage } from '../contract/Contract.ts';
import type { MonitorState, SourceRow } from './exported.ts';
import type { Ratio } from './ratio.ts';
import type { AtomReason } from './reasons.ts';

/** Half-open, UTC epoch seconds. */
export interface Span {
  from: number;
  to: number;
}

/** One source of evidence: an entry of sources.yaml in however many files, and what it says of itself. */
export interface Feed {
  id: string;
  /** What ends a row without an end: the next such row of its series, or nothing. */
  rows: 'changes' | 'spans';
  /** A list of outages: between them the service was up. */
  otherwiseUp: boolean;
  /** The span in which a service without a row was up; `until` null: open. */
  covers: { from: number; until: number | null } | null;
  /** Whether its map, or its `covers`, names this service. */
  namesService: boolean;
  exportedAt: number | null;
  /** Of a source that writes at least once a day: from line to line; null for any other. */
  heard: Span[] | null;
  /** Instants of all rows of the source, whatever their service. */
  instants: number[];
  /** Rows that speak of the monitor itself: while they are not up, it did not run. */
  stops: StateRow[];
  /** For every service that the source samples: spans in which check followed check. */
  watched: { serviceId: string; spans: Watch[] }[];
}

/** From one sample to another, without a gap that the service does not tolerate; `tolerance` is that of the last one. */
export interface Watch extends Span {
  tolerance: number;
}

/** One check of one location ('' when the monitor names none). */
export interface Sample {
  at: number;
  state: MonitorState;
  /** The state in the monitor's own word, where the sample was read from its file. */
  said?: string;
  location: string;
  /** Id of its {@link Feed}. */
  feed: string;
  source: SourceRow;
}

/** One row of uptime_states. */
export interface StateRow {
  from: number;
  /** Null: open. */
  to: number | null;
  state: MonitorState;
  location: string;
  feed: string;
  /** The key of the row, where the export has one; else its feed, location and start are. */
  id: string | null;
  /** A row of another service with a key that this service has rows of too: it counts for nothing, but may replace them. */
  isOfAnother: boolean;
  /** Order of the files; the rows of a key in a later file replace those in an earlier one. */
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
  /** How far outages are looked at whole: a quarter knows more of one over a month's end than the month; default `asOf`. */
  outagesKnownAt?: number;
  /** Earliest first, touching, covering the period as far as anything is agreed. See serviceCase.ts. */
  parts: TermsPart[];
  /** `max_gap` over time, earliest first; a sample before the first falls under the first. */
  maxGaps: { from: number; maxGap: number }[];
  /** The months up to this period, each as far as it was known at its own cut-off, earliest first. */
  months: Span[];
  feeds: Feed[];
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

/** Of a period that still runs: lost, at-risk or on-course; its budget is that of the whole period. */
export type AvailabilityStatus = 'met' | 'missed' | 'no-data' | 'lost' | 'at-risk' | 'on-course';

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
  /** Null without a figure, and while the period still runs. */
  met: boolean | null;
  status: AvailabilityStatus;
  outages: number;
  longestOutageSeconds: number;
  budgetSeconds: number;
  budgetLeftSeconds: number;
}

export interface ServiceJudgement extends Availability {
  serviceId: string;
  /** Seconds of the window of which anything is known, agreed or not; without any there is no figure. */
  knownSeconds: number;
  /** The exact share of the base that the targets leave to be lost. */
  allowance: Ratio;
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
