-- The calendars with a number each, so that calendar and day make one key.
-- grain: calendar_id
select
    calendar_id,
    row_number() over (order by calendar_id) as calendar_no,
    day_length_seconds
from calendar.calendars
