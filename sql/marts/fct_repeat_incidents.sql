-- Incidents that keep coming: the same service and category at least as often as the contract calls a repeat.
-- grain: period_id, service_id, category
select
    rollups.period_id,
    incidents.service_id,
    incidents.category,
    count(*)::integer as incidents,
    list(incidents.ticket_id order by incidents.opened_at, incidents.ticket_id) as ticket_ids
from run.rollups as rollups
inner join intermediate.int_incidents as incidents on rollups.month_id = incidents.period_id
where incidents.is_opened_in_period and incidents.service_id is not null and incidents.category <> ''
group by all
having count(*) >= (select repeat_incidents from contract.review)
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   category: Category of the tickets; empty where none is written.
--   incidents: Incidents of this service and category.
--   ticket_ids: The tickets, earliest first.
