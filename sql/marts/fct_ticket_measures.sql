-- Every promise on every incident, month by month: verdict, due instant, what the clock ran, and the month it counts in.
-- grain: period_id, ticket_id, measure, cycle
--
-- Each month is judged with what was known at its own cut-off, so that a month that was reported stays as it was.
-- attribution `decided`: a measure counts in the month in which its outcome became known: at the stop if met, at the
-- due instant if breached. `opened` and `resolved` count it in the month of the opening or of the stop.

with

judged as (

    select
        outcomes.period_id,
        tickets.ticket_id,
        outcomes.measure,
        outcomes.cycle,
        promises.severity,
        promises.severity_rank,
        promises.within_text,
        periods.as_of,
        case when promises.kind <> 'always' then tickets.calendar_id end as calendar_id,
        outcomes.* exclude (period_id, ticket_no, measure, cycle, promise_id),
        tickets.service_id,
        tickets.site_id,
        policies.attribution,
        periods.starts_at as period_starts_at,
        periods.ends_at as period_ends_at,
        tickets.opened_at,
        seen(tickets.cancelled_at, periods.as_of) as cancelled_at,
        case
            when tickets.is_cancelled and coalesce(tickets.cancelled_at <= periods.as_of, true) then 'cancelled'
            when tickets.duplicate_of is not null then 'duplicate'
            when exclusions.exclusion_id is not null then exclusions.exclusion_id
        end as left_out_because
    from intermediate.int_measure_outcomes as outcomes
    inner join intermediate.int_tickets as tickets on outcomes.ticket_no = tickets.ticket_no
    inner join run.periods as periods on outcomes.period_id = periods.period_id
    inner join contract.promises as promises on outcomes.promise_id = promises.promise_id
    inner join contract.terms as policies on promises.term_id = policies.term_id
    left join (
        select target, min(exclusion_id) as exclusion_id
        from contract.exclusions
        where target_kind = 'ticket'
        group by target
    ) as exclusions on tickets.ticket_id = exclusions.target

),

decided as (

    select
        judged.* exclude (outcome, opened_at, cancelled_at),
        (case when left_out_because is not null then 'excluded' else outcome end)::enum ('breached', 'excluded', 'met', 'running') as verdict,
        case
            when left_out_because is not null then coalesce(cancelled_at, stopped_at, opened_at)
            when outcome = 'met' then stopped_at
            when outcome = 'breached' then due_at
        end as decided_at
    from judged

),

attributed as (

    select
        *,
        case
            when verdict = 'running' then null
            when attribution = 'opened' then started_at
            when attribution = 'resolved' and verdict <> 'excluded' then stopped_at
            else decided_at
        end as counts_at
    from decided

)

select
    * exclude (attribution, period_starts_at, period_ends_at),
    coalesce(counts_at >= period_starts_at and counts_at < period_ends_at, false) as is_counted,
    started_at < period_ends_at and coalesce(counts_at >= period_ends_at, true) as is_carried_over,
    case when verdict = 'breached' then -margin_seconds end as late_seconds
from attributed
