-- A closed ticket was resolved or restored before.
-- severity: warn
-- fix: Record the resolution in the ticket system.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'closed, never resolved' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type = 'incident' and tickets.first_closed_at is not null and tickets.first_resolved_at is null and tickets.first_restored_at is null
    and not tickets.is_cancelled and tickets.duplicate_of is null
order by all
