-- Tickets as last exported: one row a ticket.
-- grain: ticket_id
-- as: view
select * exclude (version, ordinal)
from staging.stg_ticket_versions
where version = 1
