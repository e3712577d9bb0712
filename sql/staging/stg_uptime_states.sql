-- States that a monitor reported, typed; an empty end means that the state still holds.
-- grain: _load, _row, service_id, location, state, started_at
--
-- One line of a log may speak of all services: the monitor stopped.
select
    uptime_states.service_id,
    coalesce(uptime_states.location, '') as location,
    instant(uptime_states.started_at, loads.zone) as started_at,
    instant(uptime_states.ended_at, loads.zone) as ended_at,
    lower(uptime_states.state) as state,
    uptime_states.reason,
    uptime_states._load,
    uptime_states._row,
    loads.ordinal
from raw.uptime_states as uptime_states
inner join staging.stg_loads as loads on uptime_states._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'uptime_states' and rejected._load = uptime_states._load and rejected._row = uptime_states._row
