-- States that a monitor reported, typed; an empty end means that the state still holds.
-- grain: _load, _row, service_id, location, state, started_at
--
-- One line of a log may speak of all services: the monitor stopped.
select
    loads.source_id,
    loads.rows_kind,
    uptime_states.state_id,
    uptime_states.service_id,
    coalesce(uptime_states.location, '') as location,
    instant(uptime_states.started_at, loads.zone) as started_at,
    coalesce(instant(uptime_states.ended_at, loads.zone), elsewhere.ended_at) as ended_at,
    lower(uptime_states.state) as state,
    uptime_states.reason,
    uptime_states._load,
    uptime_states._row,
    loads.ordinal
from raw.uptime_states as uptime_states
inner join staging.stg_loads as loads on uptime_states._load = loads.load_id
left join staging.stg_state_ends as elsewhere
    on uptime_states._load = elsewhere._load
    and uptime_states._row = elsewhere._row
    and uptime_states.state <> 'up'
    and instant(uptime_states.started_at, loads.zone) = elsewhere.started_at
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'uptime_states' and rejected._load = uptime_states._load and rejected._row = uptime_states._row
