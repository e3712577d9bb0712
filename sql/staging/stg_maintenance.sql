-- Maintenance windows as exported. Only approved ones take time out of the agreed service time.
-- grain: _load, _row, starts_at
--
-- The occurrences of one event of a calendar stand on its line.
select
    loads.source_id,
    -- A window without an id is called by its service and beginning.
    coalesce(maintenance.window_id, coalesce(maintenance.service_id, '*') || '/' || maintenance.starts_at) as window_id,
    maintenance.window_id is not null as has_id,
    coalesce(maintenance.service_id, '*') as service_id,
    instant(maintenance.starts_at, loads.zone) as starts_at,
    instant(maintenance.ends_at, loads.zone) as ends_at,
    instant(maintenance.approved_at, loads.zone) as approved_at,
    maintenance.approved_by,
    maintenance.change_id,
    -- A file that has neither approval column comes from a system that exports approved windows only; that is reported.
    maintenance.approved_at is not null or maintenance.approved_by is not null or not loads.has_approval_columns as is_approved,
    maintenance._load,
    maintenance._row,
    loads.ordinal
from raw.maintenance as maintenance
inner join staging.stg_loads as loads on maintenance._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'maintenance' and rejected._load = maintenance._load and rejected._row = maintenance._row
