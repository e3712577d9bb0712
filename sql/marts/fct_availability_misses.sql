-- Services that missed their availability target: a miss like any other, with the incidents linked to its outages.
-- grain: period_id, service_id
select
    services.period_id,
    services.service_id,
    services.availability_percent,
    services.target_percent,
    services.lost_seconds,
    services.budget_seconds,
    -services.budget_left_seconds as over_seconds,
    services.outages,
    services.longest_outage_seconds,
    coalesce(linked.ticket_ids, []) as ticket_ids
from marts.fct_service_availability as services
left join (
    -- The costliest outage first.
    select period_id, service_id, list(ticket_id order by counted_seconds desc, ticket_id) as ticket_ids
    from (
        select rollups.period_id, outages.service_id, outages.ticket_id, sum(outages.counted_seconds) as counted_seconds
        from run.rollups as rollups
        inner join marts.fct_outages as outages on rollups.month_id = outages.period_id
        where outages.ticket_id is not null and outages.counted_seconds > 0
        group by rollups.period_id, outages.service_id, outages.ticket_id
    )
    group by period_id, service_id
) as linked on services.period_id = linked.period_id and services.service_id = linked.service_id
where not services.is_met
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   availability_percent: (base - lost) / base, floored to three decimals.
--   target_percent: The target, as the agreement writes it; the one that was in force last.
--   lost_seconds: Of the base, what counts as lost.
--   budget_seconds: Downtime that the target allows.
--   over_seconds: What was lost beyond the budget.
--   outages: Outages that count.
--   longest_outage_seconds: The longest of them, in counted seconds.
--   ticket_ids: Incidents of its outages, the costliest outage first.
