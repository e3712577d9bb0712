-- Every month of the reported period that has begun and has tickets is monitored.
-- severity: warn
-- found-en: Months of the period without any monitoring data: availability is that of the other months
-- found-ja: 監視データが1件もない月（可用性は他の月だけで集計）
-- fix: Export the month's monitoring into exports/, then run the command again.
select month_id as subject, null::varchar as file, null::bigint as row, 'no monitoring' as detail
from marts.fct_review_months
where has_begun and tickets > 0 and monitored_seconds = 0
order by all
