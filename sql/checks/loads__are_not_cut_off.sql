-- No export ends exactly at a row limit of its system.
-- severity: warn
-- fix: Export in smaller pieces, for example week by week.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind = 'row-cap'
union
select file, file, null, row_count || ' rows'
from staging.stg_loads
where row_count in (1000, 10000) and table_name not in ('uptime_samples')
order by all
