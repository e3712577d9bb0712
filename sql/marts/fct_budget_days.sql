-- The downtime budget of each service over the local days of a period: what each day lost, and what was left at its end.
-- grain: period_id, service_id, local_date
--
-- The budget is that of the whole period; its last day leaves what fct_service_availability says.

with

days as (

    select
        rollups.period_id,
        days.service_id,
        days.local_date,
        sum(case when rollups.period_id = rollups.month_id then days.lost_seconds else days.quarter_lost_seconds end)::bigint as lost_seconds,
        sum(days.maintenance_seconds)::bigint as maintenance_seconds
    from run.rollups as rollups
    inner join intermediate.int_service_days as days on rollups.month_id = days.period_id
    group by rollups.period_id, days.service_id, days.local_date

)

select
    days.period_id,
    days.service_id,
    days.local_date,
    days.lost_seconds,
    days.maintenance_seconds,
    (availability.budget_seconds - sum(days.lost_seconds) over (
        partition by days.period_id, days.service_id order by days.local_date
    ))::bigint as left_seconds
from days
inner join marts.fct_service_availability as availability
    on days.period_id = availability.period_id and days.service_id = availability.service_id and availability.base_seconds > 0
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   local_date: Date in the zone of the agreement.
--   lost_seconds: What the day lost.
--   maintenance_seconds: Approved maintenance of the day.
--   left_seconds: What was left of the budget at the end of the day.
