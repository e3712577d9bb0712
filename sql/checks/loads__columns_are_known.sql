-- Exports hold the documented columns only.
-- severity: note
-- fix: Nothing to do, unless a needed column is misspelt.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('column')
order by all
