-- Two monitors of one location do not contradict each other.
-- severity: warn
-- fix: Look at both exports; give different monitors different locations.
select one.service_id as subject, loads.file, min(one._row) as row, count(*) || ' overlaps' as detail
from staging.stg_uptime_states as one
inner join staging.stg_uptime_states as other
    on one.service_id = other.service_id and one.location = other.location and one.state < other.state
    and one.started_at < coalesce(other.ended_at, one.started_at) and coalesce(one.ended_at, other.started_at) > other.started_at
inner join staging.stg_loads as loads on one._load = loads.load_id
group by all
order by all
