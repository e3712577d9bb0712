-- Runs of samples with what follows them: until when their state holds, and whether checks went on without a gap.
-- grain: _load, service_id, location, first_at, state
--
-- A sample's state holds until the next sample of its series, at most max_gap check intervals; then nobody knows.

with

followed as (

    select
        runs.source_id,
        runs.service_id,
        runs.location,
        runs.state,
        runs.first_at,
        runs.last_at,
        runs._load,
        tolerance.max_gap_seconds,
        coalesce(following.first_at, 253402300800) as next_at
    from staging.stg_uptime_runs as runs
    inner join contract.service_terms as tolerance
        on runs.service_id = tolerance.service_id
        and runs.last_at >= tolerance.evidence_from_at and runs.last_at < tolerance.effective_until_at
    asof left join staging.stg_uptime_runs as following
        on runs.source_id = following.source_id and runs.service_id = following.service_id and runs.location = following.location
        and runs.last_at < following.first_at

)

select *, least(next_at, last_at + max_gap_seconds) as holds_until
from followed
