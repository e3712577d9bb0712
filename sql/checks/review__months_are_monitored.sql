-- Every month of the reported period that has begun and has tickets is monitored.
-- severity: warn
-- fix: Export the month's monitoring into exports/, then run the command again.
select month_id as subject, null::varchar as file, null::bigint as row, 'no monitoring' as detail
from marts.fct_review_months
where has_begun and tickets > 0 and monitored_seconds = 0
order by all
