/**
 * Reads the availability section: services, overall figure, downtime calendar and outages.
 */
import type { ServiceCategory } from '../contract/Contract.ts';
import { minuteOf } from '../run/commentaryOf.ts';
import type { ReadContext } from './context.ts';
import type {
  FctOverallAvailability,
  FctReviewOutages,
  FctServiceAvailability,
  FctServiceDays,
  FctUnknownPolicies,
} from './marts.ts';
import type { AvailabilityRow, AvailabilitySection, Outage, OverallAvailability } from './ReportModel.ts';
import { readBurnDowns } from './readBurnDowns.ts';

/** Everything the availability pages print. */
export async function readAvailability(context: ReadContext): Promise<AvailabilitySection> {
  const { run } = context;
  const { availability } =
    run.contract.terms.findLast(({ effective_from_s }) => effective_from_s < run.periods.period.endsAt) ??
    run.contract.terms[0]!;
  return {
    overall: await readOverall(context),
    services: await readServices(context),
    ...(await readPooled(context)),
    calendar: await readCalendar(context),
    holidays: holidaysOf(context),
    outages: await readOutages(context),
    burnDowns: await readBurnDowns(run.warehouse, run.periods.period.id, 4),
    policy: {
      maintenance: availability.maintenance,
      unknown: availability.unknown,
      maxGap: availability.max_gap,
      minimumOutageSeconds: availability.minimum_outage_seconds,
    },
    parts: await readParts(context),
  };
}

/** Availability by category and by site, each in the order of the agreement, beside the period before. */
async function readPooled(context: ReadContext): Promise<Pick<AvailabilitySection, 'byCategory' | 'bySite'>> {
  const { warehouse, run, period, previous, previousId } = context;
  const rows = await warehouse.rows<FctOverallAvailability>(
    `select * from marts.fct_overall_availability where period_id in (${period}, ${previous}) and scope <> 'all'`,
  );
  const pooled = (scope: string, keys: readonly string[]) =>
    [...new Set(keys)].flatMap((key) => {
      const at = (id: string | null) =>
        rows.find((row) => row.period_id === id && row.scope === scope && row.key === key);
      const now = at(run.periods.period.id);
      if (!now) return [];
      const { availability_percent: percent, services, missed } = now;
      return [{ key, percent, previousPercent: at(previousId)?.availability_percent ?? null, services, missed }];
    });
  const { services, sites } = run.contract;
  const categories = services.map(({ category }) => category);
  const siteIds = sites.map(({ id }) => id);
  return {
    byCategory: pooled('category', categories).map(({ key, ...row }) => ({ category: key as ServiceCategory, ...row })),
    bySite: pooled('site', siteIds).map(({ key, ...row }) => ({ siteId: key, name: context.siteName(key), ...row })),
  };
}

async function readServices(context: ReadContext): Promise<AvailabilityRow[]> {
  const { warehouse, period, previous, trendIds, run } = context;
  const rows = await warehouse.rows<FctServiceAvailability>(
    `select figures.* from marts.fct_service_availability as figures inner join contract.services as services using (service_id)
     where period_id in (${[period, previous].join(', ')}) order by services.ordinal`,
  );
  const trend = await warehouse.rows<FctServiceAvailability>(`select * from marts.fct_service_availability`);
  const turned = await warehouse.rows<FctUnknownPolicies>(
    `select * from marts.fct_unknown_policies where period_id = ${period} order by policy`,
  );
  const percentOf = new Map(trend.map((row) => [`${row.service_id} ${row.period_id}`, row.availability_percent]));
  const before = new Map(
    rows.filter(({ period_id }) => period_id === context.previousId).map((row) => [row.service_id, row]),
  );
  const services = new Map(run.contract.services.map((service) => [service.id, service]));
  return rows
    .filter(({ period_id }) => period_id === run.periods.period.id)
    .map((row) => {
      const service = services.get(row.service_id)!;
      return {
        serviceId: row.service_id,
        name: service.name,
        category: service.category,
        siteId: service.site,
        siteName: context.siteName(service.site),
        windowSeconds: row.window_seconds,
        maintenanceSeconds: row.maintenance_seconds,
        excludedSeconds: row.excluded_seconds,
        agreedSeconds: row.agreed_seconds,
        downSeconds: row.down_seconds,
        unknownSeconds: row.unknown_seconds,
        baseSeconds: row.base_seconds,
        percent: row.availability_percent,
        targetPercent: row.target_percent,
        met: row.is_met,
        outages: row.outages,
        longestOutageSeconds: row.longest_outage_seconds,
        budgetSeconds: row.budget_seconds,
        budgetLeftSeconds: row.budget_left_seconds,
        coveragePercent: row.coverage_percent,
        previousPercent: before.get(row.service_id)?.availability_percent ?? null,
        previousMet: before.get(row.service_id)?.is_met ?? null,
        turnedByUnknownPolicy: turned
          .filter(({ service_id }) => service_id === row.service_id)
          .map(({ policy }) => policy),
        mtbfSeconds: row.mtbf_seconds,
        mttrSeconds: row.mttr_seconds,
        trendPercent: trendIds.map((id) => percentOf.get(`${row.service_id} ${id}`) ?? null),
      };
    });
}

async function readOverall({ warehouse, previousId, trendIds, run }: ReadContext): Promise<OverallAvailability> {
  const rows = await warehouse.rows<FctOverallAvailability>(
    `select * from marts.fct_overall_availability where scope = 'all'`,
  );
  const byPeriod = new Map(rows.map((row) => [row.period_id, row]));
  const found = byPeriod.get(run.periods.period.id);
  const { availability } = run.contract.terms.at(-1)!;
  return {
    method: found?.method ?? availability.overall,
    percent: found?.availability_percent ?? null,
    targetPercent: found?.target_percent ?? availability.target.text,
    met: found?.is_met ?? null,
    previousPercent: previousId === null ? null : (byPeriod.get(previousId)?.availability_percent ?? null),
    trendPercent: trendIds.map((id) => byPeriod.get(id)?.availability_percent ?? null),
  };
}

async function readCalendar({ warehouse, period, serviceName }: ReadContext): Promise<AvailabilitySection['calendar']> {
  const rows = await warehouse.rows<FctServiceDays>(
    `select days.*
     from marts.fct_service_days as days inner join run.rollups as rollups on days.period_id = rollups.month_id
     inner join contract.services as services using (service_id)
     where rollups.period_id = ${period} order by services.ordinal, days.local_date`,
  );
  const byService = new Map<string, AvailabilitySection['calendar'][number]>();
  for (const row of rows) {
    const entry = byService.get(row.service_id) ?? {
      serviceId: row.service_id,
      name: serviceName(row.service_id)!,
      days: [],
    };
    entry.days.push({
      date: row.local_date,
      downSeconds: row.agreed_seconds > 0 ? row.down_seconds : null,
      unknownSeconds: row.unknown_seconds,
      maintenanceSeconds: row.maintenance_seconds,
    });
    byService.set(row.service_id, entry);
  }
  return [...byService.values()];
}

/** Holidays and closed dates as the first site has them: the client's own calendar, by the order of the agreement. */
function holidaysOf({ run }: ReadContext): string[] {
  const { contract, calendars, periods } = run;
  const calendar = calendars.calendars[contract.sites[0]?.calendar ?? ''];
  const { startsAt, endsAt } = periods.period;
  return (calendar?.days ?? [])
    .filter((day) => day.startsAt >= startsAt && day.endsAt <= endsAt && day.note !== null && day.spans.length === 0)
    .map(({ date }) => date);
}

async function readOutages({ warehouse, period, serviceName, run }: ReadContext): Promise<Outage[]> {
  const rows = await warehouse.rows<FctReviewOutages>(
    `select * from marts.fct_review_outages where period_id = ${period} order by started_at, service_id`,
  );
  const causeWritten = (serviceId: string, startedAt: number) => {
    const written = Object.entries(run.commentary.availability[serviceId]?.outages ?? {});
    const minute = startedAt - (startedAt % 60);
    return written.find(([at]) => minuteOf(at, run.contract.timezone) === minute)?.[1] ?? null;
  };
  const counted = rows.filter(({ counted_seconds }) => counted_seconds > 0);
  /** What is written of a service's miss is the cause of its outage, where only one counts. */
  const causeOfMiss = ({ service_id, counted_seconds }: (typeof rows)[number]) =>
    counted_seconds > 0 && counted.filter((other) => other.service_id === service_id).length === 1
      ? (run.commentary.availability[service_id]?.cause ?? null)
      : null;
  return rows.map((row) => ({
    serviceId: row.service_id,
    name: serviceName(row.service_id)!,
    startedAt: row.started_at,
    endedAt: row.is_ongoing ? null : row.ended_at,
    totalSeconds: row.total_seconds,
    countedSeconds: row.counted_seconds,
    notCountedBecause: row.not_counted_because,
    ticketId: row.ticket_id,
    cause:
      causeWritten(row.service_id, row.started_at) ??
      (row.ticket_id === null ? null : run.commentary.breaches[row.ticket_id]?.cause) ??
      causeOfMiss(row),
    reason: row.reason,
  }));
}

async function readParts({ warehouse, period }: ReadContext): Promise<AvailabilitySection['parts']> {
  const rows = await warehouse.rows<{ from_date: string; to_date: string; target: string }>(
    `select min(parts.first_date) as from_date, max(parts.last_date) as to_date, any_value(terms.target_text) as target
     from intermediate.int_service_parts as parts inner join run.rollups as rollups on parts.period_id = rollups.month_id
     inner join contract.terms as terms on parts.term_id = terms.term_id
     where rollups.period_id = ${period} group by parts.term_id order by from_date`,
  );
  return rows.length < 2
    ? []
    : rows.map(({ from_date, to_date, target }) => ({ fromDate: from_date, toDate: to_date, targetPercent: target }));
}
