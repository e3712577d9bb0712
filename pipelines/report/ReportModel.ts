/**
 * Everything a template may see: plain data read from the marts, nothing to compute.
 *
 * Units: `*Seconds` are whole seconds, `*At` are UTC epoch seconds, `*Percent` are texts already floored to
 * three decimals ("99.932"), `null` means that nothing was promised or nothing was there (該当なし), never 0 or 100.
 */

import type {
  AvailabilityTerms,
  Language,
  LocalText,
  MeasureName,
  NearMissRules,
  Policies,
  ServiceCategory,
} from '../contract/Contract.ts';
import type { Objection } from '../contract/readObjections.ts';
import type { PolicyDifference } from '../reference/policySensitivity.ts';
import type { Step, Verdict } from '../reference/TicketHistory.ts';
import type { Listed } from './Listed.ts';
import type { FctBalance } from './marts.ts';
import type { BurnDown } from './readBurnDowns.ts';

export interface ReportModel {
  language: Language;
  /** `2026-10` or `2026-Q3`. */
  period: PeriodFacts;
  document: DocumentFacts;
  /** What data the period has; sections say so instead of printing zeros. */
  data: { hasTickets: boolean; isMonitored: boolean };
  summary: Summary;
  availability: AvailabilitySection;
  attainment: AttainmentSection;
  /** Every promise on one line, in the order of the agreement. */
  promises: PromiseRow[];
  /** The books of the period, by severity and measure. */
  balance: BalanceRow[];
  incidents: IncidentSection;
  /** Missed availability targets, the gravest first; they stand before the breaches. */
  availabilityMisses: AvailabilityMiss[];
  breaches: Listed<BreachDetail>;
  /** Kept by a hair, the narrowest first. */
  nearMisses: Listed<NearMiss>;
  /** What counts as one. */
  nearMissRules: NearMissRules;
  /** Verdicts that another reading of the agreement, as the trade has it, would turn. */
  readings: Readings;
  openMeasures: Listed<OpenMeasure>;
  escalations: EscalationSection;
  problems: ProblemSection;
  changes: ChangeSection;
  maintenance: MaintenanceSection;
  security: SecuritySection;
  backups: BackupSection;
  capacity: CapacityRow[];
  improvements: Improvement[];
  appendix: Appendix;
}

export interface Readings {
  services: {
    serviceId: string;
    name: LocalText;
    /** For what time without data would be taken. */
    value: 'excluded' | 'up' | 'down';
    isMet: boolean;
    percent: string;
    wouldBeMet: boolean | null;
    otherPercent: string | null;
  }[];
  clocks: Listed<TurnedClock>;
  /** Clocks that were asked, of all that were decided in the period. */
  walked: number;
  decided: number;
}

/** A clock that was met or breached, and the readings (and, as `system`, the arithmetic of the ticket system itself) by which it would be something else. */
export interface TurnedClock {
  ticketId: string;
  severity: string;
  measure: MeasureName;
  cycle: number;
  verdict: 'met' | 'breached';
  /** Due less stop; negative when late. */
  marginSeconds: number;
  /** All that say the same of it. */
  readings: { policy: PolicyDifference['policy'] | 'system'; value: string }[];
  otherVerdict: Verdict;
  otherMarginSeconds: number;
}

interface PeriodFacts {
  id: string;
  kind: 'month' | 'quarter';
  /** IANA zone in which every date of the report is printed. */
  timezone: string;
  startsAt: number;
  endsAt: number;
  asOf: number;
  /** asOf lies before the end: figures are provisional (途中経過). */
  isRunning: boolean;
  previousId: string | null;
  /** Months of the trend, earliest first, the report's own (last) month last; at most twelve or thirteen. */
  trendIds: string[];
}

export interface DocumentFacts {
  client: LocalText;
  provider: LocalText;
  contacts: {
    support: string | null;
    emergency: string | null;
    serviceManager: LocalText | null;
    serviceManagerEmail: string | null;
  };
  /** `SLR-ACME-2026-10`. */
  number: string;
  /** `interim`: the period still runs; `draft`: not approved yet. */
  state: 'interim' | 'draft' | 'issued';
  /** `1.0`, `2.0`, ...; of a draft the one that it would be issued as; null for an interim report. */
  version: string | null;
  /** The instant of issue: the date on the cover. Null until then. */
  issuedAt: number | null;
  /** Who approved it, as typed; null until it is issued. */
  issuedBy: string | null;
  contractNumber: string | null;
  classification: LocalText | null;
  preparedBy: LocalText | null;
  reviewedBy: LocalText | null;
  approvedBy: LocalText | null;
  revisions: readonly Revision[];
}

export interface Revision {
  version: string;
  /** Null: not issued yet. */
  issuedAt: number | null;
  /** What changed against the version before: one line a changed figure; 初版発行 for the first. */
  changes: LocalText[];
}

export type Status = 'good' | 'attention' | 'action';

/** `unknown`: nothing was missed, but something that is promised could not be judged. */
export type OverallStatus = Status | 'unknown';

export interface Summary {
  status: OverallStatus;
  /** Why it is that status; the gravest first. */
  reasons: StatusReason[];
  /** The figures that the sentences of the page are made of. */
  figures: SummaryFigures;
  kpis: Kpi[];
  /** Three to five points: the service manager's own if written, else the ones found in the figures. */
  points: SummaryPoint[];
  /** Decisions asked of the client (from commentary); empty: 該当なし. */
  decisions: Decision[];
  /** What was missed, the gravest first: services, then tickets; and how many there are in all. */
  events: Listed<SummaryEvent>;
  /** What was kept, and may not be next time: up to five. */
  risks: SummaryPoint[];
  /** Free words of the service manager; null when none were written. */
  comment: LocalText | null;
}

/** A decision asked of the client. `due` is a local date. */
interface Decision {
  title: LocalText;
  cost: LocalText | null;
  effect: LocalText | null;
  due: string | null;
}

/** One thing that went wrong: a service below its target, or a ticket with all of its measures that were late. */
export type SummaryEvent = { commentary: WrittenWords; anchor: string | null } & (
  | { kind: 'service'; name: LocalText; percent: string; target: string; lostSeconds: number; budgetSeconds: number }
  | {
      kind: 'ticket';
      ticketId: string;
      title: string;
      severity: string;
      serviceName: LocalText | null;
      late: { measure: MeasureName; seconds: number; isOpen: boolean }[];
    }
);

/** One promise: what was agreed, what became of it, and the months before. */
export interface PromiseRow {
  /** Null: availability of all services. */
  severity: string | null;
  measure: MeasureName | 'availability';
  within: string | null;
  targetPercent: string | null;
  percent: string | null;
  cases: { met: number; of: number } | null;
  missed: number;
  /** Reached less target, in thousandths of a point; null without a single target. */
  differenceMilli: number | null;
  previousPercent: string | null;
  status: OverallStatus | null;
  /** The last six months, this one last; null: nothing to judge. */
  strip: (OverallStatus | null)[];
}

/** carried_in + opened + reopened_or_revised + moved_in = all the others. */
export type BalanceRow = Omit<FctBalance, 'period_id' | 'severity_rank'>;

export type StatusReason =
  | { kind: 'overall-missed' }
  | { kind: 'gravest-breached'; severity: string; breaches: number }
  /** The gravest of those; `target` is the agreed KPI, null: nine cases in ten. */
  | { kind: 'attainment-far-below'; severity: string; measure: MeasureName; percent: string; target: string | null }
  | { kind: 'services-missed'; missed: number; judged: number }
  | { kind: 'breached'; breaches: number }
  /** The period has not ended: availability is judged at its end. */
  | { kind: 'still-running' }
  | { kind: 'services-not-judged'; judged: number; of: number }
  | { kind: 'months-not-monitored'; monitored: number; of: number }
  | { kind: 'no-tickets'; months: number; of: number }
  | { kind: 'nothing-promised' }
  | { kind: 'all-kept' };

/** Everything from marts.fct_summary and the totals; nothing here is counted from a list. */
export interface SummaryFigures {
  /** Months of the period that had begun, and of these those with data. */
  months: number;
  monthsWithTickets: number;
  monthsMonitored: number;
  /** Services with agreed time, and what became of their promise. */
  services: number;
  servicesJudged: number;
  servicesMet: number;
  servicesMissed: number;
  /** All measures together. */
  met: number;
  judged: number;
  attainmentPercent: string | null;
  breaches: number;
  breachedTickets: number;
}

/** A point that a person wrote, or one that the figures make; `anchor` is where it leads, null without. */
export type SummaryPoint = (
  | { kind: 'written'; text: LocalText }
  | { kind: 'service-missed'; name: LocalText; percent: string; target: string; more: number }
  | { kind: 'ticket-breached'; ticketId: string; title: string; measures: MeasureName[]; more: number }
  | { kind: 'unapproved-maintenance'; windowId: string; name: LocalText; downSeconds: number; more: number }
  | { kind: 'patches-overdue'; patches: number; oldestDueAt: number }
  | { kind: 'capacity'; resource: string; reachesLimitOn: string }
  | { kind: 'near-misses'; measures: number; ticketId: string; measure: MeasureName; marginSeconds: number }
  | { kind: 'budget-nearly-used'; name: LocalText; leftSeconds: number; budgetSeconds: number }
  | { kind: 'open-measures'; measures: number }
  | { kind: 'no-monitoring' }
  | { kind: 'no-tickets' }
  | { kind: 'unknown-types'; types: number }
  | { kind: 'all-kept'; incidents: number }
  | { kind: 'cause'; label: LocalText; share: string }
  | { kind: 'kpis'; judged: number; met: number; attention: number; missed: number }
  | { kind: 'actions'; earlier: number; outcomes: Record<ActionOutcome, number> }
) & { anchor: string | null };

export type ActionOutcome = 'done' | 'open' | 'late' | 'dropped' | 'unreported';

/** One card. `value` and `previous` are figures as they are displayed, without unit; durations are seconds. */
export interface Kpi {
  id: 'availability' | 'respond' | 'restore' | 'incidents' | 'breaches' | 'mttr';
  value: string | number | null;
  /** What a missing value means: there were no cases, or there are no data to tell from. */
  without: 'cases' | 'data';
  target: string | null;
  /** Of a rate: the cases that kept the promise, of those judged. */
  cases: { met: number; of: number } | null;
  previous: string | number | null;
  status: OverallStatus | null;
  anchor: string;
}

export interface AvailabilityRow {
  serviceId: string;
  name: LocalText;
  category: ServiceCategory;
  siteId: string;
  siteName: LocalText;
  windowSeconds: number;
  maintenanceSeconds: number;
  excludedSeconds: number;
  agreedSeconds: number;
  downSeconds: number;
  unknownSeconds: number;
  baseSeconds: number;
  percent: string | null;
  targetPercent: string;
  met: boolean | null;
  outages: number;
  longestOutageSeconds: number;
  budgetSeconds: number;
  budgetLeftSeconds: number;
  /** (agreed - unknown) / agreed. */
  coveragePercent: string | null;
  previousPercent: string | null;
  previousMet: boolean | null;
  /** Verdicts under the other unknown-policies that differ from `met`, e.g. ['down']; empty: none would turn it. */
  turnedByUnknownPolicy: ('excluded' | 'up' | 'down')[];
  /** Floored seconds; null without an outage. */
  mtbfSeconds: number | null;
  mttrSeconds: number | null;
  /** One per month of the trend, in the order of PeriodFacts.trendIds. */
  trendPercent: (string | null)[];
}

export interface OverallAvailability {
  method: 'pooled' | 'worst' | 'mean' | 'all-services-up';
  percent: string | null;
  targetPercent: string;
  met: boolean | null;
  previousPercent: string | null;
  trendPercent: (string | null)[];
}

export interface Outage {
  serviceId: string;
  name: LocalText;
  startedAt: number;
  /** null: still down at as_of. */
  endedAt: number | null;
  /** The whole outage, and the seconds of it that count in this period. */
  totalSeconds: number;
  countedSeconds: number;
  /** Why seconds do not count; `partly` where some do all the same. Null when all count. */
  notCountedBecause: 'maintenance' | 'excluded' | 'short' | 'outside' | null;
  /** Linked ticket and the cause from the commentary, when there are any. */
  ticketId: string | null;
  cause: LocalText | null;
  /** What the monitoring system recorded as the reason. */
  reason: string | null;
}

export interface AvailabilitySection {
  overall: OverallAvailability;
  services: AvailabilityRow[];
  /** Pooled by category and by site, in the order of the agreement. */
  byCategory: {
    category: ServiceCategory;
    percent: string | null;
    previousPercent: string | null;
    services: number;
    missed: number;
  }[];
  bySite: {
    siteId: string;
    name: LocalText;
    percent: string | null;
    previousPercent: string | null;
    services: number;
    missed: number;
  }[];
  /** One cell per service and local day of the period; `downSeconds` counted, null when the service had no agreed time. */
  calendar: {
    serviceId: string;
    name: LocalText;
    days: { date: string; downSeconds: number | null; unknownSeconds: number; maintenanceSeconds: number }[];
  }[];
  /** Local dates of the period on which the calendar of the agreement's first site is closed for a reason of its own. */
  holidays: string[];
  outages: Outage[];
  /** Budgets of the services that are lost, missed, at risk or three quarters used; the least left first. */
  burnDowns: BurnDown[];
  policy: { maintenance: string; unknown: string; maxGap: number; minimumOutageSeconds: number };
  /** Terms changed inside the period: one line a part. */
  parts: { fromDate: string; toDate: string; targetPercent: string }[];
}

export interface AttainmentRow {
  severity: string;
  severityRank: number;
  measure: MeasureName;
  within: string;
  met: number;
  breached: number;
  carriedOver: number;
  excluded: number;
  percent: string | null;
  previousPercent: string | null;
  previousMet: number | null;
  previousBreached: number | null;
  trend: { met: number; breached: number; percent: string | null }[];
}

export interface AttainmentSection {
  rows: AttainmentRow[];
  totals: {
    /** `fixed`: restore and resolve together. */
    measure: MeasureName | 'fixed' | 'all';
    met: number;
    breached: number;
    percent: string | null;
    /** Below the target agreed as a KPI of its severities, or, without one, below nine cases in ten. */
    isFarBelow: boolean;
    previousPercent: string | null;
  }[];
  /** Breached measures of the period before, all measures; null without one. */
  previousBreached: number | null;
}

interface SeverityVolume {
  severity: string;
  severityRank: number;
  opened: number;
  resolved: number;
  backlog: number;
  previousOpened: number | null;
  /** Opened per month of the trend; null for a month without ticket data. */
  trendOpened: (number | null)[];
  /** Floored seconds over incidents whose response/restoration fell in the period. */
  mttaMedianSeconds: number | null;
  mttaP90Seconds: number | null;
  mttrMedianSeconds: number | null;
  mttrP90Seconds: number | null;
}

export type AgeBand = '0-1' | '2-7' | '8-30' | '31+';

export interface IncidentSection {
  severities: SeverityVolume[];
  totals: {
    opened: number;
    resolved: number;
    backlog: number;
    cancelled: number;
    duplicates: number;
    requests: number;
    previousOpened: number | null;
    previousResolved: number | null;
    previousBacklog: number | null;
    reopened: number;
    reopenPercent: string | null;
    firstLevel: number;
    firstLevelOf: number;
    firstLevelPercent: string | null;
    mttaMedianSeconds: number | null;
    mttaMeanSeconds: number | null;
    mttaP90Seconds: number | null;
    mttrMedianSeconds: number | null;
    mttrMeanSeconds: number | null;
    mttrP90Seconds: number | null;
    previousMttaMedianSeconds: number | null;
    previousMttaMeanSeconds: number | null;
    previousMttaP90Seconds: number | null;
    previousMttrMedianSeconds: number | null;
    previousMttrMeanSeconds: number | null;
    previousMttrP90Seconds: number | null;
    previousMtbfSeconds: number | null;
    previousFirstLevel: number | null;
    previousFirstLevelOf: number | null;
    previousFirstLevelPercent: string | null;
    previousReopened: number | null;
    previousReopenPercent: string | null;
    previousCancelled: number | null;
    previousDuplicates: number | null;
    previousRequests: number | null;
    /** Hours with one decimal, floored. */
    mttrMedianHours: string | null;
    previousMttrMedianHours: string | null;
    mtbfSeconds: number | null;
  };
  /** Open incidents at as_of by age: 0-1, 2-7, 8-30, over 30 days. */
  backlogByAge: { band: AgeBand; count: number }[];
  byService: {
    serviceId: string | null;
    name: LocalText | null;
    opened: number;
    previousOpened: number | null;
    breached: number;
  }[];
  byCategory: { category: string; opened: number }[];
  byLevel: { level: string; opened: number }[];
  bySite: { siteId: string; name: LocalText; opened: number; breached: number }[];
  /** Same service and category, at least the contract's `review.repeat_incidents`. */
  repeats: { serviceId: string; name: LocalText; category: string; count: number; ticketIds: string[] }[];
  /** Critical and high incidents of the period. */
  major: Listed<TicketRow>;
  /** Reopened in the period after they had been restored or resolved before it: their outcome had been reported. */
  reopenedTickets: Listed<TicketRow>;
  leftOut: Listed<LeftOut>;
}

export interface LeftOut {
  ticketId: string;
  because: { kind: 'cancelled' } | { kind: 'duplicate' } | { kind: 'exclusion'; id: string; reason: LocalText };
  approvedBy: string | null;
}

export interface TicketRow {
  ticketId: string;
  title: string;
  severity: string | null;
  serviceName: LocalText | null;
  openedAt: number;
  respondedAt: number | null;
  restoredAt: number | null;
  resolvedAt: number | null;
  status: string | null;
  verdict: Verdict | null;
}

/** One breached measure with its clock drawn from the reference engine's steps. */
export interface BreachDetail {
  ticketId: string;
  title: string;
  severity: string;
  measure: MeasureName;
  cycle: number;
  within: string;
  serviceName: LocalText | null;
  siteName: LocalText | null;
  startedAt: number;
  dueAt: number;
  stoppedAt: number | null;
  lateSeconds: number;
  /** The part of it in which the clock ran: business time where the clock keeps business hours. */
  lateRunningSeconds: number;
  elapsedSeconds: number;
  pausedSeconds: number;
  lateWhenRaised: boolean;
  steps: Step[];
  commentary: WrittenWords;
}

/** What the service manager wrote about a miss; null: nothing yet. `due` is a local date. */
export interface WrittenWords {
  detected: LocalText | null;
  affected: LocalText | null;
  cause: LocalText | null;
  immediate: LocalText | null;
  lasting: LocalText | null;
  owner: string | null;
  due: string | null;
  status: LocalText | null;
}

/** A service that missed its availability target. */
export interface AvailabilityMiss {
  serviceId: string;
  name: LocalText;
  siteName: LocalText;
  percent: string;
  targetPercent: string;
  lostSeconds: number;
  budgetSeconds: number;
  overSeconds: number;
  outages: number;
  longestOutageSeconds: number;
  /** Incidents linked to its outages, the costliest first. */
  ticketIds: string[];
  commentary: WrittenWords;
}

/** A promise that was kept within the last tenth of its time, or its last five minutes; both in the time of its own clock. */
export interface NearMiss {
  ticketId: string;
  title: string;
  severity: string;
  measure: MeasureName;
  serviceName: LocalText | null;
  marginSeconds: number;
  allowedSeconds: number;
}

/** An open measure at as_of, the least time left first. */
export interface OpenMeasure {
  ticketId: string;
  title: string;
  severity: string;
  measure: MeasureName;
  serviceName: LocalText | null;
  startedAt: number;
  dueAt: number;
  leftSeconds: number;
  isPaused: boolean;
  /** The due instant lies after the period's end: it is carried over into the next. */
  isCarriedOver: boolean;
}

export interface EscalationSection {
  levels: { level: 'L2' | 'L3' | 'manager' | string; tickets: number; previousTickets: number | null }[];
  tickets: Listed<{ ticketId: string; title: string; severity: string | null; level: string; at: number }>;
}

export interface ProblemSection {
  opened: number;
  resolved: number;
  open: number;
  knownErrors: number;
  rootCauseOnTime: number;
  rootCauseDue: number;
  rootCausePercent: string | null;
  rows: {
    problemId: string;
    title: string;
    serviceName: LocalText | null;
    openedAt: number;
    rootCauseAt: number | null;
    resolvedAt: number | null;
    status: string | null;
    knownError: boolean;
    ageSeconds: number;
    relatedTickets: string[];
  }[];
}

export interface ChangeSection {
  total: number;
  /** Made, with whatever outcome; cancelled and undecided ones are not. */
  done: number;
  success: number;
  failed: number;
  rolledBack: number;
  cancelled: number;
  emergency: number;
  successPercent: string | null;
  emergencyPercent: string | null;
  previousSuccessPercent: string | null;
  rows: {
    changeId: string;
    title: string;
    serviceName: LocalText | null;
    kind: string | null;
    plannedStartAt: number | null;
    plannedEndAt: number | null;
    actualStartAt: number | null;
    actualEndAt: number | null;
    outcome: string | null;
    overrunSeconds: number | null;
    incidentsAfter: string[];
  }[];
}

export interface MaintenanceSection {
  done: MaintenanceRow[];
  planned: MaintenanceRow[];
}
export interface MaintenanceRow {
  windowId: string;
  serviceName: LocalText | null;
  startsAt: number;
  endsAt: number;
  approvedBy: string | null;
  changeId: string | null;
  isRegular: boolean;
  /** Work without approval: its downtime counts. */
  isApproved: boolean;
  /** Approved only after the cut-off (事後承認): the one later date that a report prints. */
  approvedLaterAt: number | null;
  /** What work without approval cost in counted downtime of its services; null for approved windows. */
  downSeconds: number | null;
  /** Downtime after the window's end that belongs to it (overrun); null when not yet known. */
  overrunSeconds: number | null;
}

export interface SecuritySection {
  bySeverity: {
    severity: string;
    due: number;
    appliedOnTime: number;
    late: number;
    open: number;
    percent: string | null;
  }[];
  compliancePercent: string | null;
  previousCompliancePercent: string | null;
  pastDue: {
    assetId: string;
    serviceName: LocalText | null;
    severity: string | null;
    dueAt: number;
    appliedAt: number | null;
  }[];
}

export interface BackupSection {
  jobs: {
    jobId: string;
    serviceName: LocalText | null;
    runs: number;
    success: number;
    failed: number;
    percent: string | null;
    previousPercent: string | null;
  }[];
  runs: number;
  success: number;
  percent: string | null;
  previousPercent: string | null;
}

export interface CapacityRow {
  serviceId: string;
  serviceName: LocalText | null;
  resource: string;
  usedPercent: string | null;
  previousUsedPercent: string | null;
  peakPercent: string | null;
  /** Local date at which a robust trend reaches the limit; null when it does not within a year. */
  reachesLimitOn: string | null;
  status: Status;
}

/** A proposal that a person wrote, or one that a rule found in the figures: that one nobody has taken yet. */
export type Improvement =
  | {
      origin: 'person';
      title: LocalText;
      why: LocalText | null;
      owner: string | null;
      due: string | null;
      status: string | null;
    }
  | { origin: 'rule'; found: RuleFinding };

/** What a rule found; its words are in templates/words/. Times are whole seconds. */
export type RuleFinding =
  | {
      kind: 'repeats';
      service: LocalText | null;
      category: string;
      cases: number;
      casesBefore: number;
      breachedTickets: number;
      downSeconds: number;
      examples: string[];
    }
  | {
      kind: 'capacity';
      service: LocalText | null;
      resource: string;
      usedPercent: string;
      /** Local date. */
      reachesLimitOn: string | null;
      quarters: number;
    }
  | {
      kind: 'site_drift';
      site: LocalText;
      cases: number;
      casesBefore: number;
      medianSeconds: number;
      medianSecondsBefore: number;
    }
  | { kind: 'patches'; service: LocalText | null; cases: number; oldestDueOn: string | null; examples: string[] }
  | {
      kind: 'root_cause';
      problemId: string;
      service: LocalText | null;
      title: string;
      ageSeconds: number;
      /** Agreed days to find the cause, and the local date on which they ran out. */
      days: number;
      dueOn: string | null;
    };

/** Whom a finding is about (null: the file itself), and where it stands. */
export interface FindingExample {
  who: string | null;
  file: string | null;
  row: number | null;
}

export interface Appendix {
  exclusions: {
    id: string;
    target: string;
    from: number | null;
    to: number | null;
    seconds: number | null;
    reason: LocalText;
    approvedBy: string;
    approvedAt: string;
  }[];
  /** What the client objected to in this report, and where the issued versions stand with them. */
  objections: {
    entries: Objection[];
    /** Versions that were accepted by name, or by the time that went by, earliest first. */
    accepted: { version: string; by: string | null; on: string }[];
  };
  /** What `sla check` says about the period, worst first. */
  dataQuality: {
    severity: 'error' | 'warning' | 'note';
    /** Its words are in templates/words/, by its name. */
    check: { name: string; purpose: string };
    count: number;
    /** Whom it is about and where it stands, in the language of the report; what is wrong there is not said. */
    examples: FindingExample[];
  }[];
  rejectedRows: number;
  sources: { file: string; sha256: string; rows: number; rejected: number; table: string }[];
  terms: {
    effectiveFrom: string;
    targetPercent: string;
    promises: { severity: string; measures: { measure: MeasureName; within: string }[] }[];
  }[];
  /** What is counted how, by the terms in force in the period, earliest first: nearly always one. */
  policies: { from: string; policies: Policies; availability: AvailabilityTerms }[];
  tool: { version: string; contractSha256: string; modelsSha256: string };
}
