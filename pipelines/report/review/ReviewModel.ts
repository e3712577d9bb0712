/**
 * What the quarterly review shows beside what every report shows: comparisons, KPIs, where it hurts, actions.
 *
 * Units as in ReportModel: whole seconds, UTC epoch seconds, percentages as floored texts; null means nothing there.
 */

import type { LocalText, MeasureName } from '../../contract/Contract.ts';
import type { Step, Verdict } from '../../reference/TicketHistory.ts';
import type { WhatIf } from '../../whatif/WhatIf.ts';
import type { ActionOutcome, ReportModel } from '../ReportModel.ts';

export interface ReviewModel extends ReportModel {
  review: Review;
  /** What other terms would have said, where it was asked. */
  whatIf: WhatIf | null;
}

export interface Review {
  /** The months of the quarter, earliest first. */
  months: ReviewMonth[];
  /** Up to four quarters, earliest first, the reported one last. */
  quarters: ReviewPeriod[];
  /** Up to twelve months, earliest first; none that has not begun. */
  trend: ReviewPeriod[];
  /** What was left of the time allowed where promises were kept: all together by quarter and month, and each promise of the quarter. */
  margins: {
    quarters: (ReviewMargin & { periodId: string })[];
    months: (ReviewMargin & { periodId: string })[];
    promises: (ReviewMargin & { previous: ReviewMargin | null })[];
  };
  services: ReviewService[];
  kpis: ReviewKpi[];
  targetChanges: TargetChange[];
  /** Terms of the agreement that begin inside the quarter. */
  termsChangedOn: string[];
  paretos: Pareto[];
  repeats: Repeat[];
  /** Repeats that the rule found in all; the list shows the gravest. */
  repeatsFound: number;
  /** Incidents of one service and category that the contract calls a repeat. */
  repeatThreshold: number;
  /** Incidents by weekday (1 is Monday) and local hour; hours without any are left out. */
  hours: { weekday: number; hour: number; incidents: number }[];
  longestOutages: ReviewOutage[];
  costliest: CostlyTicket[];
  followUp: FollowUp[];
  /** Proposals found by rules beyond those that are listed. */
  proposalsNotListed: number;
}

export interface ReviewMonth {
  id: string;
  hasBegun: boolean;
  isMonitored: boolean;
  /** Tickets opened, of all types. */
  tickets: number;
}

/** One month or quarter of a comparison. */
export interface ReviewPeriod {
  id: string;
  /** Months that it sums; a quarter of fewer than three is only a part. */
  months: number;
  availabilityPercent: string | null;
  targetPercent: string | null;
  isMet: boolean | null;
  /** Null: no monitoring data. */
  missedServices: number | null;
  services: number;
  downSeconds: number | null;
  budgetUsedPercent: string | null;
  respondPercent: string | null;
  /** Restore and resolve together. */
  fixedPercent: string | null;
  met: number;
  /** Null: no ticket data. */
  breached: number | null;
  attainmentPercent: string | null;
  opened: number | null;
  backlog: number | null;
}

/** Null where nothing was kept; severity and measure null: all promises together. */
export interface ReviewMargin {
  severity: string | null;
  measure: MeasureName | null;
  kept: number | null;
  /** Of these, by a hair. */
  near: number | null;
  medianPercent: string | null;
  /** One in ten had no more left. */
  worstTenthPercent: string | null;
}

export interface ReviewService {
  serviceId: string;
  name: LocalText;
  siteName: LocalText;
  /** One per month of the quarter. */
  monthPercents: (string | null)[];
  monthMet: (boolean | null)[];
  /** How much of each month's budget was used; null where nothing was allowed or the month has no figure. */
  monthUsedPercents: (string | null)[];
  percent: string | null;
  previousPercent: string | null;
  targetPercent: string;
  met: boolean | null;
  outages: number;
  downSeconds: number;
  budgetSeconds: number;
  budgetUsedPercent: string | null;
}

export interface ReviewKpi {
  /** `availability`, `attainment_critical_respond`, `mtta_minutes`, ... or a name that no KPI has. */
  kpi: string;
  severity: string | null;
  measure: MeasureName | null;
  unit: 'percent' | 'minutes' | 'hours' | 'days' | 'count';
  isDefined: boolean;
  /** The group of the table in which it stands. */
  section: 'service' | 'speed' | 'volume' | 'practice' | 'other';
  value: string | null;
  /** Parts of a percentage that counts cases; null for others. */
  numerator: number | null;
  denominator: number | null;
  /** What the value is of, for example the fullest resource. */
  subject: string | null;
  target: string | null;
  attention: string | null;
  direction: 'higher' | 'lower' | null;
  verdict: 'met' | 'attention' | 'missed' | null;
  previous: string | null;
  trend: 'up' | 'down' | 'flat' | null;
  /** Null where more is neither better nor worse, or nothing changed. */
  isBetter: boolean | null;
}

/** A KPI whose target is another than in the quarter before. */
export interface TargetChange {
  kpi: ReviewKpi;
  from: string | null;
  to: string | null;
}

export interface Pareto {
  measured: 'downtime' | 'breaches';
  dimension: 'service' | 'category' | 'cause';
  total: number;
  rows: ParetoRow[];
}

interface ParetoRow {
  /** Empty: nothing is known. */
  key: string;
  /** Null where the key is empty. */
  label: LocalText | null;
  /** Seconds of downtime, or breached measures. */
  amount: number;
  cumulativePercent: string;
}

export interface Repeat {
  name: LocalText;
  category: string;
  incidents: number;
  incidentsBefore: number;
  breachedTickets: number;
  downSeconds: number;
  problemId: string | null;
  ticketIds: string[];
}

export interface ReviewOutage {
  serviceId: string;
  name: LocalText;
  startedAt: number;
  endedAt: number | null;
  countedSeconds: number;
  totalSeconds: number;
  ticketId: string | null;
  title: string | null;
  /** Problem or change behind it. */
  cause: string | null;
}

export interface CostlyTicket {
  ticketId: string;
  title: string;
  severity: string | null;
  serviceName: LocalText | null;
  downSeconds: number;
  lateSeconds: number;
  costSeconds: number;
  cause: string | null;
  /** The clock to show: the latest one; null when nothing was promised. */
  clock: {
    measure: MeasureName;
    within: string;
    verdict: Verdict;
    startedAt: number;
    dueAt: number;
    stoppedAt: number | null;
    /** Negative when late. */
    marginSeconds: number;
    steps: Step[];
  } | null;
}

export interface FollowUp {
  title: LocalText;
  why: LocalText | null;
  owner: string | null;
  /** Local dates; the date agreed, and the one that holds now. */
  promisedDue: string | null;
  due: string | null;
  outcome: ActionOutcome;
  reason: LocalText | null;
  isNew: boolean;
}
