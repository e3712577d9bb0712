-- Every cell that a model needs can be read.
-- severity: error
-- fix: Correct the cell in the export, or the zone or format of the file in sources.yaml.
select rejected._row::varchar as subject, loads.file, rejected._row as row,
    'column ' || rejected.column_name || ': "' || coalesce(left(rejected.value, 80), '') || '" ' || rejected.reason as detail
from staging.stg_rejected_cells as rejected
inner join staging.stg_loads as loads on rejected._load = loads.load_id
union all
select rejects._row::varchar, loads.file, rejects._row, coalesce('column ' || rejects.column_name || ': ', '') || coalesce(rejects.reason, '') || ': ' || coalesce(rejects.value, '')
from raw.rejects as rejects
inner join staging.stg_loads as loads on rejects._load = loads.load_id
union all
-- Of rows that were folded where they lie, how many there are in a file is all that is known here.
select loads.file, loads.file, null::bigint, notices.message
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind = 'unread-samples'
order by all
