-- Where to look up the open time of an instant: by UTC day, the openings of which one is the last at or before it.
-- grain: calendar_id, utc_day, opens_at
--
-- A join on calendar and day with a bound on both sides finds it; that is many times faster than an asof join.

with

openings as (

    select
        *,
        -- The last opening stands for a year: calendars reach far behind every cut-off.
        lead(opens_at, 1, closes_at + 366 * 86400) over (partition by calendar_id order by opens_at) as next_opens_at
    from calendar.spans

)

select
    calendar_id,
    unnest(range(opens_at // 86400, (next_opens_at - 1) // 86400 + 1)) as utc_day,
    opens_at,
    next_opens_at,
    closes_at,
    open_before
from openings
