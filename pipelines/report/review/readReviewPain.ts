/**
 * Reads where it hurts: paretos, repeats, hours, the longest outages, and the tickets that cost most with their clocks.
 */

import type { LocalText } from '../../contract/Contract.ts';
import { inAnyLanguage } from '../../contract/languages.ts';
import { judgeTicket } from '../../reference/judgeTicket.ts';
import type { MeasureResult } from '../../reference/TicketHistory.ts';
import type { ReadContext } from '../context.ts';
import type { FctReviewOutages, FctReviewPareto, FctReviewRepeats, FctReviewTicketCosts } from '../marts.ts';
import { readHistories } from '../readHistories.ts';
import type { CostlyTicket, Pareto, Repeat, Review, ReviewOutage } from './ReviewModel.ts';

/** Downtime first, then breaches; each by service, category and cause. Those without any amount are left out. */
export async function readParetos({ warehouse, period, serviceName }: ReadContext): Promise<Pareto[]> {
  const rows = await warehouse.rows<FctReviewPareto & { title: string | null }>(
    `select pareto.*, causes.title
     from marts.fct_review_pareto as pareto
     left join (select distinct period_id, cause, title from marts.fct_review_causes) as causes
       on pareto.dimension = 'cause' and pareto.period_id = causes.period_id and pareto.key = causes.cause
     where pareto.period_id = ${period} order by pareto.ordinal`,
  );
  const label = (dimension: string, key: string, title: string | null): LocalText | null => {
    if (key === '') return null;
    if (dimension === 'service') return serviceName(key);
    const text = title === null ? key : `${key} ${title}`;
    return inAnyLanguage(text);
  };
  return (['downtime', 'breaches'] as const).flatMap((measured) =>
    (['service', 'category', 'cause'] as const).flatMap((dimension) => {
      const own = rows.filter((row) => row.measured === measured && row.dimension === dimension);
      if (own.length === 0) return [];
      const found = own.map(({ key, amount, cumulative_percent, title }) => ({
        key,
        label: label(dimension, key, title),
        amount,
        cumulativePercent: cumulative_percent,
      }));
      return [
        {
          measured,
          dimension,
          total: found.map(({ amount }) => amount).reduce((sum, amount) => sum + amount, 0),
          rows: found,
        },
      ];
    }),
  );
}

/** Repeats that a list shows. */
const mostRepeats = 10;

/** The gravest repeats: those with breaches, then with downtime, then the most frequent. */
export async function readRepeats({
  warehouse,
  period,
  serviceName,
}: ReadContext): Promise<Pick<Review, 'repeats' | 'repeatsFound'>> {
  const rows =
    await warehouse.rows<FctReviewRepeats>(`select * from marts.fct_review_repeats where period_id = ${period}
     order by breached_tickets desc, down_seconds desc, incidents desc, service_id, category`);
  const repeats = rows.slice(0, mostRepeats).map(
    (row): Repeat => ({
      name: serviceName(row.service_id)!,
      category: row.category,
      incidents: row.incidents,
      incidentsBefore: row.incidents_before,
      breachedTickets: row.breached_tickets,
      downSeconds: row.down_seconds,
      problemId: row.problem_id,
      ticketIds: row.ticket_ids,
    }),
  );
  return { repeats, repeatsFound: rows.length };
}

/** Incidents opened by weekday and local hour. */
export async function readHours({ warehouse, period }: ReadContext): Promise<Review['hours']> {
  return await warehouse.rows<Review['hours'][number]>(
    `select weekday, hour, incidents from marts.fct_review_hours where period_id = ${period} order by weekday, hour`,
  );
}

/** The ten outages that took most of the agreed service time. */
export async function readLongestOutages({ warehouse, period, serviceName }: ReadContext): Promise<ReviewOutage[]> {
  const rows =
    await warehouse.rows<FctReviewOutages>(`select * from marts.fct_review_outages where period_id = ${period} and counted_seconds > 0
     order by counted_seconds desc, started_at, service_id limit 10`);
  return rows.map((row) => ({
    serviceId: row.service_id,
    name: serviceName(row.service_id)!,
    startedAt: row.started_at,
    endedAt: row.is_ongoing ? null : row.ended_at,
    countedSeconds: row.counted_seconds,
    totalSeconds: row.total_seconds,
    ticketId: row.ticket_id,
    title: row.title,
    cause: row.cause === '' ? null : row.cause,
  }));
}

/** A ticket with what it cost, and the severity at which it stood last. */
interface CostFigures extends FctReviewTicketCosts {
  title: string | null;
  severity: string | null;
  service_id: string | null;
  cause: string | null;
}

/** The ten tickets that cost most, the most severe first, each with the clock that the reference engine walks. */
export async function readCostliest(context: ReadContext): Promise<CostlyTicket[]> {
  const { warehouse, period, run, serviceName } = context;
  const rows = await warehouse.rows<CostFigures>(
    `select costs.*, tickets.title, tickets.service_id, stood.severity, causes.cause
     from marts.fct_review_ticket_costs as costs
     inner join intermediate.int_tickets as tickets on costs.ticket_id = tickets.ticket_id
     left join (
       select status.ticket_id, arg_max(status.severity, status.period_id) as severity
       from intermediate.int_ticket_status as status inner join run.rollups as rollups on status.period_id = rollups.month_id
       where rollups.period_id = ${period} group by status.ticket_id
     ) as stood on costs.ticket_id = stood.ticket_id
     left join marts.fct_review_causes as causes on costs.period_id = causes.period_id and costs.ticket_id = causes.ticket_id
     where costs.period_id = ${period} order by costs.severity_rank, costs.cost_seconds desc, costs.ticket_id limit 10`,
  );
  const histories = await readHistories(
    warehouse,
    rows.map(({ ticket_id }) => ticket_id),
  );
  const byId = new Map(histories.map((history) => [history.ticketId, history]));
  const { contract, calendars, exclusions } = run;
  const judge = { contract, calendars: calendars.calendars, exclusions, asOf: run.periods.asOf };
  return rows.map((row) => {
    const history = byId.get(row.ticket_id);
    return {
      ticketId: row.ticket_id,
      title: row.title ?? '',
      severity: row.severity,
      serviceName: serviceName(row.service_id),
      downSeconds: row.down_seconds,
      lateSeconds: row.late_seconds,
      costSeconds: row.cost_seconds,
      cause: row.cause,
      clock: history ? clockOf(judgeTicket(history, judge).measures, row) : null,
    };
  });
}

/** The clock that was latest; of a ticket that kept its promises, that of the restoration. */
function clockOf(measures: MeasureResult[], { measure, cycle }: CostFigures): CostlyTicket['clock'] {
  const found =
    measure === null
      ? measures.findLast((result) => result.measure !== 'respond')
      : measures.find((result) => result.measure === measure && result.cycle === cycle);
  if (!found) return null;
  const { within, verdict, startedAt, dueAt, stoppedAt, marginSeconds, steps } = found;
  return { measure: found.measure, within, verdict, startedAt, dueAt, stoppedAt, marginSeconds, steps };
}
