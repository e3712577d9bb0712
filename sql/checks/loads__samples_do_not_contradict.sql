-- A monitor says one thing at a time.
-- severity: warn
-- fix: Give different monitors different locations; look at the clock of the exporting system.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('contradicting', 'future')
order by all
