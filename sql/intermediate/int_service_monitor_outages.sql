-- When a monitor itself was down: nothing of its source is evidence then.
-- grain: source_id, starts_at
--
-- Either its log says so (a row for the service *, from its stop to its start), or two or more of its services fell silent
-- together for longer than each of them tolerates, and none of the source was heard: from the last sample to the next one.
-- A silence that still lasts at a cut-off is measured up to there, and is none while one service may still be heard of in
-- time: so each month says what was known by then.

with

shared as (

    select source_id
    from intermediate.int_service_runs
    group by source_id
    having count(distinct service_id) > 1

),

checked as (

    -- Between two samples of a series that follow each other without a gap, somebody checked.
    select
        source_id,
        service_id,
        first_at,
        max_gap_seconds,
        case when next_at <= last_at + max_gap_seconds then next_at else last_at end as checked_until
    from intermediate.int_service_runs
    semi join shared on int_service_runs.source_id = shared.source_id

),

services as (

    select
        source_id,
        service_id,
        first_at,
        max(checked_until) over history as reached_at,
        -- That of the last sample: where terms change, the run before it may reach it with another.
        arg_max(max_gap_seconds, (checked_until, first_at)) over history as max_gap_seconds,
        coalesce(lead(first_at) over (partition by source_id, service_id order by first_at, checked_until), 253402300800) as next_at
    from checked
    window history as (partition by source_id, service_id order by first_at, checked_until rows unbounded preceding)

),

sources as (

    select
        source_id,
        max(checked_until) over (partition by source_id order by first_at, checked_until rows unbounded preceding) as silent_from,
        coalesce(lead(first_at) over (partition by source_id order by first_at, checked_until), 253402300800) as silent_until
    from (
        select
            source_id,
            first_at,
            case when next_at - reached_at > max_gap_seconds then reached_at else greatest(reached_at, next_at) end as checked_until
        from services
    )

),

silences as (

    select *
    from sources
    where silent_until - silent_from > (select min(max_gap_seconds) from contract.service_terms)

),

looks as (

    -- Each silence as each month knows it: who fell silent at its beginning, and who may still be heard of at the cut-off.
    select
        silences.source_id,
        silences.silent_from,
        least(silences.silent_until, periods.as_of, periods.ends_at) as known_until,
        greatest(silences.silent_from, periods.starts_at) as starts_at,
        unnest([
            {'looks_at': silences.silent_from, 'is_end': false},
            {
                'looks_at': case
                    when silences.silent_until > least(periods.as_of, periods.ends_at) then least(periods.as_of, periods.ends_at) - 1
                end,
                'is_end': true
            }
        ], recursive := true)
    from silences
    inner join run.periods as periods
        on silences.silent_from < least(periods.as_of, periods.ends_at) and silences.silent_until > periods.starts_at

),

turns as (

    -- A service counts from its last sample for as long as its state still holds; each at most once at an instant.
    select source_id, max_gap_seconds, null::bigint as silent_from, null::bigint as starts_at, null::bigint as known_until, null::boolean as is_end,
        unnest([{'turns_at': reached_at, 'services': 1}, {'turns_at': reached_at + max_gap_seconds, 'services': -1}], recursive := true)
    from services
    where next_at - reached_at > max_gap_seconds
    union all by name
    select looks.source_id, tolerances.max_gap_seconds, looks.silent_from, looks.starts_at, looks.known_until, looks.is_end, looks.looks_at as turns_at, 0 as services
    from looks
    inner join (select distinct source_id, max_gap_seconds from services) as tolerances on looks.source_id = tolerances.source_id
    where looks.looks_at is not null

),

tallied as (

    select *, sum(services) over (partition by source_id, max_gap_seconds order by turns_at) as holding
    from turns

),

silent as (

    select source_id, starts_at, known_until as ends_at
    from tallied
    where starts_at is not null
    group by all
    having sum(holding) filter (not is_end and known_until - silent_from > max_gap_seconds) >= 2
        and coalesce(sum(holding) filter (is_end), 0) = 0

),

stopped as (

    select source_id, starts_at, ends_at from silent
    union all
    select source_id, starts_at, ends_at from intermediate.int_service_state_rows
    where service_id = '*' and state <> 'up' and ends_at > starts_at

),

marked as (

    select
        *,
        coalesce(starts_at > max(ends_at) over (
            partition by source_id order by starts_at, ends_at rows between unbounded preceding and 1 preceding
        ), true) as is_start
    from stopped

),

numbered as (

    select *, sum(is_start::integer) over (partition by source_id order by starts_at, ends_at rows unbounded preceding) as n
    from marked

)

select source_id, min(starts_at) as starts_at, max(ends_at) as ends_at
from numbered
group by source_id, n
