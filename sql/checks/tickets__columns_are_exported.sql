-- Exports of tickets say the type, the status and the duplicates, without which more is counted as an incident than is one.
-- severity: note
-- fix: Export the column too, or map the one that holds it in sources.yaml; a type that is always the same is written as type: { value: incident }.
select loads.file as subject, loads.file, null::bigint as row, 'no column ' || missing.name || ': ' || missing.taken as detail
from staging.stg_loads as loads
cross join lateral (
    select unnest([
        {'name': 'type', 'is_there': loads.has_type_column, 'taken': 'every ticket is taken for an incident'},
        {'name': 'status', 'is_there': loads.has_status_column, 'taken': 'only events tell of tickets that were cancelled or reopened'},
        {'name': 'duplicate_of', 'is_there': loads.has_duplicate_column, 'taken': 'no ticket is a duplicate'}
    ], recursive := true)
) as missing
where loads.table_name = 'tickets' and not missing.is_there
order by all
