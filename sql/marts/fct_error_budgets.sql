-- How much of the downtime that the targets allow was used: per service, and over all (service_id empty).
-- grain: period_id, service_id

with

budgets as (

    select period_id, service_id, budget_seconds, lost_seconds
    from marts.fct_service_availability
    where base_seconds > 0

),

summed as (

    select * from budgets
    union all
    select period_id, '' as service_id, sum(budget_seconds), sum(lost_seconds) from budgets group by period_id

)

select
    period_id,
    service_id,
    budget_seconds::bigint as budget_seconds,
    lost_seconds::bigint as lost_seconds,
    -- A target of 100 % allows nothing: then there is no share.
    percent_text(lost_seconds, budget_seconds) as used_percent
from summed
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service; empty for all together.
--   budget_seconds: Downtime that the target allows.
--   lost_seconds: Of the base, what counts as lost.
--   used_percent?: lost / budget, floored to three decimals; null where nothing is allowed.
