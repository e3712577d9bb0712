-- Where to look up the open time of an instant: by UTC day, the openings of which one is the last at or before it.
-- grain: lookup_key, opens_at
--
-- A join on lookup_key with a bound on both sides finds it; that is many times faster than an asof join. The key is
-- calendar and day in one number: joined on the calendar alone, two look-ups of one clock would multiply.

with

openings as (

    select
        spans.*,
        calendars.calendar_no,
        -- The last opening stands for five years: calendars reach far behind every cut-off.
        lead(spans.opens_at, 1, spans.closes_at + 5 * 366 * 86400) over (partition by spans.calendar_id order by spans.opens_at) as next_opens_at
    from calendar.spans as spans
    inner join intermediate.int_calendars as calendars on spans.calendar_id = calendars.calendar_id

)

select
    calendar_key(calendar_no, unnest(range(opens_at // 86400, (next_opens_at - 1) // 86400 + 1))) as lookup_key,
    opens_at,
    next_opens_at,
    closes_at,
    open_before
from openings
