-- Samples come as often as the contract says.
-- severity: warn
-- fix: Correct check_interval of the service in contract.yaml; what it tolerates (max_gap) is counted in check intervals.
with intervals as (
    -- Within a run the mean of its steps, between two runs the step itself.
    select runs.service_id, runs.source_id, (runs.last_at - runs.first_at) // (runs.samples - 1) as seconds, runs.samples - 1 as n, runs.first_at as since
    from staging.stg_uptime_runs as runs
    cross join run.period as period
    where runs.samples > 1 and runs.last_at >= period.starts_at and runs.first_at < period.as_of
    union all
    select runs.service_id, runs.source_id, runs.next_at - runs.last_at, 1, runs.last_at
    from intermediate.int_service_runs as runs
    cross join run.period as period
    where runs.last_at >= period.starts_at and runs.next_at < period.as_of
),
tallied as (
    select service_id, source_id, seconds, sum(n) as n, min(since) as since
    from intervals
    group by all
)
select tallied.service_id as subject, null::varchar as file, null::bigint as row,
    'a sample every ' || tallied.seconds || ' s (' || tallied.n || ' times since '
    || strftime(make_timestamp(tallied.since * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '), where the contract says ' || services.check_interval_seconds || ' s' as detail
from tallied
inner join contract.services as services on tallied.service_id = services.service_id
where tallied.seconds >= 2 * services.check_interval_seconds and tallied.n >= 20
qualify row_number() over (partition by tallied.service_id, tallied.source_id order by tallied.n desc, tallied.seconds) = 1
order by all
