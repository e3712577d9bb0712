-- What monitors saw of each service and location, as spans of one state.
-- grain: service_id, location, starts_at, ends_at, state, origin, _load
--
-- A sample's state holds until the next sample, at most max_gap check intervals; after that nobody knows. A reported
-- state without an end holds until the next one begins, else until the cut-off. Unknown is no evidence, but ends a state.

with

runs as (

    select
        runs.service_id,
        runs.location,
        runs.state,
        runs.first_at as starts_at,
        least(coalesce(following.first_at, runs.last_at + tolerance.max_gap_seconds), runs.last_at + tolerance.max_gap_seconds) as ends_at,
        runs._load
    from staging.stg_uptime_runs as runs
    inner join contract.service_terms as tolerance
        on runs.service_id = tolerance.service_id
        and runs.last_at >= tolerance.evidence_from_at and runs.last_at < tolerance.effective_until_at
    asof left join staging.stg_uptime_runs as following
        on runs.service_id = following.service_id and runs.location = following.location and runs.last_at < following.first_at

),

latest_states as (

    select *
    from staging.stg_uptime_states
    -- Of two rows that begin together, the one that lasts at all.
    qualify row_number() over (
        partition by service_id, location, started_at
        order by ordinal desc, _row desc, coalesce(ended_at <= started_at, false)
    ) = 1

),

states as (

    select
        latest_states.service_id,
        latest_states.location,
        latest_states.state,
        latest_states.started_at as starts_at,
        coalesce(
            latest_states.ended_at,
            lead(latest_states.started_at) over (
                partition by latest_states.service_id, latest_states.location order by latest_states.started_at
            ),
            period.as_of
        ) as ends_at,
        latest_states._load
    from latest_states
    cross join run.period as period

)

select *, 'samples' as origin from runs where state <> 'unknown' and ends_at > starts_at
union all by name
select *, 'states' as origin from states where state <> 'unknown' and ends_at > starts_at
