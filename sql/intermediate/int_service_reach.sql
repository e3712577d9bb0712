-- The spans in which each source of states speaks: told by the source itself, or assumed of the months in which it wrote.
-- grain: source_id, starts_at
--
-- Outside a told span nothing of the source is evidence. Where nothing is told, a state without an end is evidence of up in
-- months of which the source has an instant, known by their cut-off; a down without an end goes on in any case.

with

instants as (

    select source_id, unnest([started_at, ended_at]) as written_at
    from staging.stg_uptime_states
    where coalesce(ended_at >= started_at, true)

),

assumed as (

    select distinct instants.source_id, periods.starts_at, least(periods.as_of, periods.ends_at) as ends_at
    from instants
    inner join intermediate.int_service_sources as sources
        on instants.source_id = sources.source_id and sources.speaks_until is null
    inner join run.periods as periods
        on instants.written_at >= periods.starts_at and instants.written_at < least(periods.as_of, periods.ends_at)

)

select sources.source_id, -253402300800 as starts_at, sources.speaks_until as ends_at, true as is_told
from intermediate.int_service_sources as sources
where sources.speaks_until is not null and not sources.ends_at_last_line
union all
select sources.source_id, heard.first_at, least(heard.last_at, sources.speaks_until), true
from intermediate.int_service_sources as sources
inner join staging.stg_heard as heard on sources.source_id = heard.source_id
where sources.ends_at_last_line and least(heard.last_at, sources.speaks_until) > heard.first_at
union all
select source_id, starts_at, ends_at, false from assumed
