/**
 * figures.json: the figures alone, in the shape that other programs read.
 */

import { isoInstant } from '../isoInstant.ts';
import type { Run } from '../run/prepareRun.ts';

/** The interface of figures.json. Seconds are integers, percentages the texts that are displayed, instants ISO 8601 UTC. */
export interface Figures {
  period: string;
  timezone: string;
  as_of: string;
  availability: {
    service_id: string;
    window_seconds: number;
    maintenance_seconds: number;
    excluded_seconds: number;
    agreed_seconds: number;
    down_seconds: number;
    unknown_seconds: number;
    base_seconds: number;
    availability_percent: string | null;
    target_percent: string;
    met: boolean | null;
    outages: number;
    longest_outage_seconds: number;
    budget_seconds: number;
    budget_left_seconds: number;
  }[];
  overall: { method: string; availability_percent: string | null; met: boolean | null };
  sla: {
    severity: string;
    measure: string;
    met: number;
    breached: number;
    carried_over: number;
    excluded: number;
    attainment_percent: string | null;
  }[];
  breaches: {
    ticket_id: string;
    severity: string;
    measure: string;
    started_at: string;
    due_at: string;
    stopped_at: string | null;
    late_seconds: number;
  }[];
}

/** Reads the figures of the run's period from the marts, in a fixed order. */
export async function readFigures({ warehouse, periods, contract }: Run): Promise<Figures> {
  const period = `'${periods.period.id}'`;
  const availability = await warehouse.rows<Figures['availability'][number]>(
    `select service_id, window_seconds, maintenance_seconds, excluded_seconds, agreed_seconds, down_seconds, unknown_seconds, base_seconds,
       availability_percent, target_percent, is_met as met, outages, longest_outage_seconds, budget_seconds, budget_left_seconds
     from marts.fct_service_availability inner join contract.services using (service_id)
     where period_id = ${period} order by ordinal`,
  );
  const [overall] = await warehouse.rows<Figures['overall']>(
    `select method, availability_percent, is_met as met from marts.fct_overall_availability where period_id = ${period} and scope = 'all'`,
  );
  const sla = await warehouse.rows<Figures['sla'][number]>(
    `select severity, measure, met, breached, carried_over, excluded, attainment_percent
     from marts.fct_attainment where period_id = ${period} order by severity_rank, severity, measure`,
  );
  const breaches = await warehouse.rows<{
    ticket_id: string;
    severity: string;
    measure: string;
    started_at: number;
    due_at: number;
    stopped_at: number | null;
    late_seconds: number;
  }>(
    `select measures.ticket_id, measures.severity, measures.measure, measures.started_at, measures.due_at, measures.stopped_at, measures.late_seconds
     from marts.fct_ticket_measures as measures inner join run.rollups as rollups on measures.period_id = rollups.month_id
     where rollups.period_id = ${period} and measures.verdict = 'breached' and measures.is_counted
     order by measures.due_at, measures.ticket_id, measures.measure, measures.cycle`,
  );
  return {
    period: periods.period.id,
    timezone: contract.timezone,
    as_of: isoInstant(periods.asOf),
    availability,
    overall: overall ?? { method: contract.terms.at(-1)!.availability.overall, availability_percent: null, met: null },
    sla,
    breaches: breaches.map((row) => ({
      ...row,
      started_at: isoInstant(row.started_at),
      due_at: isoInstant(row.due_at),
      stopped_at: row.stopped_at === null ? null : isoInstant(row.stopped_at),
    })),
  };
}
