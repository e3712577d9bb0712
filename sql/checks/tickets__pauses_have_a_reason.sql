-- Every pause says for whom the ticket waits.
-- severity: warn
-- fix: Map the reason in sources.yaml to client, vendor or other.
select events.ticket_id as subject, loads.file, events._row as row, 'paused, reason "' || coalesce(events.value, '') || '"' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
where events.event = 'paused'
    and coalesce(lower(events.value), '') not in ('client', 'vendor', 'other')
    and coalesce(lower(events.value), '') not in (select reason from contract.pause_reasons)
order by all
