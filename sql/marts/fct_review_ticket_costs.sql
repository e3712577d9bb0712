-- What each incident cost the client in a period: counted downtime of its outages, and time past its deadlines.
-- grain: period_id, ticket_id
--
-- cost = downtime + lateness, in wall-clock seconds, as known at the period's end.

with

late as (

    select period_id, ticket_id, measure, cycle, late_seconds
    from marts.fct_counted_measures
    where verdict = 'breached' and is_counted

),

costs as (

    select period_id, ticket_id, 0 as down_seconds, late_seconds, measure, cycle from late
    union all
    select period_id, ticket_id, counted_seconds, 0, null, null
    from marts.fct_review_outages
    where ticket_id is not null and counted_seconds > 0

)

select
    costs.period_id,
    costs.ticket_id,
    any_value(severities.severity_rank) as severity_rank,
    sum(down_seconds)::bigint as down_seconds,
    sum(late_seconds)::bigint as late_seconds,
    (sum(down_seconds) + sum(late_seconds))::bigint as cost_seconds,
    -- The clock to show: the one that was latest.
    arg_max(measure, late_seconds) filter (where measure is not null) as measure,
    arg_max(cycle, late_seconds) filter (where measure is not null) as cycle
from costs
left join (
    select rollups.period_id, status.ticket_id, arg_max(status.severity_rank, status.period_id) as severity_rank
    from run.rollups as rollups
    inner join intermediate.int_ticket_status as status on rollups.month_id = status.period_id
    group by all
) as severities on costs.period_id = severities.period_id and costs.ticket_id = severities.ticket_id
group by costs.period_id, costs.ticket_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   severity_rank?: Place of the severity in the agreement; null where the severity is not known.
--   down_seconds: Counted downtime of its outages.
--   late_seconds: Time past its deadlines.
--   cost_seconds: Both together.
--   measure? (respond, restore, resolve): The measure that was latest; null without a breach.
--   cycle?: Its cycle; null without a breach.
