-- The incidents of a period in one row: volumes, times over all severities, reopen and first-level rates, MTBF of services.
-- grain: period_id
--
-- The median of an even number of cases is the mean of the middle two; `_twice` is its double, always a whole number, for
-- verdicts. The 90 % point is the nearest rank. MTBF = up time of all services / failures (ITIL: mean time between failures).

with

last_months as (

    select period_id, max(month_id) as last_month_id
    from run.rollups
    group by period_id

),

incidents as (

    select
        rollups.period_id,
        (count(*) filter (where incidents.is_opened_in_period))::integer as opened,
        (count(*) filter (where incidents.is_resolved_in_period))::integer as resolved,
        (count(*) filter (where incidents.is_open and incidents.period_id = last_months.last_month_id))::integer as backlog,
        (count(*) filter (where incidents.is_resolved_in_period and incidents.is_first_level))::integer as first_level,
        (count(*) filter (where incidents.reopenings > 0))::integer as reopened,
        floored_median(median(incidents.acknowledge_seconds) filter (where incidents.is_responded_in_period)) as mtta_median_seconds,
        quantile_disc(incidents.acknowledge_seconds, 0.9) filter (where incidents.is_responded_in_period) as mtta_p90_seconds,
        (2 * median(incidents.acknowledge_seconds) filter (where incidents.is_responded_in_period))::bigint as mtta_median_twice,
        (sum(incidents.acknowledge_seconds) filter (where incidents.is_responded_in_period)
            // count(*) filter (where incidents.is_responded_in_period))::bigint as mtta_seconds,
        floored_median(median(incidents.recover_seconds) filter (where incidents.is_recovered_in_period)) as mttr_median_seconds,
        quantile_disc(incidents.recover_seconds, 0.9) filter (where incidents.is_recovered_in_period) as mttr_p90_seconds,
        (2 * median(incidents.recover_seconds) filter (where incidents.is_recovered_in_period))::bigint as mttr_median_twice,
        (sum(incidents.recover_seconds) filter (where incidents.is_recovered_in_period)
            // count(*) filter (where incidents.is_recovered_in_period))::bigint as mttr_seconds
    from run.rollups as rollups
    inner join last_months on rollups.period_id = last_months.period_id
    inner join intermediate.int_incidents as incidents on rollups.month_id = incidents.period_id
    group by rollups.period_id

),

others as (

    select
        rollups.period_id,
        (count(*) filter (where status.type = 'incident' and status.is_cancelled and status.is_opened_in_period))::integer as cancelled,
        (count(*) filter (where status.type = 'incident' and status.is_duplicate and not status.is_cancelled and status.is_opened_in_period))::integer as duplicates,
        (count(*) filter (where status.type = 'request' and status.is_opened_in_period))::integer as requests
    from run.rollups as rollups
    inner join intermediate.int_ticket_status as status on rollups.month_id = status.period_id
    group by rollups.period_id

),

levels as (

    -- Without a column of the level, and without an escalation, nobody knows at which level anything was resolved.
    select
        coalesce((select bool_or(list_contains(columns, 'support_level')) from staging.stg_loads where table_name = 'tickets'), false)
        or exists (select 1 from staging.stg_ticket_events where event = 'escalated') as are_known

),

services as (

    select
        period_id,
        case when sum(outages) > 0 then (sum(base_seconds - lost_seconds) // sum(outages))::bigint end as mtbf_seconds
    from marts.fct_service_availability
    group by period_id

)

select
    periods.period_id,
    coalesce(incidents.opened, 0) as opened,
    coalesce(incidents.resolved, 0) as resolved,
    coalesce(incidents.backlog, 0) as backlog,
    coalesce(others.cancelled, 0) as cancelled,
    coalesce(others.duplicates, 0) as duplicates,
    coalesce(others.requests, 0) as requests,
    coalesce(incidents.reopened, 0) as reopened,
    percent_text(incidents.reopened, incidents.resolved) as reopen_percent,
    case when levels.are_known then coalesce(incidents.first_level, 0) else 0 end as first_level,
    case when levels.are_known then coalesce(incidents.resolved, 0) else 0 end as first_level_of,
    case when levels.are_known then percent_text(incidents.first_level, incidents.resolved) end as first_level_percent,
    incidents.mtta_median_seconds,
    incidents.mtta_median_twice,
    incidents.mtta_p90_seconds,
    incidents.mtta_seconds,
    incidents.mttr_median_seconds,
    incidents.mttr_median_twice,
    incidents.mttr_p90_seconds,
    incidents.mttr_seconds,
    hours_text(incidents.mttr_median_seconds) as mttr_median_hours,
    services.mtbf_seconds
from (select distinct period_id from run.rollups) as periods
cross join levels
left join incidents on periods.period_id = incidents.period_id
left join others on periods.period_id = others.period_id
left join services on periods.period_id = services.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   opened: Opened in the period.
--   resolved: Resolved in the period.
--   backlog: Open at the end of the period.
--   cancelled: Incidents opened in the period that are cancelled; they are not in `opened`.
--   duplicates: Incidents opened in the period that are duplicates of others; they are not in `opened`.
--   requests: Service requests that were opened.
--   reopened: Reopened in the period.
--   reopen_percent?: reopened / resolved, floored to three decimals; null without a case.
--   first_level: Of those resolved, those resolved at level 1.
--   first_level_of: Of those resolved, all, or none where no export tells of levels.
--   first_level_percent?: first_level / first_level_of, floored to three decimals; null without a case.
--   mtta_median_seconds?: Median time to respond, floored; null without a case.
--   mtta_median_twice?: Twice the median, a whole number; null without a case.
--   mtta_p90_seconds?: Time within which nine of ten were answered (nearest rank); null without a case.
--   mtta_seconds?: Mean time to respond, floored; null without a case.
--   mttr_median_seconds?: Median time to recover, floored; null without a case.
--   mttr_median_twice?: Twice the median, a whole number; null without a case.
--   mttr_p90_seconds?: Time within which nine of ten were recovered (nearest rank); null without a case.
--   mttr_seconds?: Mean time to recover, floored; null without a case.
--   mttr_median_hours?: The median in hours, floored to one decimal; null without a case.
--   mtbf_seconds?: Uptime of all services by outage, floored; null without an outage.
