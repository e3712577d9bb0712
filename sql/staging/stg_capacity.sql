-- Capacity readings as last exported: the rows of one resource and instant in the newest file that has any.
-- grain: _load, _row
select
    capacity.service_id,
    coalesce(capacity.resource, '') as resource,
    instant(capacity.measured_at, loads.zone) as measured_at,
    amount(capacity.used) as used,
    amount(capacity."limit") as capacity_limit,
    capacity._load,
    capacity._row
from raw.capacity as capacity
inner join staging.stg_loads as loads on capacity._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'capacity' and rejected._load = capacity._load and rejected._row = capacity._row
qualify loads.ordinal = max(loads.ordinal) over (
    partition by loads.source_id, capacity.service_id, capacity.resource, instant(capacity.measured_at, loads.zone)
)
