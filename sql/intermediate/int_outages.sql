-- Outages as they were seen at each month's cut-off, whole, before anything is cut away.
-- grain: period_id, service_id, started_at
--
-- A quarter knows more of an outage over a month's end than the month did: `quarter_seconds` is its length as known there.

with

seen as (

select
    periods.period_id,
    states.service_id,
    states.starts_at as started_at,
    least(coalesce(states.ends_at, periods.as_of), periods.as_of) as ended_at,
    coalesce(states.ends_at > periods.as_of, true) as is_ongoing,
    least(coalesce(states.ends_at, periods.as_of), periods.as_of) - states.starts_at as total_seconds,
    -- Shorter outages do not count (they are listed all the same).
    least(coalesce(states.ends_at, periods.as_of), periods.as_of) - states.starts_at >= terms.minimum_outage_seconds as is_long_enough
from run.periods as periods
inner join intermediate.int_service_states as states
    on states.state = 'down'
    and states.starts_at < periods.as_of
    and coalesce(states.ends_at, periods.as_of) > periods.starts_at
inner join contract.service_terms as terms
    on states.service_id = terms.service_id
    and states.starts_at >= terms.evidence_from_at and states.starts_at < terms.effective_until_at

),

quarters as (

    select month_id, any_value(period_id) as quarter_id
    from run.rollups
    where period_id <> month_id
    group by month_id

)

select
    seen.*,
    max(seen.total_seconds) over (
        partition by coalesce(quarters.quarter_id, seen.period_id), seen.service_id, seen.started_at
    ) as quarter_seconds
from seen
left join quarters on seen.period_id = quarters.month_id
