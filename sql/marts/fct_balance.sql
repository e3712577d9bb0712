-- The books of each period: what was carried in, what came, what was decided and what is carried over, by severity and measure.
-- grain: period_id, severity, measure
--
-- carried_in + opened + reopened_or_revised + moved_in
--   = met + breached + excluded + no_data + no_longer_promised + moved_out + carried_over.
-- carried_in, moved_out and no_longer_promised stand in the row of the severity at the beginning, all else in that at the end.
-- Each term is counted by itself: none is what the others leave. `opened` cohorts carry nothing in.

with

open_before as (

    select period_id, severity_before, measure_before, severity, measure
    from intermediate.int_measure_movements
    where standing_before = 'running' and attribution_before <> 'opened'

),

terms as (

    select period_id, severity_before as severity, measure_before as measure, 'carried_in' as term
    from open_before

    union all

    select period_id, severity, measure, 'opened'
    from marts.fct_counted_measures
    where (is_counted or is_carried_over) and (standing_before is null or attribution = 'opened')

    union all

    select period_id, severity, measure, 'reopened_or_revised'
    from marts.fct_counted_measures
    where (is_counted or is_carried_over) and standing_before <> 'running' and attribution <> 'opened'

    union all

    select period_id, severity, measure, 'moved_in'
    from open_before
    where measure is not null and (severity <> severity_before or measure <> measure_before)

    union all

    select period_id, severity, measure, 'met'
    from marts.fct_counted_measures
    where is_counted and standing = 'met'

    union all

    select period_id, severity, measure, 'breached'
    from marts.fct_counted_measures
    where is_counted and standing = 'breached'

    union all

    select period_id, severity, measure, 'excluded'
    from marts.fct_counted_measures
    where is_counted and standing = 'excluded'

    union all

    select period_id, severity, measure, 'no_data'
    from marts.fct_counted_measures
    where is_counted and standing = 'no-data'

    union all

    select period_id, severity_before, measure_before, 'no_longer_promised'
    from open_before
    where measure is null

    union all

    select period_id, severity_before, measure_before, 'moved_out'
    from open_before
    where measure is not null and (severity <> severity_before or measure <> measure_before)

    union all

    select period_id, severity, measure, 'carried_over'
    from marts.fct_counted_measures
    where is_carried_over

),

counted as (

    select
        period_id,
        severity,
        measure,
        (count(*) filter (where term = 'carried_in'))::integer as carried_in,
        (count(*) filter (where term = 'opened'))::integer as opened,
        (count(*) filter (where term = 'reopened_or_revised'))::integer as reopened_or_revised,
        (count(*) filter (where term = 'moved_in'))::integer as moved_in,
        (count(*) filter (where term = 'met'))::integer as met,
        (count(*) filter (where term = 'breached'))::integer as breached,
        (count(*) filter (where term = 'excluded'))::integer as excluded,
        (count(*) filter (where term = 'no_data'))::integer as no_data,
        (count(*) filter (where term = 'no_longer_promised'))::integer as no_longer_promised,
        (count(*) filter (where term = 'moved_out'))::integer as moved_out,
        (count(*) filter (where term = 'carried_over'))::integer as carried_over
    from terms
    group by period_id, severity, measure

),

promised as (

    -- Every promise in force during the period has its row, also when nothing happened.
    select
        spans.period_id,
        promises.severity,
        promises.measure,
        min(promises.severity_rank) as severity_rank
    from run.spans as spans
    inner join contract.terms as terms
        on terms.effective_from_at < spans.ends_at and terms.effective_until_at > spans.starts_at
    inner join contract.promises as promises on terms.term_id = promises.term_id
    group by all

),

reach as (

    -- What was open before the exports begin nobody knows.
    select spans.period_id, coalesce(min(tickets.opened_at) < spans.starts_at, false) as is_carried_in_known
    from run.spans as spans
    left join intermediate.int_tickets as tickets on true
    group by spans.period_id, spans.starts_at

)

select
    reach.period_id,
    coalesce(promised.severity, counted.severity) as severity,
    coalesce(promised.measure, counted.measure) as measure,
    coalesce(promised.severity_rank, ranks.severity_rank, 9999) as severity_rank,
    case when reach.is_carried_in_known then coalesce(counted.carried_in, 0) end as carried_in,
    coalesce(counted.opened, 0) as opened,
    coalesce(counted.reopened_or_revised, 0) as reopened_or_revised,
    coalesce(counted.moved_in, 0) as moved_in,
    coalesce(counted.met, 0) as met,
    coalesce(counted.breached, 0) as breached,
    coalesce(counted.excluded, 0) as excluded,
    coalesce(counted.no_data, 0) as no_data,
    coalesce(counted.no_longer_promised, 0) as no_longer_promised,
    coalesce(counted.moved_out, 0) as moved_out,
    coalesce(counted.carried_over, 0) as carried_over
from promised
full join counted
    on promised.period_id = counted.period_id and promised.severity = counted.severity and promised.measure = counted.measure
inner join reach on coalesce(promised.period_id, counted.period_id) = reach.period_id
left join (
    select severity, min(severity_rank) as severity_rank from contract.severities group by severity
) as ranks on counted.severity = ranks.severity
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: Severity, as the agreement names it.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   carried_in?: Not decided at the beginning of the period; null where the exports do not reach back.
--   opened: Promises that began in the period.
--   reopened_or_revised: Promises that were decided before and run again.
--   moved_in: Promises that came from another severity or measure.
--   met: Cases in which the promise was kept.
--   breached: Cases in which the promise was broken.
--   excluded: Cases that are left out: cancelled, duplicate, or under an approved exclusion.
--   no_data: Cases that cannot be judged.
--   no_longer_promised: Promises that are made no more.
--   moved_out: Promises that went to another severity or measure.
--   carried_over: Cases that are not decided at the end of the period.
