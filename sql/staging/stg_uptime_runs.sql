-- Runs of equal state that samples were folded into when their file was loaded.
-- grain: _load, service_id, location, first_at, state
select
    service_id,
    location,
    state,
    first_at,
    last_at,
    samples,
    _load
from raw.uptime_runs
