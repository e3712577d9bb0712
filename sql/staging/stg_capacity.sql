-- Capacity readings as last exported: one row a resource and instant.
-- grain: service_id, resource, measured_at
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
qualify row_number() over (partition by capacity.service_id, coalesce(capacity.resource, ''), instant(capacity.measured_at, loads.zone) order by loads.ordinal desc, capacity._row desc) = 1
