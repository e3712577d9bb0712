/**
 * The checked agreement, as the rest of the program sees it.
 *
 * Keys keep the names of contract.yaml. What YAML writes as text with a meaning (durations, percentages,
 * dates) is here a number with its unit in the name, or an object that keeps the text as written beside it.
 */

import type { Language, LocalText } from './languages.ts';

export type { Language, LocalText };

export interface Contract {
  provider: Provider;
  client: { id: string; name: LocalText };
  /** IANA zone in which months, quarters and days of the report are cut. */
  timezone: string;
  language: Language;
  document: DocumentDetails;
  sites: Site[];
  calendars: Record<string, CalendarRules>;
  services: Service[];
  /** Earliest first; the first is in force from its own date on, and nothing before it is promised. */
  terms: Terms[];
  /** KPI targets by effective date, earliest first. */
  kpis: KpiTerms[];
  review: ReviewRules;
  near_miss: NearMissRules;
  /** A name as it stands in exports or commentary -> how it reads in a language; where none is given it stands as it is. */
  names: Record<string, Partial<Record<Language, string>>>;
  /** Within how many business days of its issue a report is objected to, or taken as accepted; null: no time is set. */
  acceptance: { days: number; calendar: string } | null;
  /** For whom reports are made: the client's edition masks people, mail addresses, telephone numbers and listed columns. */
  audience: 'client' | 'internal';
  redact: { names: string[]; columns: string[]; keep: string[] };
}

export interface Provider {
  name: LocalText;
  contacts: {
    support?: string;
    emergency?: string;
    service_manager?: { name: LocalText; email: string };
  };
}

/** What the cover page says beside the figures (all optional in YAML). */
export interface DocumentDetails {
  contract_number: string | null;
  classification: LocalText | null;
  prepared_by: LocalText | null;
  reviewed_by: LocalText | null;
  approved_by: LocalText | null;
}

interface Site {
  id: string;
  name: LocalText;
  calendar: string;
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Wall-clock minutes after local midnight; `closes` is 1440 for "24:00". */
export interface OpeningSpan {
  opens: number;
  closes: number;
}

export interface CalendarRules {
  timezone: string;
  /** A weekday that is missing is closed. Spans are in order and do not overlap. */
  weekly: Partial<Record<Weekday, OpeningSpan[]>>;
  /** Length of a business day for `business-hours`, in seconds. */
  day_length_seconds: number;
  holidays: HolidaySource[];
  /** Inclusive local dates: "2026-12-29/2027-01-03". */
  closed: { from: string; to: string }[];
  /** Hours of single local dates; they win over everything, also over a holiday. An empty list closes the date. */
  dates: Record<string, OpeningSpan[]>;
}

export type HolidaySource = { preset: string } | { file: string } | { date: string };

export type ServiceCategory = 'server' | 'network' | 'application' | 'storage';

export interface Service {
  id: string;
  name: LocalText;
  category: ServiceCategory;
  site: string;
  check_interval_seconds: number;
  /** The service's own target; null: the terms' target. */
  target: Percentage | null;
  /** The service's own life as UTC instants in whole epoch seconds; null: no bound. */
  from: number | null;
  until: number | null;
  /** At least this many locations (or monitors) down in the same second make the service down; default 1. */
  down_when: number;
}

/** An exact decimal percentage: 99.95 is { text: '99.95', numerator: 9995, denominator: 10000 }. */
export interface Percentage {
  text: string;
  numerator: number;
  denominator: number;
}

export interface Terms {
  /** Local date in the contract's zone, and the instant of its midnight in epoch seconds. */
  effective_from: string;
  effective_from_s: number;
  availability: AvailabilityTerms;
  maintenance: MaintenanceRule[];
  /** In the order of the contract: the first is the most severe. */
  severities: SeverityTerms[];
  policies: Policies;
}

export interface AvailabilityTerms {
  target: Percentage;
  maintenance: 'excluded' | 'counts-as-up';
  unknown: 'excluded' | 'up' | 'down';
  /** Check intervals without a sample before the state is unknown. */
  max_gap: number;
  minimum_outage_seconds: number;
  overall: 'pooled' | 'worst' | 'mean' | 'all-services-up';
}

export interface MaintenanceRule {
  id: string;
  /** RFC 5545 RRULE text, expanded on local dates in `timezone`. */
  rrule: string;
  /** Wall-clock minutes after local midnight. */
  start: number;
  duration_seconds: number;
  timezone: string;
  services: '*' | string[];
  /** Dates of the rule that do not hold: null drops the window, else its local date and minutes after midnight. */
  except?: Record<string, { date: string; start: number } | null>;
}

export type MeasureName = 'respond' | 'restore' | 'resolve';

export interface SeverityTerms {
  name: string;
  /** 0 is the most severe. */
  rank: number;
  measures: MeasureTerms[];
}

export interface MeasureTerms {
  measure: MeasureName;
  within: Within;
  clock: 'always' | 'business';
}

/** `text` is the promise as written, for example "1 business day" or "PT4H". */
export type Within =
  | { text: string; kind: 'duration'; seconds: number }
  | { text: string; kind: 'business-days'; days: number };

export interface Policies {
  business_day: 'end-of-day' | 'midnight' | 'business-hours';
  received: 'immediate' | 'next-opening';
  severity_change: 'final' | 'initial' | 'highest';
  reopen: { mode: 'continue' | 'new-cycle'; within_seconds: number };
  pause_reasons: string[];
  attribution: 'decided' | 'opened' | 'resolved';
}

export interface KpiTerms {
  effective_from: string;
  effective_from_s: number;
  targets: Record<string, { target: number; direction: 'higher' | 'lower'; attention: number | null }>;
}

/** What was kept by a hair: shares in whole percent. */
export interface NearMissRules {
  share_percent: number;
  least_seconds: number;
  budget_percent: number;
}

/** Thresholds for the improvement proposals of the quarterly review. */
interface ReviewRules {
  repeat_incidents: number;
  capacity_limit_quarters: number;
  problem_root_cause_within_seconds: number;
  change_incident_window_seconds: number;
}

/** exclusions.yaml: time (of a service) or a ticket that the client agreed not to count. */
export interface Exclusion {
  id: string;
  target: { service: string } | { ticket: string };
  /** Epoch seconds; a ticket's exclusion without a span leaves out the whole ticket. */
  from: number | null;
  to: number | null;
  reason: LocalText;
  approved_by: string;
  approved_at: string;
}
