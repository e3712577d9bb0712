/**
 * Reads volumes, times, rates and lists of incidents.
 */

import { localText } from '../contract/languages.ts';
import type { Verdict } from '../reference/TicketHistory.ts';
import { quote } from '../warehouse/Warehouse.ts';
import type { ReadContext } from './context.ts';
import { listed } from './Listed.ts';
import type {
  FctBacklogAges,
  FctDataPresence,
  FctIncidents,
  FctIncidentsByDimension,
  FctIncidentTotals,
  FctIncidentVolumes,
  FctLeftOut,
  FctRepeatIncidents,
} from './marts.ts';
import type { AgeBand, IncidentSection, LeftOut, TicketRow } from './ReportModel.ts';

/** Volumes, times, rates and lists of incidents. */
export async function readIncidents(context: ReadContext): Promise<IncidentSection> {
  return {
    severities: await readVolumes(context),
    totals: await readTotals(context),
    backlogByAge: await readBacklogAges(context),
    ...(await readDimensions(context)),
    repeats: await readRepeats(context),
    major: listed(
      await readTicketRows(
        context,
        // Of a whole quarter only the gravest incidents are listed one by one.
        `incidents.is_opened_in_period and incidents.severity_rank <= ${context.run.periods.period.kind === 'quarter' ? 0 : 1} and not incidents.is_cancelled and not incidents.is_duplicate`,
        'severity_rank, opened_at, ticket_id',
      ),
    ),
    reopenedTickets: listed(
      await readTicketRows(context, 'incidents.is_reopened_after_report', 'reopened_at, ticket_id'),
    ),
    leftOut: listed(await readLeftOut(context)),
  };
}

async function readVolumes({
  warehouse,
  run,
  previousId,
  trendIds,
}: ReadContext): Promise<IncidentSection['severities']> {
  const rows = await warehouse.rows<FctIncidentVolumes>(
    'select * from marts.fct_incident_volumes order by severity_rank, severity',
  );
  const months = await warehouse.rows<FctDataPresence>(
    'select * from marts.fct_data_presence where months_with_tickets > 0',
  );
  const withTickets = new Set(months.map(({ period_id }) => period_id));
  const named = new Map(rows.map(({ severity, severity_rank }) => [severity, severity_rank]));
  for (const { name, rank } of run.contract.terms.at(-1)!.severities) if (!named.has(name)) named.set(name, rank);
  const at = (id: string | null, severity: string): FctIncidentVolumes | undefined =>
    rows.find((row) => row.period_id === id && row.severity === severity);
  return [...named]
    .sort(([a, rankA], [b, rankB]) => rankA - rankB || (a < b ? -1 : 1))
    .map(([severity, severityRank]) => {
      const found = at(run.periods.period.id, severity);
      return {
        severity,
        severityRank,
        opened: found?.opened ?? 0,
        resolved: found?.resolved ?? 0,
        backlog: found?.backlog ?? 0,
        previousOpened: previousId === null ? null : (at(previousId, severity)?.opened ?? 0),
        trendOpened: trendIds.map((id) => (withTickets.has(id) ? (at(id, severity)?.opened ?? 0) : null)),
        mttaMedianSeconds: found?.mtta_median_seconds ?? null,
        mttaP90Seconds: found?.mtta_p90_seconds ?? null,
        mttrMedianSeconds: found?.mttr_median_seconds ?? null,
        mttrP90Seconds: found?.mttr_p90_seconds ?? null,
      };
    });
}

async function readTotals({ warehouse, period, previousId }: ReadContext): Promise<IncidentSection['totals']> {
  const now = await warehouse.row<FctIncidentTotals>(
    `select * from marts.fct_incident_totals where period_id = ${period}`,
  );
  const [before] =
    previousId === null
      ? []
      : await warehouse.rows<FctIncidentTotals>(
          `select * from marts.fct_incident_totals where period_id = ${quote(previousId)}`,
        );
  return {
    opened: now.opened,
    resolved: now.resolved,
    backlog: now.backlog,
    cancelled: now.cancelled,
    duplicates: now.duplicates,
    requests: now.requests,
    previousOpened: before?.opened ?? null,
    previousResolved: before?.resolved ?? null,
    previousBacklog: before?.backlog ?? null,
    reopened: now.reopened,
    reopenPercent: now.reopen_percent,
    firstLevel: now.first_level,
    firstLevelOf: now.first_level_of,
    firstLevelPercent: now.first_level_percent,
    mttaMedianSeconds: now.mtta_median_seconds,
    mttaMeanSeconds: now.mtta_seconds,
    mttaP90Seconds: now.mtta_p90_seconds,
    mttrMedianSeconds: now.mttr_median_seconds,
    mttrMeanSeconds: now.mttr_seconds,
    mttrP90Seconds: now.mttr_p90_seconds,
    previousMttaMedianSeconds: before?.mtta_median_seconds ?? null,
    previousMttaMeanSeconds: before?.mtta_seconds ?? null,
    previousMttaP90Seconds: before?.mtta_p90_seconds ?? null,
    previousMttrMedianSeconds: before?.mttr_median_seconds ?? null,
    previousMttrMeanSeconds: before?.mttr_seconds ?? null,
    previousMttrP90Seconds: before?.mttr_p90_seconds ?? null,
    previousMtbfSeconds: before?.mtbf_seconds ?? null,
    previousFirstLevel: before?.first_level ?? null,
    previousFirstLevelOf: before?.resolved ?? null,
    previousFirstLevelPercent: before?.first_level_percent ?? null,
    previousReopened: before?.reopened ?? null,
    previousReopenPercent: before?.reopen_percent ?? null,
    previousCancelled: before?.cancelled ?? null,
    previousDuplicates: before?.duplicates ?? null,
    previousRequests: before?.requests ?? null,
    mttrMedianHours: now.mttr_median_hours,
    previousMttrMedianHours: before?.mttr_median_hours ?? null,
    mtbfSeconds: now.mtbf_seconds,
  };
}

async function readBacklogAges({ warehouse, period }: ReadContext): Promise<IncidentSection['backlogByAge']> {
  const rows = await warehouse.rows<FctBacklogAges>(
    `select * from marts.fct_backlog_ages where period_id = ${period} order by ordinal`,
  );
  return rows.map(({ age_band, open_incidents }) => ({ band: age_band as AgeBand, count: open_incidents }));
}

async function readDimensions({
  warehouse,
  period,
  previous,
  previousId,
  run,
  serviceName,
  siteName,
}: ReadContext): Promise<Pick<IncidentSection, 'byService' | 'byCategory' | 'byLevel' | 'bySite'>> {
  const rows = await warehouse.rows<FctIncidentsByDimension>(
    `select * from marts.fct_incidents_by_dimension where period_id in (${period}, ${previous}) order by dimension, opened desc, key`,
  );
  const of = (dimension: string): typeof rows =>
    rows.filter((row) => row.period_id === run.periods.period.id && row.dimension === dimension);
  const before = (dimension: string, key: string): number | null =>
    previousId === null
      ? null
      : (rows.find((row) => row.period_id === previousId && row.dimension === dimension && row.key === key)?.opened ??
        0);
  return {
    byService: of('service').map(({ key, opened, breached }) => ({
      serviceId: key === '' ? null : key,
      name: serviceName(key === '' ? null : key),
      opened,
      previousOpened: before('service', key),
      breached,
    })),
    byCategory: of('category').map(({ key, opened }) => ({ category: key, opened })),
    byLevel: of('level')
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, opened }) => ({ level: key, opened })),
    bySite: of('site').map(({ key, opened, breached }) => ({ siteId: key, name: siteName(key), opened, breached })),
  };
}

async function readRepeats({ warehouse, period, serviceName }: ReadContext): Promise<IncidentSection['repeats']> {
  const rows = await warehouse.rows<FctRepeatIncidents>(
    `select * from marts.fct_repeat_incidents where period_id = ${period} order by incidents desc, service_id, category`,
  );
  return rows.map((row) => ({
    serviceId: row.service_id,
    name: serviceName(row.service_id)!,
    category: row.category,
    count: row.incidents,
    ticketIds: row.ticket_ids,
  }));
}

async function readTicketRows(
  { warehouse, period, serviceName }: ReadContext,
  condition: string,
  order: string,
): Promise<TicketRow[]> {
  const rows = await warehouse.rows<FctIncidents & { verdict: Verdict | null }>(
    `with listed as (
       -- In a quarter, a ticket is shown as it stands in the last of its months that knows it.
       select incidents.* from marts.fct_incidents as incidents inner join run.rollups as rollups on incidents.period_id = rollups.month_id
       where rollups.period_id = ${period}
       qualify bool_or(${condition}) over (partition by incidents.ticket_id)
         and row_number() over (partition by incidents.ticket_id order by incidents.period_id desc) = 1
     ), verdicts as (
       select period_id, ticket_id,
         case when bool_or(verdict = 'excluded') then 'excluded' when bool_or(verdict = 'breached') then 'breached'
              when bool_or(verdict = 'running') then 'running' when bool_or(verdict = 'no-data') then 'no-data' else 'met' end as verdict
       from marts.fct_ticket_measures group by all
     )
     select listed.*, verdicts.verdict from listed left join verdicts on listed.period_id = verdicts.period_id and listed.ticket_id = verdicts.ticket_id
     order by ${order}`,
  );
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    title: row.title ?? '',
    severity: row.severity,
    serviceName: serviceName(row.service_id),
    openedAt: row.opened_at,
    respondedAt: row.responded_at,
    restoredAt: row.restored_at,
    resolvedAt: row.resolved_at,
    status: row.status,
    verdict: row.verdict,
  }));
}

async function readLeftOut({ warehouse, period }: ReadContext): Promise<LeftOut[]> {
  const rows = await warehouse.rows<FctLeftOut>(
    `select * from marts.fct_left_out where period_id = ${period} and is_counted order by ticket_id`,
  );
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    because:
      row.left_out_because === 'cancelled' || row.left_out_because === 'duplicate'
        ? { kind: row.left_out_because }
        : {
            kind: 'exclusion',
            id: row.left_out_because,
            reason: localText({ ja: row.reason_ja ?? '', en: row.reason_en ?? '' }),
          },
    approvedBy: row.approved_by,
  }));
}
