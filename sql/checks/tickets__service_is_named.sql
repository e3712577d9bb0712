-- Every incident names its service.
-- severity: warn
-- fix: Fill service_id in the export; without it the site (and its calendar) is taken from site_id.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'service_id is empty' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.service_id is null and tickets.type = 'incident'
order by all
