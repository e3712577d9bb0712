/**
 * figures.json: the figures alone, in the shape that other programs read.
 */

import { isoInstant } from '../isoInstant.ts';
import type { AvailabilityStatus } from '../reference/ServiceEvidence.ts';
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
    /** The one in force at the cut-off; `targets` has all of the period. */
    target_percent: string;
    targets: { target: string; from: string; until: string; allowed_seconds: number }[];
    met: boolean | null;
    status: AvailabilityStatus;
    outages: number;
    longest_outage_seconds: number;
    budget_seconds: number;
    budget_left_seconds: number;
  }[];
  overall: { method: string; availability_percent: string | null; met: boolean | null; status: AvailabilityStatus };
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
  /** Promises kept within the last tenth of their time, or its last five minutes; the narrowest first. */
  near_misses: {
    ticket_id: string;
    measure: string;
    cycle: number;
    margin_seconds: number;
    allowed_seconds: number;
  }[];
  /**
   * What was left of the allowed time where promises were kept, of the period (month null) and, for a quarter, of each of its
   * months; severity and measure null: all promises together. The worst tenth: one in ten had no more left.
   */
  margins: {
    month: string | null;
    severity: string | null;
    measure: string | null;
    kept: number;
    near: number;
    median_percent: string;
    worst_tenth_percent: string;
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
  const availability = await warehouse.rows<Omit<Figures['availability'][number], 'targets'>>(
    `select service_id, window_seconds, maintenance_seconds, excluded_seconds, agreed_seconds, down_seconds, unknown_seconds, base_seconds,
       availability_percent, target_percent, is_met as met, status, outages, longest_outage_seconds, budget_seconds, budget_left_seconds
     from marts.fct_service_availability inner join contract.services using (service_id)
     where period_id = ${period} order by ordinal`,
  );
  const targets = await readTargets(warehouse, period);
  const [overall] = await warehouse.rows<Figures['overall']>(
    `select method, availability_percent, is_met as met, status from marts.fct_overall_availability where period_id = ${period} and scope = 'all'`,
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
  const nearMisses = await warehouse.rows<Figures['near_misses'][number]>(
    `select ticket_id, measure, cycle, margin_seconds, allowed_seconds from marts.fct_near_misses
     where period_id = ${period} order by margin_seconds, ticket_id, measure, cycle`,
  );
  const margins = await warehouse.rows<Figures['margins'][number]>(
    `select nullif(period_id, ${period}) as month, nullif(severity, '') as severity, nullif(measure, '') as measure, kept, near,
       median_percent, worst_tenth_percent
     from marts.fct_margin_trend where period_id = ${period} or period_id in (select month_id from run.rollups where period_id = ${period})
     order by period_id like '%Q%' desc, period_id, severity_rank, severity, measure`,
  );
  return {
    period: periods.period.id,
    timezone: contract.timezone,
    as_of: isoInstant(periods.asOf),
    availability: availability.map(({ met, status, ...figures }) => ({
      ...figures,
      targets: targets
        .filter(({ service_id }) => service_id === figures.service_id)
        .map(({ target, from, until, allowed_seconds }) => ({
          target,
          from: isoInstant(from),
          until: isoInstant(until),
          allowed_seconds,
        })),
      met,
      status,
    })),
    overall: overall ?? {
      method: contract.terms.at(-1)!.availability.overall,
      availability_percent: null,
      met: null,
      status: 'no-data',
    },
    sla,
    breaches: breaches.map((row) => ({
      ...row,
      started_at: isoInstant(row.started_at),
      due_at: isoInstant(row.due_at),
      stopped_at: row.stopped_at === null ? null : isoInstant(row.stopped_at),
    })),
    balance,
    redecided,
    near_misses: nearMisses,
    margins,
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

interface Target {
  service_id: string;
  target: string;
  from: number;
  until: number;
  allowed_seconds: number;
}

/** The targets of each service over the whole period, earliest first, with what each allows of its own part. */
async function readTargets(warehouse: Warehouse, period: string): Promise<Target[]> {
  return await warehouse.rows<Target>(
    `with months as (
       select periods.* from run.rollups as rollups inner join run.periods as periods on rollups.month_id = periods.period_id
       where rollups.period_id = ${period}
     ),
     shares as (
       select period_id, service_id, term_id, base_seconds as seconds from intermediate.int_service_parts
       union all
       select period_id, service_id, term_id, ends_at - starts_at from intermediate.int_service_ahead where is_agreed
     )
     select terms.service_id, terms.target_text as target,
       min(greatest(months.starts_at, terms.effective_from_at, coalesce(services.from_at, months.starts_at))) as "from",
       max(least(months.ends_at, terms.effective_until_at, coalesce(services.until_at, months.ends_at))) as until,
       coalesce((sum(shares.seconds)::hugeint * any_value(terms.target_denominator - terms.target_numerator)
         // any_value(terms.target_denominator))::bigint, 0) as allowed_seconds
     from months
     inner join contract.service_terms as terms
       on terms.effective_from_at < months.ends_at and terms.effective_until_at > months.starts_at
     inner join contract.services as services on terms.service_id = services.service_id
       and coalesce(services.from_at, months.starts_at) < months.ends_at and coalesce(services.until_at, months.ends_at) > months.starts_at
     left join (select period_id, service_id, term_id, sum(seconds) as seconds from shares group by all) as shares
       on months.period_id = shares.period_id and terms.service_id = shares.service_id and terms.term_id = shares.term_id
     group by terms.service_id, terms.target_text
     order by 1, 3`,
  );
}
