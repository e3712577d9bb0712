-- A month without any ticket is rare enough to be looked at.
-- severity: note
-- fix: Make sure that the ticket export of the month is complete.
select month_id as subject, null::varchar as file, null::bigint as row, 'no ticket opened' as detail
from marts.fct_review_months
where has_begun and tickets = 0 and monitored_seconds > 0
order by all
