-- What the monitoring system itself recorded as the reason of an outage: the reasons of the states that make it up, each once.
-- grain: period_id, service_id, started_at
select
    outages.period_id,
    outages.service_id,
    outages.started_at,
    -- By when each was first seen.
    array_to_string(list_distinct(list(trim(states.reason) order by states.started_at, states.reason)), ' / ') as reason
from intermediate.int_outages as outages
inner join staging.stg_uptime_states as states
    on outages.service_id = states.service_id
    and states.state = 'down'
    and states.started_at >= outages.started_at
    and states.started_at < outages.ended_at
where trim(coalesce(states.reason, '')) <> ''
group by outages.period_id, outages.service_id, outages.started_at
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   started_at: When it began.
--   reason: The reasons that the monitoring system recorded, each once, by when it was first seen.
