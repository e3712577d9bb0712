-- A pause ends before its ticket is resolved.
-- severity: note
-- fix: Record when the work went on.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'paused at ' || make_timestamp(pauses.starts_at * 1000000)::varchar || 'Z' as detail
from intermediate.int_ticket_pauses as pauses
inner join intermediate.int_tickets as tickets on pauses.life_no = tickets.ticket_no
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where not exists (
    select 1 from staging.stg_ticket_events as events
    where events.ticket_id = tickets.ticket_id and events.event = 'resumed' and events.happened_at > pauses.starts_at
)
order by all
