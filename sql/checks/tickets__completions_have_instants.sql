-- A ticket that is closed says when.
-- severity: warn
-- fix: Export resolved_at or closed_at, or the events of the ticket.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'status "' || coalesce(tickets.status, '') || '"' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type = 'incident' and tickets.may_be_closed_without_instant and says_closed(tickets.status)
order by all
