-- Exports are in order and say everything once.
-- severity: note
-- fix: Nothing to do.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('out-of-order', 'repeated', 'duplicate')
order by all
