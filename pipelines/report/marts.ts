/** The rows of the marts, as the models in sql/marts/ describe them. Made by `npm run docs`. */

/** SLA attainment per severity and measure, per month and quarter: met and breached, never a percentage alone. */
export interface FctAttainment {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The time that is promised, as the agreement writes it. */
  within_text: string;
  /** Cases in which the promise was kept. */
  met: number;
  /** Cases in which the promise was broken. */
  breached: number;
  /** Cases that are not decided at the end of the period. */
  carried_over: number;
  /** Cases that are left out: cancelled, duplicate, or under an approved exclusion. */
  excluded: number;
  /** Cases that cannot be judged. */
  no_data: number;
  /** met / (met + breached), floored to three decimals; null without a case. */
  attainment_percent: string | null;
}

/** SLA attainment over all severities: per measure, restore and resolve together (`fixed`), and over all (`all`). */
export interface FctAttainmentTotals {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The measure; fixed: restored or resolved; all: every promise. */
  measure: 'respond' | 'restore' | 'resolve' | 'fixed' | 'all';
  /** Cases in which the promise was kept. */
  met: number;
  /** Cases in which the promise was broken. */
  breached: number;
  /** met / (met + breached), floored to three decimals; null without a case. */
  attainment_percent: string | null;
  /** Whether it is far below (macros.sql). */
  is_far_below: boolean;
}

/** Services that missed their availability target: a miss like any other, with the incidents linked to its outages. */
export interface FctAvailabilityMisses {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** (base - lost) / base, floored to three decimals. */
  availability_percent: string;
  /** The target, as the agreement writes it; the one that was in force last. */
  target_percent: string;
  /** Of the base, what counts as lost. */
  lost_seconds: number;
  /** Downtime that the target allows. */
  budget_seconds: number;
  /** What was lost beyond the budget. */
  over_seconds: number;
  /** Outages that count. */
  outages: number;
  /** The longest of them, in counted seconds. */
  longest_outage_seconds: number;
  /** Incidents of its outages, the costliest outage first. */
  ticket_ids: string[];
}

/** Open incidents at the cut-off by age in whole days of 24 hours. */
export interface FctBacklogAges {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Age in whole days. */
  age_band: '0-1' | '2-7' | '8-30' | '31+';
  /** Place of the band, youngest first. */
  ordinal: number;
  /** Incidents that are open at the end of the period. */
  open_incidents: number;
}

/** Backup runs per service and period, and over all services (service_id empty). */
export interface FctBackups {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service; empty for all together. */
  service_id: string;
  /** Runs that ended in the period. */
  runs: number;
  /** Of them, those that succeeded. */
  success: number;
  /** Of them, those that failed. */
  failed: number;
  /** Share that succeeded, floored to three decimals; null without a case. */
  success_percent: string | null;
}

/** The books of each period: what was carried in, what came, what was decided and what is carried over, by severity and measure. */
export interface FctBalance {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** Not decided at the beginning of the period; null where the exports do not reach back. */
  carried_in: number | null;
  /** Promises that began in the period. */
  opened: number;
  /** Promises that were decided before and run again. */
  reopened_or_revised: number;
  /** Promises that came from another severity or measure. */
  moved_in: number;
  /** Cases in which the promise was kept. */
  met: number;
  /** Cases in which the promise was broken. */
  breached: number;
  /** Cases that are left out: cancelled, duplicate, or under an approved exclusion. */
  excluded: number;
  /** Cases that cannot be judged. */
  no_data: number;
  /** Promises that are made no more. */
  no_longer_promised: number;
  /** Promises that went to another severity or measure. */
  moved_out: number;
  /** Cases that are not decided at the end of the period. */
  carried_over: number;
}

/** The downtime budget of each service over the local days of a period: what each day lost, and what was left at its end. */
export interface FctBudgetDays {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** Date in the zone of the agreement. */
  local_date: string;
  /** What the day lost. */
  lost_seconds: number;
  /** Approved maintenance of the day. */
  maintenance_seconds: number;
  /** What was left of the budget at the end of the day. */
  left_seconds: number;
}

/** Capacity per service and resource: last and peak use of the period, and when a robust trend reaches the limit. */
export interface FctCapacity {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** What is measured, as exported. */
  resource: string;
  /** The last reading of the period. */
  used: number;
  /** The limit, in the same unit. */
  capacity_limit: number;
  /** used / limit, floored to three decimals. */
  used_percent: string | null;
  /** The highest reading of the period, likewise. */
  peak_percent: string | null;
  /** When the trend reaches the limit; null where it does not within a year. */
  reaches_limit_at: number | null;
  /** used / limit, to sort by. */
  used_ratio: number;
  /** How near the limit is. */
  status: 'good' | 'attention' | 'action';
}

/** Changes of a period in one row: how many were made, with what outcome, and the share of emergencies. */
export interface FctChangeTotals {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Changes of the period. */
  total: number;
  /** Of them, those with an outcome that is no cancellation. */
  done: number;
  /** Of them, those that succeeded. */
  success: number;
  /** Of them, those that failed. */
  failed: number;
  /** Of them, those that were rolled back. */
  rolled_back: number;
  /** Of them, those that were cancelled. */
  cancelled: number;
  /** Of those that were not cancelled, emergency changes. */
  emergency: number;
  /** Of those that were not cancelled, those whose kind is known. */
  of_known_kind: number;
  /** Share that succeeded, floored to three decimals; null without a case. */
  success_percent: string | null;
  /** Share of emergency changes, of those whose kind is known, floored to three decimals; null without one. */
  emergency_percent: string | null;
}

/** Changes by the period of their end as known at its cut-off, planned against actual, with the incidents that followed within the agreed window. */
export interface FctChanges {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The change, as exported. */
  change_id: string;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** Its title; null where the export has none. */
  title: string | null;
  /** Kind of change, as exported: standard, normal, emergency. */
  kind: string | null;
  /** Planned beginning; null where none is written. */
  planned_start_at: number | null;
  /** Planned end; null where none is written. */
  planned_end_at: number | null;
  /** Actual beginning; null while it has not begun. */
  actual_start_at: number | null;
  /** Actual end; null while it has not ended. */
  actual_end_at: number | null;
  /** What came of it: success, failed, rolled-back, cancelled; null while nothing is known. */
  outcome: string | null;
  /** Who approved it; null where nobody is named. */
  approved_by: string | null;
  /** How long after its planned end it ended; 0 if it did not. */
  overrun_seconds: number;
  /** Incidents of the service that followed within the agreed window, earliest first. */
  incidents_after: string[];
}

/** What each month and each quarter counts: every promise as known at the period's end, beside what stood at its beginning. */
export interface FctCountedMeasures {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** A number that stands for the ticket, so that joins are fast. */
  ticket_no: number | bigint;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The time that is promised, as the agreement writes it. */
  within_text: string;
  /** Cut-off: nothing that happened at or after this instant is known. */
  as_of: number;
  /** Calendar in which the clock runs; null where it runs around the clock, or the site has none. */
  calendar_id: string | null;
  /** Number of the clock (int_measure_due_dates). */
  clock_no: number;
  /** When it began. */
  started_at: number;
  /** When the promise falls due, moved by every pause. */
  due_at: number;
  /** When the clock stopped; null while it runs. */
  stopped_at: number | null;
  /** What the clock ran, without pauses and closed time. */
  elapsed_seconds: number;
  /** How long the clock stood still for a pause. */
  paused_seconds: number;
  /** Wall-clock seconds from there, or from the cut-off, to the due instant; negative where it was late. */
  margin_seconds: number;
  /** When the severity was raised to one whose due instant had passed already; null otherwise. */
  late_raised_at: number | null;
  /** By which rule of the agreement a month counts it. */
  attribution: 'decided' | 'resolved' | 'opened';
  /** Why it is left out: cancelled, duplicate, or the id of an exclusion; null where it is not. */
  left_out_because: string | null;
  /** What is said of the promise at the cut-off. */
  verdict: 'met' | 'breached' | 'running' | 'excluded' | 'no-data';
  /** Whether the due instant passed before the clock stopped, and before the ticket was left out. */
  was_late: boolean;
  /** When the verdict was decided; null while it is not. */
  decided_at: number | null;
  /** The verdict as the books keep it. */
  standing: 'met' | 'breached' | 'running' | 'excluded' | 'no-data';
  /** Whether it was late at the moment at which the severity was raised. */
  is_late_when_raised: boolean;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** The site; null where the export names none. */
  site_id: string | null;
  /** The measure that stood at the beginning of the period; null if there was none. */
  measure_before: 'respond' | 'restore' | 'resolve' | null;
  /** The severity that stood at the beginning of the period; null if there was none. */
  severity_before: string | null;
  /** What stood at the beginning of the period; null if nothing did. */
  standing_before: 'met' | 'breached' | 'running' | 'excluded' | 'no-data' | null;
  /** Whether the period counts it. */
  is_counted: boolean;
  /** Whether it goes on into the next period. */
  is_carried_over: boolean;
  /** Wall-clock seconds past the due instant; null where it was not late. */
  late_seconds: number | null;
}

/** What data each period has: its months that had begun, and how many of them have tickets and monitoring. No data is not zero. */
export interface FctDataPresence {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Months of the period. */
  months: number;
  /** Months of it that have tickets. */
  months_with_tickets: number;
  /** Months of it that have monitoring. */
  months_monitored: number;
}

/** How much of the downtime that the targets allow was used: per service, and over all (service_id empty). */
export interface FctErrorBudgets {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service; empty for all together. */
  service_id: string;
  /** Downtime that the target allows. */
  budget_seconds: number;
  /** Of the base, what counts as lost. */
  lost_seconds: number;
  /** lost / budget, floored to three decimals; null where nothing is allowed. */
  used_percent: string | null;
}

/** Escalations by level (L2, L3, manager): each ticket once a level, in the period of its first escalation to it. */
export interface FctEscalations {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** To whom: L2, L3 or manager. */
  level: string;
  /** Its title; null where the export has none. */
  title: string | null;
  /** Severity at the cut-off; null where none is known. */
  severity: string | null;
  /** When it first came to that level. */
  escalated_at: number;
}

/** Approved exclusions of service time, with the seconds that each took out of the agreed service time of the period. */
export interface FctExclusions {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The exclusion, as written. */
  exclusion_id: string;
  /** The service. */
  service_id: string;
  /** What it took out of the agreed service time. */
  excluded_seconds: number;
}

/** Improvement proposals that the figures themselves make, with the evidence: one row a rule and subject. */
export interface FctImprovementProposals {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The rule that found it. */
  rule: 'repeats' | 'capacity' | 'site_drift' | 'patches' | 'root_cause';
  /** What it is about: one row a rule and subject. */
  subject: string;
  /** The service; null where it is about none. */
  service_id: string | null;
  /** The category; null for other rules than repeats. */
  category: string | null;
  /** The site; null for other rules than site_drift. */
  site_id: string | null;
  /** The resource; null for other rules than capacity. */
  resource: string | null;
  /** Cases that it rests on; null where it rests on none. */
  cases: number | null;
  /** Cases of the time before; null where nothing is compared. */
  cases_before: number | null;
  /** Of the cases, those with a breach; null for other rules than repeats. */
  breached_tickets: number | null;
  /** Counted downtime of their outages; null for other rules than repeats. */
  down_seconds: number | null;
  /** Median time to restore, or age of the problem; null for other rules. */
  median_seconds: number | null;
  /** Median of the time before; null for other rules than site_drift. */
  median_seconds_before: number | null;
  /** Share that is used; null for other rules than capacity. */
  used_percent: string | null;
  /** When the trend reaches the limit; null if it does not, and for other rules. */
  reaches_limit_at: number | null;
  /** The earliest date that has passed; null for rules without one. */
  oldest_due_at: number | null;
  /** Tickets, assets or titles to name; null where there are none. */
  examples: string[] | null;
  /** Place among the proposals of the rule. */
  ordinal: number;
  /** Proposals of the rule. */
  found_by_rule: number;
}

/** The incidents of a period in one row: volumes, times over all severities, reopen and first-level rates, MTBF of services. */
export interface FctIncidentTotals {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Opened in the period. */
  opened: number;
  /** Resolved in the period. */
  resolved: number;
  /** Open at the end of the period. */
  backlog: number;
  /** Incidents opened in the period that are cancelled; they are not in `opened`. */
  cancelled: number;
  /** Incidents opened in the period that are duplicates of others; they are not in `opened`. */
  duplicates: number;
  /** Service requests that were opened. */
  requests: number;
  /** Reopened in the period. */
  reopened: number;
  /** reopened / resolved, floored to three decimals; null without a case. */
  reopen_percent: string | null;
  /** Of those resolved, those resolved at level 1. */
  first_level: number;
  /** Of those resolved, all, or none where no export tells of levels. */
  first_level_of: number;
  /** first_level / first_level_of, floored to three decimals; null without a case. */
  first_level_percent: string | null;
  /** Median time to respond, floored; null without a case. */
  mtta_median_seconds: number | null;
  /** Twice the median, a whole number; null without a case. */
  mtta_median_twice: number | null;
  /** Time within which nine of ten were answered (nearest rank); null without a case. */
  mtta_p90_seconds: number | null;
  /** Mean time to respond, floored; null without a case. */
  mtta_seconds: number | null;
  /** Median time to recover, floored; null without a case. */
  mttr_median_seconds: number | null;
  /** Twice the median, a whole number; null without a case. */
  mttr_median_twice: number | null;
  /** Time within which nine of ten were recovered (nearest rank); null without a case. */
  mttr_p90_seconds: number | null;
  /** Mean time to recover, floored; null without a case. */
  mttr_seconds: number | null;
  /** The median in hours, floored to one decimal; null without a case. */
  mttr_median_hours: string | null;
  /** Uptime of all services by outage, floored; null without an outage. */
  mtbf_seconds: number | null;
}

/** How many incidents came, went and stayed, per severity; and how fast (MTTA, MTTR: median and 90 % point, floored). */
export interface FctIncidentVolumes {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** Opened in the period. */
  opened: number;
  /** Resolved in the period. */
  resolved: number;
  /** Open at the end of the period. */
  backlog: number;
  /** Of those resolved, those resolved at level 1. */
  first_level: number;
  /** Reopened in the period. */
  reopened: number;
  /** Answered in the period. */
  responded: number;
  /** Recovered in the period. */
  recovered: number;
  /** Median time to respond, floored; null without a case. */
  mtta_median_seconds: number | null;
  /** Time within which nine of ten were answered (nearest rank); null without a case. */
  mtta_p90_seconds: number | null;
  /** Sum of the times to respond; null without a case. */
  acknowledge_seconds: number | null;
  /** Median time to recover, floored; null without a case. */
  mttr_median_seconds: number | null;
  /** Time within which nine of ten were recovered (nearest rank); null without a case. */
  mttr_p90_seconds: number | null;
  /** Sum of the times to recover; null without a case. */
  recover_seconds: number | null;
}

/** Incidents that were open in a month, with what had happened to them by its cut-off; what lists of tickets read. */
export interface FctIncidents {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Its title; null where the export has none. */
  title: string | null;
  /** Severity at the cut-off; null where none is known. */
  severity: string | null;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** Status at the cut-off, as it is understood; null where it is not. */
  status: string | null;
  /** When it was opened. */
  opened_at: number;
  /** When it was answered; null while it is not. */
  responded_at: number | null;
  /** When service was restored; null while it is not. */
  restored_at: number | null;
  /** When it was resolved; null while it is not. */
  resolved_at: number | null;
  /** When it was last reopened; null if it never was. */
  reopened_at: number | null;
  /** Whether it was reopened in the month after it had been completed in an earlier one. */
  is_reopened_after_report: boolean;
  /** Whether it was opened in the month. */
  is_opened_in_period: boolean;
  /** Whether it is cancelled. */
  is_cancelled: boolean;
  /** Whether it is a duplicate of another. */
  is_duplicate: boolean;
}

/** Incidents opened, and measures breached, by service, category, site and support level. */
export interface FctIncidentsByDimension {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** By what they are counted. */
  dimension: 'service' | 'category' | 'level' | 'site';
  /** The key within the dimension; empty where none is written. */
  key: string;
  /** Opened in the period. */
  opened: number;
  /** Of them, those with a breach that the period counts. */
  breached: number;
}

/** The KPIs of every month and quarter: value, target of the day, verdict and trend, all decided on exact integers. */
export interface FctKpis {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Name of the KPI. */
  kpi: string;
  /** Place in the table. */
  ordinal: number;
  /** Unit of the value. */
  unit: 'percent' | 'minutes' | 'hours' | 'days' | 'count';
  /** Whether this file defines it, or an agreement names it only. */
  is_defined: boolean;
  /** Part of the table. */
  section: 'service' | 'speed' | 'volume' | 'practice' | 'other';
  /** Whether numerator and denominator are cases that a reader can count. */
  counts_cases: boolean;
  /** Severity of an attainment; null for other KPIs. */
  severity: string | null;
  /** Measure of an attainment; null for other KPIs. */
  measure: 'respond' | 'restore' | 'resolve' | null;
  /** The value, floored; null without data. */
  value_text: string | null;
  /** Numerator of the value; null without data. */
  numerator: number | bigint | null;
  /** Its denominator; null without data. */
  denominator: number | bigint | null;
  /** What the value belongs to, where it is one of many; null otherwise. */
  subject: string | null;
  /** The target, as the agreement writes it; null without one. */
  target_text: string | null;
  /** From where on it is short of the early warning; null without a target. */
  attention_text: string | null;
  /** Which way is better; null where neither is. */
  direction: 'higher' | 'lower' | null;
  /** On which side of the target; null without target or data. */
  verdict: 'met' | 'attention' | 'missed' | null;
  /** The value of the period before; null without one. */
  previous_text: string | null;
  /** Its target; null without one. */
  previous_target_text: string | null;
  /** Beside the period before; null without one. */
  trend: 'up' | 'down' | 'flat' | null;
  /** Whether the difference is a better one; null where there is none, or no way is better. */
  is_better: boolean | null;
}

/** Incidents that are left out, with the reason and who approved it: of those with SLA measures, and of those without. */
export interface FctLeftOut {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** cancelled, duplicate, or the id of an exclusion. */
  left_out_because: string;
  /** The reason in Japanese; null where none is written. */
  reason_ja: string | null;
  /** The reason in English; null where none is written. */
  reason_en: string | null;
  /** Who approved it; null where nobody is named. */
  approved_by: string | null;
  /** Whether the period says so for the first time. */
  is_counted: boolean;
}

/** Maintenance windows in a period and in the one that follows it, with the downtime that ran on after their end. */
export interface FctMaintenance {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The window, as exported; empty where it has no id. */
  window_id: string;
  /** When it begins. */
  starts_at: number;
  /** When it ends. */
  ends_at: number;
  /** Whether it is approved; only then it takes time out. */
  is_approved: boolean;
  /** Whether it is one of the agreement's own. */
  is_regular: boolean;
  /** Who approved it; null where nobody is named. */
  approved_by: string | null;
  /** When it was approved; null where that is not exported. */
  approved_at: number | null;
  /** Whether it was approved at or after the cut-off. */
  is_approved_later: boolean;
  /** The change that it belongs to; null where none is named. */
  change_id: string | null;
  /** Whether it lies in the period that follows. */
  is_planned: boolean;
  /** The services that it holds for. */
  service_ids: string[];
  /** How long an outage ran on after its end; 0 if none did. */
  overrun_seconds: number;
  /** Downtime within a window that is not approved; null for approved ones. */
  down_seconds: number | null;
}

/** How narrowly promises were kept, period by period: what was left of the allowed time, the median and the worst tenth. */
export interface FctMarginTrend {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The severity; empty for all promises together. */
  severity: string;
  /** The measure; empty for all promises together. */
  measure: 'respond' | 'restore' | 'resolve' | '';
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** Promises that were kept. */
  kept: number;
  /** Of them, those kept by a hair. */
  near: number;
  /** Median of what was left, as a share of the time allowed, floored to three decimals. */
  median_percent: string;
  /** One in ten had no more left. */
  worst_tenth_percent: string;
}

/** What each promise that was kept had left when its clock stopped, of the time that it was allowed. */
export interface FctMargins {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** What was left when the clock stopped. */
  margin_seconds: number;
  /** The whole time that was promised, in the clock of the measure. */
  allowed_seconds: number;
  /** Whether it was kept by a hair. */
  is_near: boolean;
}

/** Promises that were kept by a hair: green that hides risk. */
export interface FctNearMisses {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** What was left when the clock stopped. */
  margin_seconds: number;
  /** The whole time that was promised, in the clock of the measure. */
  allowed_seconds: number;
}

/** Measures that are still open at the cut-off, with the time that is left; what is past due comes first. */
export interface FctOpenMeasures {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Its title; null where the export has none. */
  title: string | null;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** When it began. */
  started_at: number;
  /** When the promise falls due, moved by every pause. */
  due_at: number;
  /** What is left at the cut-off; negative where it is past due. */
  left_seconds: number;
  /** Whether it goes on into the next period. */
  is_carried_over: boolean;
  /** Whether the clock stands still at the cut-off. */
  is_paused: boolean;
  /** For whom; null where it runs, or where the export names no reason. */
  waits_for: string | null;
}

/** What the monitoring system itself recorded as the reason of an outage: the reasons of the states that make it up, each once. */
export interface FctOutageReasons {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** When it began. */
  started_at: number;
  /** The reasons that the monitoring system recorded, each once, by when it was first seen. */
  reason: string;
}

/** Outages with what they cost, why seconds of them do not count, and the incident that belongs to them. */
export interface FctOutages {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** When it began. */
  started_at: number;
  /** When it ended, or the cut-off while it lasts. */
  ended_at: number;
  /** Whether it lasts at the cut-off. */
  is_ongoing: boolean;
  /** Its length in wall-clock seconds. */
  total_seconds: number;
  /** Of its length, what counts as downtime. */
  counted_seconds: number;
  /** The same by the terms of the quarter. */
  quarter_counted_seconds: number;
  /** Of its length, what lies in approved maintenance. */
  maintenance_seconds: number;
  /** Of its length, what lies in approved exclusions. */
  excluded_seconds: number;
  /** Why seconds of it do not count; null where all do. */
  not_counted_because: 'short' | 'maintenance' | 'excluded' | 'outside' | null;
  /** The incident that belongs to it; null if none does. */
  ticket_id: string | null;
}

/** How many more cases may be missed, or must be met, until each attainment target is reached: what is open counts as still to be won. */
export interface FctOutlookAttainment {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The time that is promised, as the agreement writes it. */
  within_text: string;
  /** The target; null where every case is promised. */
  target_percent: string | null;
  /** Cases in which the promise was kept. */
  met: number;
  /** Cases in which the promise was broken. */
  breached: number;
  /** Clocks that run at the cut-off. */
  open: number;
  /** Of them, those with less than a quarter of their time left. */
  short: number;
  /** Of those that are open, how many may be missed. */
  may_miss: number;
  /** Further cases that would all have to be met; null where none is needed or none would help. */
  must_meet: number | null;
  /** What can still become of it. */
  status: 'no-data' | 'lost' | 'at-risk' | 'on-course';
}

/** The last that is known of each service at the cut-off of a period: what has not arrived cannot be judged. */
export interface FctOutlookEvidence {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service; empty for the tickets. */
  service_id: string;
  /** The last that is known; null without any evidence. */
  known_until: number | null;
  /** Cut-off: nothing that happened at or after this instant is known. */
  as_of: number;
}

/** Availability of all services together, by the agreement's method; and pooled by category and by site. */
export interface FctOverallAvailability {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** What is pooled. */
  scope: 'all' | 'category' | 'site';
  /** The category or the site; empty for all services. */
  key: string;
  /** The method of the agreement. */
  method: 'pooled' | 'worst' | 'mean' | 'all-services-up';
  /** Services in it. */
  services: number;
  /** Of them, those with a verdict. */
  judged: number;
  /** Of them, those that missed their own target. */
  missed: number;
  /** Base, in whole parts of the method; null without evidence. */
  base_parts: number | bigint | null;
  /** Of the base, what counts as lost. */
  lost_parts: number | bigint | null;
  /** (base - lost) / base, floored to three decimals; null without a base. */
  availability_percent: string | null;
  /** The target, as the agreement writes it. */
  target_percent: string;
  /** Downtime that the targets allow; null where the method has no seconds. */
  allowed_seconds: number | null;
  /** Whether the target is met, decided on exact integers; null without evidence or where the period still runs. */
  is_met: boolean | null;
  /** The verdict; while the period runs, what can still become of it. */
  status: 'met' | 'missed' | 'no-data' | 'lost' | 'at-risk' | 'on-course';
}

/** Patch compliance per severity: of the patches that fell due in the period, those applied by their date. */
export interface FctPatchCompliance {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Severity of the patches; all for all together. */
  severity: string;
  /** Patches that fell due in the period. */
  due: number;
  /** Of them, those applied by then. */
  on_time: number;
  /** Of them, those applied later. */
  late: number;
  /** Of them, those that are still missing. */
  still_open: number;
  /** on_time / due, floored to three decimals; null without a case. */
  compliance_percent: string | null;
}

/** Patches by the period in which they fell due, and those still missing after their date. */
export interface FctPatches {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The asset. */
  asset_id: string;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** Severity of the patch; empty where none is written. */
  severity: string;
  /** By when it is to be applied. */
  due_at: number;
  /** When it was applied; null while it is not. */
  applied_at: number | null;
  /** Whether it fell due in the period. */
  is_due_in_period: boolean;
  /** Whether it was applied by then. */
  is_on_time: boolean;
  /** Whether it is missing at the cut-off, past its date. */
  is_open: boolean;
  /** Number of the exported file. */
  _load: number;
  /** Row in that file. */
  _row: number;
}

/** Problems of a period in one row, with how many root causes were found in the agreed time. */
export interface FctProblemTotals {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Opened in the period. */
  opened: number;
  /** Resolved in the period. */
  resolved: number;
  /** Open at the end of the period. */
  still_open: number;
  /** Of them, known errors. */
  known_errors: number;
  /** Problems whose cause was to be found in the period. */
  root_cause_due: number;
  /** Of them, those whose cause was found by then. */
  root_cause_on_time: number;
  /** Share of them, floored to three decimals; null without a case. */
  root_cause_percent: string | null;
}

/** Problems that were open in a period or opened in it, as known at its cut-off: root cause, known error, age, linked incidents. */
export interface FctProblems {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The problem, as exported. */
  problem_id: string;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** Its title; null where the export has none. */
  title: string | null;
  /** When it was opened. */
  opened_at: number;
  /** When its root cause was found; null while it is not. */
  root_cause_at: number | null;
  /** When it was resolved; null while it is not. */
  resolved_at: number | null;
  /** Status, as exported; of a version that tells of later instants, what those before the cut-off say. */
  status: string | null;
  /** Whether the cause is known and no remedy applied. */
  is_known_error: boolean;
  /** The tickets that it names. */
  related_tickets: string[];
  /** From its opening to its resolution, or to the cut-off. */
  age_seconds: number;
  /** Whether it was opened in the period. */
  is_opened_in_period: boolean;
  /** Whether it was resolved in the period. */
  is_resolved_in_period: boolean;
  /** Whether it is open at the cut-off. */
  is_open: boolean;
  /** Whether the agreed time for finding the cause ended in the period. */
  is_root_cause_due_in_period: boolean;
  /** Whether it was found by then. */
  is_root_cause_on_time: boolean;
}

/** Every promise of a period on one line: availability as a whole, then each severity's response, restoration or resolution. */
export interface FctPromises {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The severity; empty for availability. */
  severity: string;
  /** The promise. */
  measure: 'availability' | 'respond' | 'restore' | 'resolve';
  /** Place in the list: availability, then the severities as the agreement ranks them. */
  ordinal: number;
  /** The time that is promised; null for availability. */
  within_text: string | null;
  /** The target; null where there is none, or services have targets of their own. */
  target_percent: string | null;
  /** Of the cases, those that kept it. */
  kept: number;
  /** What was judged: services, or measures. */
  cases: number;
  /** Share that was kept, floored to three decimals; null without a case. */
  percent: string | null;
  /** Cases that are not decided at the end of the period; null for availability. */
  carried_over: number | null;
  /** Of the cases, those that did not keep it. */
  missed: number;
  /** What the line says at a glance; null where nothing was promised or happened. */
  status: 'good' | 'attention' | 'action' | 'unknown' | null;
  /** What was reached less the target, in thousandths of a point; null without either. */
  difference_milli: number | null;
}

/** Measures of which a quarter does not say what its months said together: decided twice in it, or undone. */
export interface FctRedecided {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Severity, as the agreement names it. */
  severity: string;
  /** What each month said, earliest first. */
  months: unknown[];
  /** What the quarter says. */
  period_verdict: 'met' | 'breached' | 'excluded' | 'no-data' | 'carried-over' | 'no-longer-promised';
}

/** Incidents that keep coming: the same service and category at least as often as the contract calls a repeat. */
export interface FctRepeatIncidents {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** Category of the tickets; empty where none is written. */
  category: string;
  /** Incidents of this service and category. */
  incidents: number;
  /** The tickets, earliest first. */
  ticket_ids: string[];
}

/** What became of what was agreed: the earlier period's open actions and proposals against what is written now. */
export interface FctReviewActions {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Place in the list: earlier ones first. */
  ordinal: number;
  /** Title in Japanese. */
  title_ja: string;
  /** Title in English. */
  title_en: string;
  /** Why, in Japanese; null where nothing is written. */
  why_ja: string | null;
  /** Why, in English; null where nothing is written. */
  why_en: string | null;
  /** Who has it in hand, in Japanese; null where nobody is named. */
  owner_ja: string | null;
  /** Who has it in hand, in English; null where nobody is named. */
  owner_en: string | null;
  /** By when, as first agreed; null without a date. */
  promised_due: string | null;
  /** By when, as written now; null without a date. */
  due: string | null;
  /** The reason in Japanese; null where none is written. */
  reason_ja: string | null;
  /** The reason in English; null where none is written. */
  reason_en: string | null;
  /** Whether it was added since. */
  is_new: boolean;
  /** What became of it. */
  outcome: 'open' | 'late' | 'done' | 'dropped' | 'unreported';
}

/** What is known to lie behind an incident: the problem record that names it, else the change that it followed. */
export interface FctReviewCauses {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** The problem or the change. */
  cause: string;
  /** Its title; null where the export has none. */
  title: string | null;
  /** Which of them. */
  kind: 'problem' | 'change';
}

/** When incidents come: how many were opened in each local hour of each weekday, in the zone of the report. */
export interface FctReviewHours {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** 1 for Monday to 7 for Sunday, in the zone of the agreement. */
  weekday: number;
  /** Local hour, 0 to 23. */
  hour: number;
  /** Incidents opened in it. */
  incidents: number;
}

/** The months of the reported period: whether each has begun, has monitoring and has tickets, so that no gap is silent. */
export interface FctReviewMonths {
  /** The month. */
  month_id: string;
  /** Place in the list. */
  ordinal: number;
  /** Whether it has begun at the cut-off. */
  has_begun: boolean;
  /** Agreed service time with evidence, of all services. */
  monitored_seconds: number;
  /** Tickets opened in it. */
  tickets: number;
}

/** Outages of a period in one row each, with the incident, its category, and the problem or change behind it. */
export interface FctReviewOutages {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** When it began. */
  started_at: number;
  /** When it ended, or the cut-off while it lasts. */
  ended_at: number;
  /** Whether it lasts at the cut-off. */
  is_ongoing: boolean;
  /** Its length in wall-clock seconds. */
  total_seconds: number;
  /** Of its length, what counts as downtime. */
  counted_seconds: number;
  /** The incident that belongs to it; null if none does. */
  ticket_id: string | null;
  /** The reasons that the monitoring system recorded; null if none. */
  reason: string | null;
  /** Why seconds of it do not count; null where all do. */
  not_counted_because: 'short' | 'maintenance' | 'excluded' | 'outside' | null;
  /** Title of the incident; null if none belongs to it. */
  title: string | null;
  /** Category of the incident; empty if none belongs to it or none is written. */
  category: string;
  /** The problem or the change behind the incident; empty if none is known. */
  cause: string;
}

/** Where it hurts: downtime and breaches by service, category of the incident and cause, the largest first. */
export interface FctReviewPareto {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** What is counted. */
  measured: 'downtime' | 'breaches';
  /** By what. */
  dimension: 'service' | 'category' | 'cause';
  /** The key within the dimension; empty where none is written. */
  key: string;
  /** Seconds of downtime, or breaches. */
  amount: number;
  /** Place in the list, the largest first within measured and dimension. */
  ordinal: number;
  /** Share of this and all larger ones, floored to three decimals. */
  cumulative_percent: string;
}

/** Incidents that keep coming: the same service and category, at least as often as the contract calls a repeat. */
export interface FctReviewRepeats {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** Category of the tickets; empty where none is written. */
  category: string;
  /** Incidents of this service and category in the last three months of the period. */
  incidents: number;
  /** In the three months before. */
  incidents_before: number;
  /** Of them, those with a breach. */
  breached_tickets: number;
  /** Counted downtime of their outages. */
  down_seconds: number;
  /** The problem record that names one of them; null if none does. */
  problem_id: string | null;
  /** The tickets of these months, latest first. */
  ticket_ids: string[];
}

/** What each incident cost the client in a period: counted downtime of its outages, and time past its deadlines. */
export interface FctReviewTicketCosts {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** Place of the severity in the agreement; null where the severity is not known. */
  severity_rank: number | null;
  /** Counted downtime of its outages. */
  down_seconds: number;
  /** Time past its deadlines. */
  late_seconds: number;
  /** Both together. */
  cost_seconds: number;
  /** The measure that was latest; null without a breach. */
  measure: 'respond' | 'restore' | 'resolve' | null;
  /** Its cycle; null without a breach. */
  cycle: number | null;
}

/** Availability per service and period: seconds, the downtime budget, and the verdict, decided on integers. */
export interface FctServiceAvailability {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** Length of the service window, in wall-clock seconds. */
  window_seconds: number;
  /** Of the service window, what approved maintenance took. */
  maintenance_seconds: number;
  /** Of the service window, what approved exclusions took. */
  excluded_seconds: number;
  /** Agreed service time: the window less maintenance and exclusions. */
  agreed_seconds: number;
  /** Counted downtime. */
  down_seconds: number;
  /** Agreed service time without evidence. */
  unknown_seconds: number;
  /** What availability is measured on, by the policy for unknown time. */
  base_seconds: number;
  /** Of the base, what counts as lost. */
  lost_seconds: number;
  /** (base - lost) / base, floored to three decimals; null without a base. */
  availability_percent: string | null;
  /** The target, as the agreement writes it; the one that was in force last. */
  target_percent: string;
  /** Whether the target is met, decided on exact integers; null without evidence or where the period still runs. */
  is_met: boolean | null;
  /** The verdict; while the period runs, what can still become of it. */
  status: 'met' | 'missed' | 'no-data' | 'lost' | 'at-risk' | 'on-course';
  /** Outages that count. */
  outages: number;
  /** The longest of them, in counted seconds. */
  longest_outage_seconds: number;
  /** Downtime that the target allows. */
  budget_seconds: number;
  /** The budget less what was lost; negative where it is overspent. */
  budget_left_seconds: number;
  /** Share of the agreed service time with evidence, floored to three decimals; null without agreed time. */
  coverage_percent: string | null;
  /** Uptime by outage, floored; null without an outage. */
  mtbf_seconds: number | null;
  /** Downtime by outage, floored; null without an outage. */
  mttr_seconds: number | null;
  /** Numerator of the exact downtime that is allowed. */
  allowance_numerator: number | bigint;
  /** Its denominator. */
  allowance_denominator: number | bigint;
  /** Of the service window, what lies after the cut-off. */
  window_ahead_seconds: number;
  /** Of the agreed service time, what lies after the cut-off. */
  agreed_ahead_seconds: number;
}

/** Each service's local days: seconds down, unknown and in maintenance; what the downtime calendar draws. */
export interface FctServiceDays {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** Date in the zone of the agreement. */
  local_date: string;
  /** Agreed service time: the window less maintenance and exclusions. */
  agreed_seconds: number;
  /** Counted downtime. */
  down_seconds: number;
  /** Agreed service time without evidence. */
  unknown_seconds: number;
  /** Of the service window, what approved maintenance took. */
  maintenance_seconds: number;
}

/** The exported files that a report rests on: those that tell of something before the period's cut-off. */
export interface FctSources {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Number of the file. */
  load_id: number;
  /** Path below exports/. */
  file: string;
  /** Hash of its bytes. */
  sha256: string;
  /** The table that it fills. */
  table_name: string;
  /** Rows that were read. */
  rows: number;
  /** Rows that could not be read. */
  rejected: number;
  /** Order that settles corrections. */
  ordinal: number;
}

/** The figures of the summary page in one row, and the overall status that follows from all promises of the period. */
export interface FctSummary {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** Months of the period. */
  months: number;
  /** Months of it that have tickets. */
  months_with_tickets: number;
  /** Months of it that have monitoring. */
  months_monitored: number;
  /** Services with agreed time. */
  services: number;
  /** Whether the period still runs. */
  is_running: boolean;
  /** Of them, those with a verdict; none while the period runs. */
  services_judged: number;
  /** Of them, those that met their target. */
  services_met: number;
  /** Of them, those that missed it. */
  services_missed: number;
  /** Whether availability as a whole met its target; null without a verdict or while the period runs. */
  is_overall_met: boolean | null;
  /** Promises of the period, one a severity and measure. */
  promises: number;
  /** The gravest severity that is promised something; null if none is. */
  gravest_severity: string | null;
  /** Measures that were breached. */
  breaches: number;
  /** Of them, those of the gravest severity. */
  gravest_breaches: number;
  /** Measures that cannot be judged. */
  measures_without_data: number;
  /** Tickets with a breach. */
  breached_tickets: number;
  /** Severity of the promise that is furthest below (macros.sql); null if none is far below. */
  far_below_severity: string | null;
  /** Its measure; null if none is far below. */
  far_below_measure: 'respond' | 'restore' | 'resolve' | null;
  /** Its attainment; null if none is far below. */
  far_below_percent: string | null;
  /** Its target; null if none is far below, or it has none. */
  far_below_target: string | null;
  /** Clocks that run at the cut-off. */
  open_measures: number;
  /** Patches that are missing past their date. */
  patches_overdue: number;
  /** The earliest of these dates; null if none is missing. */
  oldest_patch_due_at: number | null;
  /** What the page says at a glance. */
  status: 'good' | 'attention' | 'action' | 'unknown';
}

/** Every promise on every incident, month by month: verdict, due instant, what the clock ran, and whether the month counts it. */
export interface FctTicketMeasures {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The ticket, as exported. */
  ticket_id: string;
  /** A number that stands for the ticket, so that joins are fast. */
  ticket_no: number | bigint;
  /** Which promise: to respond, to restore or to resolve. */
  measure: 'respond' | 'restore' | 'resolve';
  /** 1, and one more for each time that the clock began anew. */
  cycle: number;
  /** Severity, as the agreement names it. */
  severity: string;
  /** Place of the severity in the agreement, 0 for the gravest. */
  severity_rank: number;
  /** The time that is promised, as the agreement writes it. */
  within_text: string;
  /** Cut-off: nothing that happened at or after this instant is known. */
  as_of: number;
  /** Calendar in which the clock runs; null where it runs around the clock, or the site has none. */
  calendar_id: string | null;
  /** Number of the clock (int_measure_due_dates). */
  clock_no: number;
  /** When it began. */
  started_at: number;
  /** When the promise falls due, moved by every pause. */
  due_at: number;
  /** When the clock stopped; null while it runs. */
  stopped_at: number | null;
  /** What the clock ran, without pauses and closed time. */
  elapsed_seconds: number;
  /** How long the clock stood still for a pause. */
  paused_seconds: number;
  /** Wall-clock seconds from there, or from the cut-off, to the due instant; negative where it was late. */
  margin_seconds: number;
  /** When the severity was raised to one whose due instant had passed already; null otherwise. */
  late_raised_at: number | null;
  /** By which rule of the agreement a month counts it. */
  attribution: 'decided' | 'resolved' | 'opened';
  /** Why it is left out: cancelled, duplicate, or the id of an exclusion; null where it is not. */
  left_out_because: string | null;
  /** What is said of the promise at the cut-off. */
  verdict: 'met' | 'breached' | 'running' | 'excluded' | 'no-data';
  /** Whether the due instant passed before the clock stopped, and before the ticket was left out. */
  was_late: boolean;
  /** When the verdict was decided; null while it is not. */
  decided_at: number | null;
  /** The verdict as the books keep it. */
  standing: 'met' | 'breached' | 'running' | 'excluded' | 'no-data';
  /** Whether it was late at the moment at which the severity was raised. */
  is_late_when_raised: boolean;
  /** The service; null where the export names none. */
  service_id: string | null;
  /** The site; null where the export names none. */
  site_id: string | null;
  /** The measure that stood at the beginning of the period; null if there was none. */
  measure_before: 'respond' | 'restore' | 'resolve' | null;
  /** The severity that stood at the beginning of the period; null if there was none. */
  severity_before: string | null;
  /** What stood at the beginning of the period; null if nothing did. */
  standing_before: 'met' | 'breached' | 'running' | 'excluded' | 'no-data' | null;
  /** Whether the period counts it. */
  is_counted: boolean;
  /** Whether it goes on into the next period. */
  is_carried_over: boolean;
  /** Wall-clock seconds past the due instant; null where it was not late. */
  late_seconds: number | null;
}

/** Whether another policy for unknown time would turn a service's verdict. */
export interface FctUnknownPolicies {
  /** The month (2026-10) or the quarter (2026-Q3). */
  period_id: string;
  /** The service. */
  service_id: string;
  /** The other policy. */
  policy: 'excluded' | 'up' | 'down';
  /** The verdict under it; null where nothing is left to measure. */
  would_be_met: boolean | null;
  /** (base - lost) / base, floored to three decimals; null without a base. */
  availability_percent: string | null;
}
