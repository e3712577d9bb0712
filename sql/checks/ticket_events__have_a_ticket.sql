-- Every event belongs to a ticket that is exported.
-- severity: error
-- fix: Export the tickets too, or a longer period of them.
select events.ticket_id as subject, loads.file, min(events._row) as row, count(*) || ' events' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
anti join intermediate.int_tickets as tickets on events.ticket_id = tickets.ticket_id
group by events.ticket_id, loads.file
order by all
