-- Which local date an instant lies on: by UTC day, the one or two dates that share it (lookup_key: int_calendar_openings).
-- grain: lookup_key, starts_at
select
    calendar_key(calendars.calendar_no, unnest(range(days.starts_at // 86400, (days.ends_at - 1) // 86400 + 1))) as lookup_key,
    days.starts_at,
    days.ends_at,
    days.is_business_day,
    days.last_opens_at,
    days.business_days_until
from calendar.days as days
inner join intermediate.int_calendars as calendars on days.calendar_id = calendars.calendar_id
