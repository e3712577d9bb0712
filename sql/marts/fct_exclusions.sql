-- Approved exclusions of service time, with the seconds that each took out of the agreed service time of the period.
-- grain: period_id, exclusion_id, service_id
select
    rollups.period_id,
    exclusions.exclusion_id,
    services.service_id,
    coalesce(sum(overlap_seconds(exclusions.starts_at, exclusions.ends_at, spans.starts_at, spans.ends_at)), 0)::bigint as excluded_seconds
from run.rollups as rollups
cross join contract.exclusions as exclusions
inner join contract.services as services on exclusions.target in ('*', services.service_id)
left join intermediate.int_service_timeline as spans
    on rollups.month_id = spans.period_id and services.service_id = spans.service_id and spans.counts_as = 'excluded'
    and spans.starts_at < exclusions.ends_at and spans.ends_at > exclusions.starts_at
where exclusions.target_kind = 'service'
group by rollups.period_id, exclusions.exclusion_id, services.service_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   exclusion_id: The exclusion, as written.
--   service_id: The service.
--   excluded_seconds: What it took out of the agreed service time.
