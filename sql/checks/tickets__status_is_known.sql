-- Every incident has a status that is understood: only then is it sure that it is open, done, or was cancelled.
-- severity: error
-- fix: Add the line to the file's entry in sources.yaml (an entry is: - files: "exports/**/tickets*.csv"), with what the status means: open, waiting, resolved, closed or cancelled (left out).
select
    any_value(tickets.status) as subject,
    loads.file,
    min(tickets._row) as row,
    count(*) || case when count(*) = 1 then ' ticket' else ' tickets' end || ', first ' || arg_min(tickets.ticket_id, tickets._row)
    || '; add   statuses: { ' || to_json(any_value(tickets.status)) || ': open }' as detail
from staging.stg_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type = 'incident' and tickets.status not in ('open', 'waiting', 'resolved', 'closed', 'cancelled')
group by tickets.status, loads.file
order by all
