-- No two hosts, instances or monitors share the name of a service.
-- severity: error
-- fix: In sources.yaml say what they are: columns: { location: ... } for places of one service, or columns: { service_id: ... } with services: { ... } for services of their own.
with places as (
    select source_id, service_id, location, min(_load) as _load from staging.stg_uptime_states where service_id <> '*' group by all
    union
    select source_id, service_id, location, min(_load) from staging.stg_uptime_runs group by all
)
select places.service_id as subject, min(loads.file) as file, null::bigint as row,
    count(distinct places.location) || ' of that name: ' || string_agg(distinct places.location, ', ' order by places.location) as detail
from places
inner join staging.stg_loads as loads on places._load = loads.load_id
inner join contract.services as services on places.service_id = services.service_id
where loads.is_apart
group by places.source_id, places.service_id
having count(distinct places.location) > 1
order by all
