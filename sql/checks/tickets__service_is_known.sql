-- Every ticket names a service of the contract.
-- severity: error
-- fix: Add the service to contract.yaml, or correct service_id in the export. Clocks in business hours need the service to know the site.
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'service_id "' || coalesce(tickets.service_id, '') || '"' as detail,
    tickets.service_id as name
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where not tickets.is_known_service and tickets.service_id is not null
order by all
