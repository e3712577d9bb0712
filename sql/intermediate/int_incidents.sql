-- Incidents that count in volumes and times: neither cancelled nor a duplicate of another, month by month.
-- grain: period_id, ticket_id
--
-- Times are wall-clock seconds: to the first response, and to the restoration (else the resolution) of the service.
select
    *,
    coalesce(responded_at >= period_starts_at and responded_at < period_ends_at, false) as is_responded_in_period,
    responded_at - opened_at as acknowledge_seconds,
    coalesce(restored_at, resolved_at) as recovered_at,
    coalesce(coalesce(restored_at, resolved_at) >= period_starts_at and coalesce(restored_at, resolved_at) < period_ends_at, false) as is_recovered_in_period,
    coalesce(restored_at, resolved_at) - opened_at as recover_seconds
from intermediate.int_ticket_status
where type = 'incident' and not is_cancelled and not is_duplicate
