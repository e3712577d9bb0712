-- Maintenance windows in a period and in the one that follows it, with the downtime that ran on after their end.
-- grain: period_id, window_id, starts_at
with

spans as (

    select rollups.period_id, min(months.starts_at) as starts_at, max(months.ends_at) as ends_at, max(months.as_of) as as_of
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    group by rollups.period_id

),

windows as (

    select
        spans.period_id,
        windows.window_id,
        windows.starts_at,
        windows.ends_at,
        windows.is_regular,
        windows.approved_by,
        windows.change_id,
        windows.starts_at >= spans.ends_at as is_planned,
        list(windows.service_id order by windows.service_id) as service_ids,
        -- An outage that spans the window's end goes on as downtime.
        max(outages.ended_at - windows.ends_at) filter (where windows.ends_at <= spans.as_of) as overrun_seconds
    from spans
    inner join intermediate.int_maintenance_windows as windows
        on windows.ends_at > spans.starts_at and windows.starts_at < spans.ends_at + (spans.ends_at - spans.starts_at)
    left join intermediate.int_outages as outages
        on windows.service_id = outages.service_id
        and outages.period_id = (select max(month_id) from run.rollups as r where r.period_id = spans.period_id)
        and outages.started_at < windows.ends_at and outages.ended_at > windows.ends_at
    group by all

)

select * replace (coalesce(overrun_seconds, 0) as overrun_seconds)
from windows
