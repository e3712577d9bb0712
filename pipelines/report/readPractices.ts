/**
 * Reads the practices of the agreement: problems, changes, maintenance, patches, backups and capacity.
 */

import { DateTime } from 'luxon';
import { wordsIn } from '../../templates/words/index.ts';
import { inEachLanguage, type LocalText } from '../contract/languages.ts';
import type { ReadContext } from './context.ts';
import type {
  FctBackups,
  FctCapacity,
  FctChanges,
  FctChangeTotals,
  FctMaintenance,
  FctPatchCompliance,
  FctPatches,
  FctProblems,
  FctProblemTotals,
} from './marts.ts';
import type {
  BackupSection,
  CapacityRow,
  ChangeSection,
  MaintenanceRow,
  MaintenanceSection,
  ProblemSection,
  SecuritySection,
} from './ReportModel.ts';

/** Problems open in the period or opened in it, oldest first. */
export async function readProblems({ warehouse, period, serviceName }: ReadContext): Promise<ProblemSection> {
  const totals = await warehouse.row<FctProblemTotals>(
    `select * from marts.fct_problem_totals where period_id = ${period}`,
  );
  const rows = await warehouse.rows<FctProblems>(
    `select * from marts.fct_problems where period_id = ${period} order by opened_at, problem_id`,
  );
  return {
    opened: totals.opened,
    resolved: totals.resolved,
    open: totals.still_open,
    knownErrors: totals.known_errors,
    rootCauseOnTime: totals.root_cause_on_time,
    rootCauseDue: totals.root_cause_due,
    rootCausePercent: totals.root_cause_percent,
    rows: rows.map((row) => ({
      problemId: row.problem_id,
      title: row.title ?? '',
      serviceName: serviceName(row.service_id),
      openedAt: row.opened_at,
      rootCauseAt: row.root_cause_at,
      resolvedAt: row.resolved_at,
      status: row.status,
      knownError: row.is_known_error,
      ageSeconds: row.age_seconds,
      relatedTickets: row.related_tickets,
    })),
  };
}

/** Changes of the period, earliest first, with the incidents that followed them. */
export async function readChanges({ warehouse, period, previous, serviceName }: ReadContext): Promise<ChangeSection> {
  const totals = await warehouse.row<FctChangeTotals>(
    `select * from marts.fct_change_totals where period_id = ${period}`,
  );
  const [before] = await warehouse.rows<FctChangeTotals>(
    `select * from marts.fct_change_totals where period_id = ${previous}`,
  );
  const rows = await warehouse.rows<FctChanges>(
    `select * from marts.fct_changes where period_id = ${period} order by coalesce(actual_start_at, planned_start_at), change_id`,
  );
  return {
    total: totals.total,
    done: totals.done,
    success: totals.success,
    failed: totals.failed,
    rolledBack: totals.rolled_back,
    cancelled: totals.cancelled,
    emergency: totals.emergency,
    successPercent: totals.success_percent,
    emergencyPercent: totals.emergency_percent,
    previousSuccessPercent: before?.success_percent ?? null,
    rows: rows.map((row) => ({
      changeId: row.change_id,
      title: row.title ?? '',
      serviceName: serviceName(row.service_id),
      kind: row.kind,
      plannedStartAt: row.planned_start_at,
      plannedEndAt: row.planned_end_at,
      actualStartAt: row.actual_start_at,
      actualEndAt: row.actual_end_at,
      outcome: row.outcome,
      overrunSeconds: row.overrun_seconds > 0 ? row.overrun_seconds : null,
      incidentsAfter: row.incidents_after,
    })),
  };
}

/** Maintenance windows of the period, and those planned for the next one. */
export async function readMaintenance({
  warehouse,
  period,
  run,
  serviceName,
}: ReadContext): Promise<MaintenanceSection> {
  const rows = await warehouse.rows<FctMaintenance>(
    `select * from marts.fct_maintenance where period_id = ${period} order by starts_at, window_id, is_approved`,
  );
  const toRow = (row: (typeof rows)[number]): MaintenanceRow => ({
    windowId: row.window_id,
    serviceName:
      row.service_ids.length === run.contract.services.length
        ? null
        : joinNames(row.service_ids.map((id) => serviceName(id)!)),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    approvedBy: row.approved_by,
    changeId: row.change_id,
    isRegular: row.is_regular,
    isApproved: row.is_approved,
    approvedLaterAt: row.is_approved_later ? row.approved_at : null,
    downSeconds: row.down_seconds,
    overrunSeconds: row.is_planned ? null : row.overrun_seconds,
  });
  return {
    done: rows.filter(({ is_planned }) => !is_planned).map(toRow),
    planned: rows.filter(({ is_planned }) => is_planned).map(toRow),
  };
}

function joinNames(names: readonly LocalText[]): LocalText {
  return inEachLanguage((language) => names.map((name) => name[language]).join(wordsIn[language].report.join));
}

/** Patch compliance per severity, and what is past due. */
export async function readSecurity({
  warehouse,
  period,
  previous,
  serviceName,
}: ReadContext): Promise<SecuritySection> {
  const rows =
    await warehouse.rows<FctPatchCompliance>(`select * from marts.fct_patch_compliance where period_id in (${period}, ${previous})
     order by case severity when 'critical' then 0 when 'high' then 1 when 'important' then 2 when 'medium' then 3 when 'moderate' then 4 when 'low' then 5 else 6 end, severity`);
  const [before] = await warehouse.rows<FctPatchCompliance>(
    `select * from marts.fct_patch_compliance where period_id = ${previous} and severity = 'all'`,
  );
  const pastDue = await warehouse.rows<FctPatches>(
    `select * from marts.fct_patches where period_id = ${period} and not is_on_time order by due_at, asset_id`,
  );
  const now = rows.filter(({ period_id }) => `'${period_id}'` === period);
  return {
    bySeverity: now
      .filter(({ severity }) => severity !== 'all')
      .map(({ severity, due, on_time, late, still_open, compliance_percent }) => ({
        severity,
        due,
        appliedOnTime: on_time,
        late,
        open: still_open,
        percent: compliance_percent,
      })),
    compliancePercent: now.find(({ severity }) => severity === 'all')?.compliance_percent ?? null,
    previousCompliancePercent: before?.compliance_percent ?? null,
    pastDue: pastDue.map(({ asset_id, service_id, severity, due_at, applied_at }) => ({
      assetId: asset_id,
      serviceName: serviceName(service_id),
      severity: severity === '' ? null : severity,
      dueAt: due_at,
      appliedAt: applied_at,
    })),
  };
}

/** Backup runs per service. */
export async function readBackups({
  warehouse,
  period,
  previous,
  previousId,
  run,
  serviceName,
}: ReadContext): Promise<BackupSection> {
  const rows = await warehouse.rows<FctBackups>(
    `select * from marts.fct_backups where period_id in (${period}, ${previous}) order by service_id`,
  );
  const now = rows.filter(({ period_id }) => period_id === run.periods.period.id);
  const before = (id: string): string | null =>
    rows.find((row) => row.period_id === previousId && row.service_id === id)?.success_percent ?? null;
  const total = now.find(({ service_id }) => service_id === '');
  return {
    jobs: now
      .filter(({ service_id }) => service_id !== '')
      .map(({ service_id, runs, success, failed, success_percent }) => ({
        jobId: service_id,
        serviceName: serviceName(service_id),
        runs,
        success,
        failed,
        percent: success_percent,
        previousPercent: before(service_id),
      })),
    runs: total?.runs ?? 0,
    success: total?.success ?? 0,
    percent: total?.success_percent ?? null,
    previousPercent: before(''),
  };
}

/** Capacity per service and resource, the fullest first. */
export async function readCapacity({
  warehouse,
  period,
  previous,
  run,
  serviceName,
}: ReadContext): Promise<CapacityRow[]> {
  const rows = await warehouse.rows<FctCapacity>(
    `select * from marts.fct_capacity where period_id in (${period}, ${previous}) order by used_ratio desc, service_id, resource`,
  );
  return rows
    .filter(({ period_id }) => period_id === run.periods.period.id)
    .map((row) => ({
      serviceId: row.service_id,
      serviceName: serviceName(row.service_id),
      resource: row.resource,
      usedPercent: row.used_percent,
      previousUsedPercent:
        rows.find(
          (other) =>
            other.period_id !== row.period_id && other.service_id === row.service_id && other.resource === row.resource,
        )?.used_percent ?? null,
      peakPercent: row.peak_percent,
      reachesLimitOn:
        row.reaches_limit_at === null
          ? null
          : DateTime.fromSeconds(row.reaches_limit_at, { zone: run.contract.timezone }).toISODate(),
      status: row.status,
    }));
}
