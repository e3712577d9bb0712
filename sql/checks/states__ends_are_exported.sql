-- The end of every state that has one is in some export.
-- severity: error
-- fix: Export the recoveries as well (event.get with value 0 and 1), and those of the following days, into exports/.
select states.service_id as subject, loads.file, states._row as row, 'ended by event ' || pending.ended_by as detail
from staging.stg_state_ends as pending
inner join staging.stg_uptime_states as states
    on pending._load = states._load and pending._row = states._row and pending.started_at = states.started_at and states.state <> 'up'
inner join staging.stg_loads as loads on states._load = loads.load_id
where pending.ended_by is not null and pending.ended_at is null
order by all
