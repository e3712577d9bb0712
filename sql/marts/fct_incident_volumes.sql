-- How many incidents came, went and stayed, per severity; and how fast (MTTA, MTTR: median and 90 % point, floored).
-- grain: period_id, severity
--
-- The median of an even number of cases is the mean of the middle two; the 90 % point is the nearest rank.
-- Open incidents of a quarter are those of its last month. Times belong to the month of the response or recovery.

with

last_months as (

    select period_id, max(month_id) as last_month_id
    from run.rollups
    group by period_id

)

select
    rollups.period_id,
    coalesce(incidents.severity, '') as severity,
    min(incidents.severity_rank)::integer as severity_rank,
    (count(*) filter (where incidents.is_opened_in_period))::integer as opened,
    (count(*) filter (where incidents.is_resolved_in_period))::integer as resolved,
    (count(*) filter (where incidents.is_open and incidents.period_id = last_months.last_month_id))::integer as backlog,
    (count(*) filter (where incidents.is_resolved_in_period and incidents.is_first_level))::integer as first_level,
    (count(*) filter (where incidents.reopenings > 0))::integer as reopened,
    (count(*) filter (where incidents.is_responded_in_period))::integer as responded,
    (count(*) filter (where incidents.is_recovered_in_period))::integer as recovered,
    floored_median(median(incidents.acknowledge_seconds) filter (where incidents.is_responded_in_period)) as mtta_median_seconds,
    quantile_disc(incidents.acknowledge_seconds, 0.9) filter (where incidents.is_responded_in_period) as mtta_p90_seconds,
    (sum(incidents.acknowledge_seconds) filter (where incidents.is_responded_in_period))::bigint as acknowledge_seconds,
    floored_median(median(incidents.recover_seconds) filter (where incidents.is_recovered_in_period)) as mttr_median_seconds,
    quantile_disc(incidents.recover_seconds, 0.9) filter (where incidents.is_recovered_in_period) as mttr_p90_seconds,
    (sum(incidents.recover_seconds) filter (where incidents.is_recovered_in_period))::bigint as recover_seconds
from run.rollups as rollups
inner join last_months on rollups.period_id = last_months.period_id
inner join intermediate.int_incidents as incidents on rollups.month_id = incidents.period_id
group by rollups.period_id, coalesce(incidents.severity, '')
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: Severity, as the agreement names it.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   opened: Opened in the period.
--   resolved: Resolved in the period.
--   backlog: Open at the end of the period.
--   first_level: Of those resolved, those resolved at level 1.
--   reopened: Reopened in the period.
--   responded: Answered in the period.
--   recovered: Recovered in the period.
--   mtta_median_seconds?: Median time to respond, floored; null without a case.
--   mtta_p90_seconds?: Time within which nine of ten were answered (nearest rank); null without a case.
--   acknowledge_seconds?: Sum of the times to respond; null without a case.
--   mttr_median_seconds?: Median time to recover, floored; null without a case.
--   mttr_p90_seconds?: Time within which nine of ten were recovered (nearest rank); null without a case.
--   recover_seconds?: Sum of the times to recover; null without a case.
