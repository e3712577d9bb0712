-- No export ends exactly at a row limit of its system.
-- severity: warn
-- found-en: Exports with exactly 1,000 or 10,000 rows: probably cut off by the exporting system
-- found-ja: ちょうど1,000行または10,000行のエクスポート（途中で切れている可能性）
-- fix: Export in smaller pieces, for example week by week.
select file as subject, file, row_count as row, row_count || ' rows' as detail
from staging.stg_loads
where row_count in (1000, 10000) and table_name <> 'uptime_samples'
order by all
