-- Every value of a mapped column is in its map.
-- severity: warn
-- fix: Add the value to the map of the column in sources.yaml.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
left join contract.services as services on notices.column_name = 'service_id' and notices.value = services.service_id
-- A name of the contract needs no map; what no ticket check understands, that check names.
where notices.kind = 'unmapped' and services.service_id is null
    and not (loads.table_name = 'tickets' and notices.column_name in ('type', 'status', 'severity'))
order by all
