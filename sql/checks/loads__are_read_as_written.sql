-- Exports are read as they are written, without an assumption.
-- severity: note
-- fix: Say it in sources.yaml if the assumption is wrong.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('assumed', 'reading', 'left-out')
order by all
