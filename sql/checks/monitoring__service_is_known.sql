-- Monitors, changes and backups speak of services of the contract.
-- severity: error
-- fix: Say which service of the contract each name is, beside the entry in sources.yaml: services: { "ERP (prod)": erp }; leave rows of others out with where, or add the service to contract.yaml.
with named as (
    select 'uptime_states' as kind, service_id, _load, min(_row) as row, count(*) as n from staging.stg_uptime_states where service_id <> '*' group by all
    union all select 'maintenance', service_id, _load, min(_row), count(*) from staging.stg_maintenance where service_id <> '*' group by all
    union all select 'changes', service_id, _load, min(_row), count(*) from staging.stg_changes where service_id is not null group by all
    union all select 'problems', service_id, _load, min(_row), count(*) from staging.stg_problems where service_id is not null group by all
    union all select 'backups', service_id, _load, min(_row), count(*) from staging.stg_backups where service_id is not null group by all
    union all select 'capacity', service_id, _load, min(_row), count(*) from staging.stg_capacity group by all
    union all select 'patches', service_id, _load, min(_row), count(*) from staging.stg_patches where service_id is not null group by all
)
select named.service_id as subject, loads.file, named.row, named.n || ' rows of ' || named.kind as detail,
    named.service_id as name
from named
inner join staging.stg_loads as loads on named._load = loads.load_id
anti join contract.services as services on named.service_id = services.service_id
order by all
