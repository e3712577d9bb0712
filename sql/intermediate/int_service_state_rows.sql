-- Reported states as spans: the rows that count, each a span of its own, and when an open one ends.
-- grain: _load, _row, service_id, location, state, starts_at
--
-- All rows of a key in a later export replace those of it in an earlier one; inside one file every row stands for itself.
-- An open row of a log of changes ends with the next open row of its series; in a list of spans it goes on.

with

latest as (

    select *
    from staging.stg_uptime_states
    where coalesce(ended_at >= started_at, true)
    qualify ordinal = max(ordinal) over (
        partition by
            source_id,
            state_id,
            case when state_id is null then service_id end,
            case when state_id is null then location end,
            case when state_id is null then started_at end
    )

)

select
    source_id,
    service_id,
    location,
    state,
    started_at as starts_at,
    coalesce(
        ended_at,
        case
            when rows_kind = 'changes'
                then min(started_at) filter (ended_at is null) over (
                    partition by source_id, service_id, location order by started_at
                    range between 1 following and unbounded following
                )
        end,
        253402300800
    ) as ends_at,
    ended_at is null as is_open,
    _load,
    _row
from latest
