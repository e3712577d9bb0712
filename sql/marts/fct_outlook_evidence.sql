-- The last that is known of each service at the cut-off of a period: what has not arrived cannot be judged.
-- grain: period_id, service_id
--
-- service_id is empty for the tickets: the last event or update of any of them.
select
    rollups.period_id,
    services.service_id,
    max(timeline.ends_at) filter (where timeline.state <> 'unknown') as known_until,
    max(months.as_of) as as_of
from run.rollups as rollups
inner join run.periods as months on rollups.month_id = months.period_id
cross join contract.services as services
left join intermediate.int_service_timeline as timeline
    on months.period_id = timeline.period_id and services.service_id = timeline.service_id
where coalesce(services.from_at, months.starts_at) < months.as_of and coalesce(services.until_at, months.ends_at) >= months.as_of
group by rollups.period_id, services.service_id

union all

select rollups.period_id, '', max(least(tickets.last_seen_at, months.as_of)), max(months.as_of)
from run.rollups as rollups
inner join run.periods as months on rollups.month_id = months.period_id
left join intermediate.int_tickets as tickets on tickets.opened_at < months.as_of
group by rollups.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service; empty for the tickets.
--   known_until?: The last that is known; null without any evidence.
--   as_of: Cut-off: nothing that happened at or after this instant is known.
