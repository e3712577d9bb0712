/**
 * Reads the comparisons of the review: its months, the quarters and months before it, and the services month by month.
 */

import type { ReadContext } from '../context.ts';
import type { FctErrorBudgets, FctReviewMonths, FctServiceAvailability } from '../marts.ts';
import type { Review, ReviewMonth, ReviewPeriod, ReviewService } from './ReviewModel.ts';

/** The months of the quarter, and what data each has. */
export async function readReviewMonths({ warehouse }: ReadContext): Promise<ReviewMonth[]> {
  const rows = await warehouse.rows<FctReviewMonths>('select * from marts.fct_review_months order by ordinal');
  return rows.map(({ month_id, has_begun, monitored_seconds, tickets }) => ({
    id: month_id,
    hasBegun: has_begun,
    isMonitored: monitored_seconds > 0,
    tickets,
  }));
}

interface PeriodFigures {
  period_id: string;
  is_quarter: boolean;
  months: number;
  has_begun: boolean;
  availability_percent: string | null;
  target_percent: string | null;
  is_met: boolean | null;
  missed: number | null;
  services: number | null;
  lost_seconds: number | null;
  used_percent: string | null;
  respond_percent: string | null;
  fixed_percent: string | null;
  met: number | null;
  breached: number | null;
  attainment_percent: string | null;
  opened: number;
  backlog: number;
  months_with_tickets: number;
  months_monitored: number;
}

/** The last four quarters and twelve months, as many as are known. */
export async function readReviewPeriods({
  warehouse,
  trendIds,
}: ReadContext): Promise<Pick<Review, 'quarters' | 'trend'>> {
  const rows = await warehouse.rows<PeriodFigures>(
    `with spans as (
       select rollups.period_id, rollups.period_id like '%Q%' as is_quarter, count(*)::integer as months, min(months.starts_at) as starts_at,
         min(months.starts_at) < max(months.as_of) as has_begun
       from run.rollups as rollups inner join run.periods as months on rollups.month_id = months.period_id group by rollups.period_id
     )
     select spans.*, overall.availability_percent, overall.target_percent, overall.is_met, overall.missed, overall.services,
       budgets.lost_seconds, budgets.used_percent,
       respond.attainment_percent as respond_percent, fixed.attainment_percent as fixed_percent,
       totals.met, totals.breached, totals.attainment_percent, incidents.opened, incidents.backlog,
       presence.months_with_tickets, presence.months_monitored
     from spans
     left join marts.fct_overall_availability as overall on spans.period_id = overall.period_id and overall.scope = 'all'
     left join marts.fct_error_budgets as budgets on spans.period_id = budgets.period_id and budgets.service_id = ''
     left join marts.fct_attainment_totals as respond on spans.period_id = respond.period_id and respond.measure = 'respond'
     left join marts.fct_attainment_totals as fixed on spans.period_id = fixed.period_id and fixed.measure = 'fixed'
     left join marts.fct_attainment_totals as totals on spans.period_id = totals.period_id and totals.measure = 'all'
     left join marts.fct_incident_totals as incidents on spans.period_id = incidents.period_id
     left join marts.fct_data_presence as presence on spans.period_id = presence.period_id
     order by spans.starts_at`,
  );
  const quarters = rows.filter(({ is_quarter }) => is_quarter).map(periodOf);
  return {
    quarters: quarters.slice(-4),
    trend: rows.filter(({ is_quarter, period_id }) => !is_quarter && trendIds.includes(period_id)).map(periodOf),
  };
}

function periodOf(row: PeriodFigures): ReviewPeriod {
  return {
    id: row.period_id,
    months: row.months,
    availabilityPercent: row.availability_percent,
    targetPercent: row.target_percent,
    isMet: row.is_met,
    missedServices: row.months_monitored > 0 ? (row.missed ?? 0) : null,
    services: row.services ?? 0,
    downSeconds: row.months_monitored > 0 ? (row.lost_seconds ?? 0) : null,
    budgetUsedPercent: row.used_percent,
    respondPercent: row.respond_percent,
    fixedPercent: row.fixed_percent,
    met: row.met ?? 0,
    breached: row.months_with_tickets > 0 ? (row.breached ?? 0) : null,
    attainmentPercent: row.attainment_percent,
    opened: row.months_with_tickets > 0 ? row.opened : null,
    backlog: row.months_with_tickets > 0 ? row.backlog : null,
  };
}

type ServiceFigures = FctServiceAvailability & Pick<FctErrorBudgets, 'used_percent'>;

/** Every service: its months, its quarter, the quarter before, and how much of its error budget was used. */
export async function readReviewServices({
  warehouse,
  run,
  previousId,
  siteName,
}: ReadContext): Promise<ReviewService[]> {
  const { period } = run.periods;
  const rows = await warehouse.rows<ServiceFigures>(
    `select figures.*, budgets.used_percent
     from marts.fct_service_availability as figures
     left join marts.fct_error_budgets as budgets on figures.period_id = budgets.period_id and figures.service_id = budgets.service_id`,
  );
  const byKey = new Map(rows.map((row) => [`${row.service_id} ${row.period_id}`, row]));
  return run.contract.services.flatMap(({ id, name, site }) => {
    const whole = byKey.get(`${id} ${period.id}`);
    if (!whole) return [];
    const months = period.months.map((month) => byKey.get(`${id} ${month}`));
    return [
      {
        serviceId: id,
        name,
        siteName: siteName(site),
        monthPercents: months.map((month) => month?.availability_percent ?? null),
        monthMet: months.map((month) => month?.is_met ?? null),
        monthUsedPercents: months.map((month) => month?.used_percent ?? null),
        percent: whole.availability_percent,
        previousPercent: byKey.get(`${id} ${previousId}`)?.availability_percent ?? null,
        targetPercent: whole.target_percent,
        met: whole.is_met,
        outages: whole.outages,
        downSeconds: whole.lost_seconds,
        budgetSeconds: whole.budget_seconds,
        budgetUsedPercent: whole.used_percent,
      },
    ];
  });
}
