-- Services that a source names without a row: by the map of its entry, or in `covers.services`.
-- grain: source_id, service_id
select distinct loads.source_id, named.service_id
from raw.named_services as named
inner join staging.stg_loads as loads on named._load = loads.load_id
where named.service_id is not null
