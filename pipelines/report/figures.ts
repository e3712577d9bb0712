/**
 * figures.json: the figures alone, in the shape that other programs read.
 */

import { isoInstant } from '../isoInstant.ts';
import type { Run } from '../run/prepareRun.ts';
import type { Warehouse } from '../warehouse/Warehouse.ts';

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
    no_data: number;
    attainment_percent: string | null;
  }[];
  breaches: {
    ticket_id: string;
    severity: string;
    measure: string;
    cycle: number;
    started_at: string;
    due_at: string;
    stopped_at: string | null;
    late_seconds: number;
  }[];
  /**
   * carried_in + opened + reopened_or_revised + moved_in = met + breached + excluded + no_data + no_longer_promised + moved_out
   * + carried_over. carried_in is null where the exports do not reach back.
   */
  balance: {
    severity: string;
    measure: string;
    carried_in: number | null;
    opened: number;
    reopened_or_revised: number;
    moved_in: number;
    met: number;
    breached: number;
    excluded: number;
    no_data: number;
    no_longer_promised: number;
    moved_out: number;
    carried_over: number;
  }[];
  /** Measures of a quarter of which its months said something else than the quarter does. */
  redecided: {
    ticket_id: string;
    measure: string;
    cycle: number;
    severity: string;
    months: Record<string, string>;
    period: string;
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
    `select severity, measure, met, breached, carried_over, excluded, no_data, attainment_percent
     from marts.fct_attainment where period_id = ${period} order by severity_rank, severity, measure`,
  );
  const breaches = await warehouse.rows<{
    ticket_id: string;
    severity: string;
    measure: string;
    cycle: number;
    started_at: number;
    due_at: number;
    stopped_at: number | null;
    late_seconds: number;
  }>(
    `select ticket_id, severity, measure, cycle, started_at, due_at, stopped_at, late_seconds
     from marts.fct_counted_measures where period_id = ${period} and verdict = 'breached' and is_counted
     order by due_at, ticket_id, measure, cycle`,
  );
  const balance = await warehouse.rows<Figures['balance'][number]>(
    `select severity, measure, carried_in, opened, reopened_or_revised, moved_in, met, breached, excluded, no_data, no_longer_promised,
       moved_out, carried_over
     from marts.fct_balance where period_id = ${period} order by severity_rank, severity, measure`,
  );
  const redecided = await readRedecided(warehouse, period);
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
    balance,
    redecided,
  };
}

/** @param period quoted */
async function readRedecided(warehouse: Warehouse, period: string): Promise<Figures['redecided']> {
  const rows = await warehouse.rows<
    Omit<Figures['redecided'][number], 'months' | 'period'> & { months: string; period_verdict: string }
  >(
    `select ticket_id, measure, cycle, severity, to_json(months)::varchar as months, period_verdict
     from marts.fct_redecided where period_id = ${period} order by ticket_id, cycle, measure`,
  );
  return rows.map(({ months, period_verdict, ...row }) => {
    const said = JSON.parse(months) as { month: string; verdict: string }[];
    return {
      ...row,
      months: Object.fromEntries(said.map(({ month, verdict }) => [month, verdict])),
      period: period_verdict,
    };
  });
}
