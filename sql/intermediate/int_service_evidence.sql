-- What monitors saw of each service and location, as spans of one state: only while their source speaks.
-- grain: source_id, service_id, location, starts_at, ends_at, state, origin, _load
--
-- Unknown is no evidence, but ends a state. What a source says outside its reach, and while the monitor itself was down,
-- is cut away.

with

claimed as (

    select distinct source_id, service_id, location, state, starts_at, ends_at, is_open and state = 'up' as is_assumed, 'states' as origin, _load
    from intermediate.int_service_state_rows
    where state <> 'unknown' and service_id <> '*' and ends_at > starts_at
    union all
    select source_id, service_id, location, 'up', starts_at, ends_at, true, 'unlisted', 0
    from intermediate.int_service_unlisted

),

told as (

    select source_id from intermediate.int_service_sources where speaks_until is not null

),

spans as (

    select source_id, service_id, location, state, first_at as starts_at, holds_until as ends_at, 'samples' as origin, _load
    from intermediate.int_service_runs
    where state <> 'unknown'

    union all by name

    select
        claimed.source_id,
        claimed.service_id,
        claimed.location,
        claimed.state,
        greatest(claimed.starts_at, reach.starts_at) as starts_at,
        least(claimed.ends_at, reach.ends_at) as ends_at,
        claimed.origin,
        claimed._load
    from claimed
    inner join intermediate.int_service_reach as reach
        on claimed.source_id = reach.source_id
        and (reach.is_told or claimed.is_assumed)
        and claimed.starts_at < reach.ends_at and claimed.ends_at > reach.starts_at

    union all by name

    select * exclude (is_assumed)
    from claimed
    anti join told on claimed.source_id = told.source_id
    where not claimed.is_assumed

),

stopped as (

    select spans.*, list({'starts_at': outages.starts_at, 'ends_at': outages.ends_at} order by outages.starts_at) as stops
    from spans
    inner join intermediate.int_service_monitor_outages as outages
        on spans.source_id = outages.source_id and spans.starts_at < outages.ends_at and spans.ends_at > outages.starts_at
    group by all

),

pieces as (

    -- Between the stops: from each end to the next beginning.
    select
        stopped.* exclude (starts_at, ends_at, stops),
        unnest(list_transform(
            range(len(stops) + 1),
            lambda n: {
                'starts_at': case when n = 0 then starts_at else stops[n].ends_at end,
                'ends_at': case when n = len(stops) then ends_at else stops[n + 1].starts_at end
            }
        ), recursive := true)
    from stopped

)

select * from pieces where ends_at > starts_at
union all by name
select spans.*
from spans
anti join intermediate.int_service_monitor_outages as outages
    on spans.source_id = outages.source_id and spans.starts_at < outages.ends_at and spans.ends_at > outages.starts_at
