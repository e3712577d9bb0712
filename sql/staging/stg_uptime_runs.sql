-- Runs of equal state that samples were folded into when their file was loaded, or, where files interleave, together.
-- grain: _load, service_id, location, first_at, state
select
    loads.source_id,
    runs.service_id,
    runs.location,
    runs.state,
    runs.first_at,
    runs.last_at,
    runs.samples,
    runs._load
from raw.uptime_runs as runs
inner join staging.stg_loads as loads on runs._load = loads.load_id
anti join raw.series as series on loads.source_id = series.source_id and runs.service_id = series.service_id
union all
select * from raw.series_runs
