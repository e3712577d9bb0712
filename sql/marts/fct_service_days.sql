-- Each service's local days: seconds down, unknown and in maintenance; what the downtime calendar draws.
-- grain: period_id, service_id, local_date
select
    period_id,
    service_id,
    local_date,
    sum(agreed_seconds)::bigint as agreed_seconds,
    sum(down_seconds)::bigint as down_seconds,
    sum(unknown_seconds)::bigint as unknown_seconds,
    sum(maintenance_seconds)::bigint as maintenance_seconds
from intermediate.int_service_days
group by all
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   local_date: Date in the zone of the agreement.
--   agreed_seconds: Agreed service time: the window less maintenance and exclusions.
--   down_seconds: Counted downtime.
--   unknown_seconds: Agreed service time without evidence.
--   maintenance_seconds: Of the service window, what approved maintenance took.
