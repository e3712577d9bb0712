-- Every promise on every incident, month by month: verdict, due instant, what the clock ran, and the month it counts in.
-- grain: period_id, ticket_id, measure, cycle
--
-- Each month is judged with what was known at its own cut-off, so that a month that was reported stays as it was.
-- attribution `decided`: a measure counts in the month in which its outcome became known: at the stop if met, at the
-- due instant if breached. `opened` and `resolved` count it in the month of the opening or of the stop.

with

judged as (

    select
        outcomes.*,
        tickets.title,
        tickets.service_id,
        tickets.site_id,
        tickets.status,
        tickets.opened_at,
        seen(tickets.cancelled_at, outcomes.as_of) as cancelled_at,
        tickets._load,
        tickets._row,
        case
            when tickets.is_cancelled and coalesce(tickets.cancelled_at <= outcomes.as_of, true) then 'cancelled'
            when tickets.duplicate_of is not null then 'duplicate'
            when exclusions.exclusion_id is not null then exclusions.exclusion_id
        end as left_out_because
    from intermediate.int_measure_outcomes as outcomes
    inner join intermediate.int_tickets as tickets on outcomes.ticket_id = tickets.ticket_id
    left join (
        select target, min(exclusion_id) as exclusion_id
        from contract.exclusions
        where target_kind = 'ticket'
        group by target
    ) as exclusions on outcomes.ticket_id = exclusions.target

),

decided as (

    select
        judged.* exclude (outcome, opened_at),
        case when left_out_because is not null then 'excluded' else outcome end as verdict,
        case
            when left_out_because is not null then coalesce(cancelled_at, stopped_at, opened_at)
            when outcome = 'met' then stopped_at
            when outcome = 'breached' then due_at
        end as decided_at
    from judged

),

attributed as (

    select
        decided.*,
        policies.attribution,
        case
            when decided.verdict = 'running' then null
            when policies.attribution = 'opened' then decided.started_at
            when policies.attribution = 'resolved' and decided.verdict <> 'excluded' then decided.stopped_at
            else decided.decided_at
        end as counts_at
    from decided
    inner join contract.terms as policies on decided.term_id = policies.term_id

)

select
    attributed.* exclude (cancelled_at),
    coalesce(attributed.counts_at >= periods.starts_at and attributed.counts_at < periods.ends_at, false) as is_counted,
    attributed.started_at < periods.ends_at and coalesce(attributed.counts_at >= periods.ends_at, true) as is_carried_over,
    case when attributed.verdict = 'breached' then -attributed.margin_seconds end as late_seconds
from attributed
inner join run.periods as periods on attributed.period_id = periods.period_id
