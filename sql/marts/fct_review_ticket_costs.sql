-- What each incident cost the client in a period: counted downtime of its outages, and time past its deadlines.
-- grain: period_id, ticket_id
--
-- cost = downtime + lateness, in wall-clock seconds. A measure that was still late at the end of its month goes on
-- costing until it stops, so the latest known lateness of the period counts.

with

late as (

    select
        rollups.period_id,
        measures.ticket_id,
        measures.measure,
        measures.cycle,
        max(measures.late_seconds) as late_seconds,
        bool_or(measures.is_counted) as is_counted
    from run.rollups as rollups
    inner join marts.fct_ticket_measures as measures on rollups.month_id = measures.period_id
    where measures.verdict = 'breached'
    group by all

),

costs as (

    select period_id, ticket_id, 0 as down_seconds, late_seconds, measure, cycle from late where is_counted
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
