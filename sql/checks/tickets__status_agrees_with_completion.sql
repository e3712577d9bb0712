-- A ticket that was completed is not open.
-- severity: warn
-- fix: Export the events of the ticket: they say since when it is open again.
select tickets.ticket_id as subject, loads.file, tickets._row as row,
    'status "' || tickets.status || '", completed at ' || make_timestamp(tickets.column_completed_at * 1000000)::varchar || 'Z' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type = 'incident' and tickets.may_be_reopened and says_open(tickets.status)
order by all
