-- No window and no state ends before it starts.
-- severity: error
-- fix: Correct the export: a clock or a time zone may be wrong.
select maintenance.window_id as subject, loads.file, maintenance._row as row, 'ends before it starts' as detail
from staging.stg_maintenance as maintenance
inner join staging.stg_loads as loads on maintenance._load = loads.load_id
where maintenance.ends_at <= maintenance.starts_at
union all
select states.service_id, loads.file, states._row, 'ended_at before started_at'
from staging.stg_uptime_states as states
inner join staging.stg_loads as loads on states._load = loads.load_id
where states.ended_at < states.started_at
order by all
