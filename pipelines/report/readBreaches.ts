/**
 * Reads the measures that were breached, each with its clock, and those that are still open.
 */

import { judgeTicket } from '../reference/judgeTicket.ts';
import type { MeasureResult } from '../reference/TicketHistory.ts';
import type { ReadContext } from './context.ts';
import { type Listed, listed, mostListed } from './Listed.ts';
import type { FctCountedMeasures, FctNearMisses, FctOpenMeasures } from './marts.ts';
import type { BreachDetail, NearMiss, OpenMeasure } from './ReportModel.ts';
import { written } from './readAvailabilityMisses.ts';
import { readHistories } from './readHistories.ts';

/** A breach is late by some time. */
type Breach = FctCountedMeasures & { late_seconds: number };

/** A listed measure: the title of its ticket, and how many there are in all. */
type Entry<Row> = Row & { title: string | null; in_all: number };

/**
 * The breaches of the period, the gravest first, each with the clock that the reference engine walks, and the words written
 * about it.
 */
export async function readBreaches(context: ReadContext): Promise<Listed<BreachDetail>> {
  const { warehouse, run, period } = context;
  const rows = await warehouse.rows<Entry<Breach>>(
    `select breaches.*, tickets.title from (
       select *, count(*) over () as in_all from marts.fct_counted_measures
       where period_id = ${period} and verdict = 'breached' and is_counted
       order by severity_rank, due_at, ticket_id, measure limit ${mostListed}
     ) as breaches
     inner join staging.stg_tickets as tickets on breaches.ticket_id = tickets.ticket_id
     order by severity_rank, due_at, breaches.ticket_id, measure`,
  );
  const histories = await readHistories(warehouse, [...new Set(rows.map(({ ticket_id }) => ticket_id))]);
  const byId = new Map(histories.map((history) => [history.ticketId, history]));
  const shown = rows.map((row) => {
    const { contract, calendars, exclusions } = run;
    const judged = judgeTicket(byId.get(row.ticket_id)!, {
      contract,
      calendars: calendars.calendars,
      exclusions,
      asOf: run.periods.asOf,
    });
    const clock = judged.measures.find(({ measure, cycle }) => measure === row.measure && cycle === row.cycle);
    return breachDetail(row, clock, context);
  });
  return listed(shown, rows[0]?.in_all ?? 0);
}

function breachDetail(
  row: Entry<Breach>,
  clock: MeasureResult | undefined,
  { run, language, serviceName, siteName }: ReadContext,
): BreachDetail {
  const words = run.commentary.breaches[row.ticket_id];
  return {
    ticketId: row.ticket_id,
    title: row.title ?? '',
    severity: row.severity,
    measure: row.measure,
    cycle: row.cycle,
    within: row.within_text,
    serviceName: serviceName(row.service_id),
    siteName: row.site_id === null ? null : siteName(row.site_id),
    startedAt: row.started_at,
    dueAt: row.due_at,
    stoppedAt: row.stopped_at,
    lateSeconds: row.late_seconds,
    lateRunningSeconds: runningSince(row.due_at, clock?.steps ?? []),
    elapsedSeconds: row.elapsed_seconds,
    pausedSeconds: row.paused_seconds,
    lateWhenRaised: row.is_late_when_raised,
    steps: clock?.steps ?? [],
    commentary: written(words, language),
  };
}

/** Seconds in which the clock ran after it was due. */
function runningSince(dueAt: number, steps: MeasureResult['steps']): number {
  const running = steps.filter(({ kind, to }) => kind === 'running' && to > dueAt);
  return running.reduce((sum, { from, to }) => sum + to - Math.max(from, dueAt), 0);
}

/** Promises that were kept by a hair. */
export async function readNearMisses({ warehouse, period, serviceName }: ReadContext): Promise<Listed<NearMiss>> {
  const rows = await warehouse.rows<Entry<FctNearMisses>>(
    `select near.*, tickets.title from (
       select *, count(*) over () as in_all from marts.fct_near_misses where period_id = ${period}
       order by margin_seconds, severity_rank, ticket_id, measure limit ${mostListed}
     ) as near
     inner join staging.stg_tickets as tickets on near.ticket_id = tickets.ticket_id
     order by near.margin_seconds, near.severity_rank, near.ticket_id, near.measure`,
  );
  const shown = rows.map((row) => ({
    ticketId: row.ticket_id,
    title: row.title ?? '',
    severity: row.severity,
    measure: row.measure,
    serviceName: serviceName(row.service_id),
    marginSeconds: row.margin_seconds,
    allowedSeconds: row.allowed_seconds,
  }));
  return listed(shown, rows[0]?.in_all ?? 0);
}

/** Open measures at the cut-off, the least time left first. */
export async function readOpenMeasures({
  warehouse,
  lastMonth,
  run,
  serviceName,
}: ReadContext): Promise<Listed<OpenMeasure>> {
  const rows = await warehouse.rows<Entry<FctOpenMeasures>>(
    `select *, count(*) over () as in_all from marts.fct_open_measures where period_id = ${lastMonth}
     order by left_seconds, ticket_id, measure limit ${mostListed}`,
  );
  const shown = rows.map((row) => ({
    ticketId: row.ticket_id,
    title: row.title ?? '',
    severity: row.severity,
    measure: row.measure,
    serviceName: serviceName(row.service_id),
    startedAt: row.started_at,
    dueAt: row.due_at,
    leftSeconds: row.left_seconds,
    isPaused: row.is_paused,
    isCarriedOver: row.due_at >= run.periods.period.endsAt,
  }));
  return listed(shown, rows[0]?.in_all ?? 0);
}
