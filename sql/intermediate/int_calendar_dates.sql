-- Which local date an instant lies on: by UTC day, the one or two dates that share it.
-- grain: calendar_id, utc_day, starts_at
select
    calendar_id,
    unnest(range(starts_at // 86400, (ends_at - 1) // 86400 + 1)) as utc_day,
    starts_at,
    ends_at,
    is_business_day,
    last_opens_at,
    business_days_until
from calendar.days
