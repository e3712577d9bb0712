-- Backup runs per service and period, and over all services (service_id empty).
-- grain: period_id, service_id
--
-- A run belongs to the month of its end, when its outcome is known. Runs that ended well or not; one without an outcome is not decided, and a misspelt outcome is an error of the check, no failure.
with

runs as (

    select rollups.period_id, coalesce(backups.service_id, '-') as service_id,
        count(*) as runs, count(*) filter (where backups.outcome = 'success') as success
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    inner join staging.stg_backups as backups
        on backups.outcome in ('success', 'failed')
        and coalesce(backups.ended_at, backups.started_at) >= months.starts_at and coalesce(backups.ended_at, backups.started_at) < months.as_of
    group by rollups.period_id, coalesce(backups.service_id, '-')

)

select period_id, service_id, runs::integer as runs, success::integer as success, (runs - success)::integer as failed,
    percent_text(success, runs) as success_percent
from runs
union all
select period_id, '', sum(runs)::integer, sum(success)::integer, sum(runs - success)::integer, percent_text(sum(success), sum(runs))
from runs
group by period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service; empty for all together.
--   runs: Runs that ended in the period.
--   success: Of them, those that succeeded.
--   failed: Of them, those that failed.
--   success_percent?: Share that succeeded, floored to three decimals; null without a case.
