-- Every incident with a promise in business days has a site, and so a calendar.
-- severity: error
-- fix: Name the service (its site decides) or site_id in the export.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'no site' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type = 'incident' and tickets.calendar_id is null
    and exists (
        select 1
        from intermediate.int_measure_promises as clocks
        inner join contract.promises as promises on clocks.promise_id = promises.promise_id
        where clocks.ticket_no = tickets.ticket_no and promises.kind <> 'always'
    )
order by all
