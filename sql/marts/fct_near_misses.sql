-- Promises that were kept by a hair: green that hides risk.
-- grain: period_id, ticket_id, measure, cycle
select * exclude (is_near)
from marts.fct_margins
where is_near
