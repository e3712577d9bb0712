-- Time in which a service was up because nothing is listed: between the outages of a list, or in the span a source covers.
-- grain: source_id, service_id, location, starts_at
--
-- A covered service is one of the rows or of the map of its source, or one that `covers.services` names.

with

covering as (

    select sources.source_id, named.service_id, '' as location, sources.covers_from as starts_at, sources.covers_from as ends_at
    from intermediate.int_service_sources as sources
    inner join staging.stg_named_services as named on sources.source_id = named.source_id
    where sources.covers_from is not null
        and not exists (
            select 1 from intermediate.int_service_state_rows as listed
            where listed.source_id = sources.source_id and listed.service_id = named.service_id
        )
    union all
    select distinct sources.source_id, listed.service_id, listed.location, sources.covers_from, sources.covers_from
    from intermediate.int_service_sources as sources
    inner join intermediate.int_service_state_rows as listed on sources.source_id = listed.source_id
    where sources.covers_from is not null

),

listed as (

    select source_id, service_id, location, starts_at, ends_at
    from intermediate.int_service_state_rows
    semi join intermediate.int_service_sources as sources
        on int_service_state_rows.source_id = sources.source_id
        and (sources.is_otherwise_up or sources.covers_from is not null)
    union all
    select * from covering

),

gaps as (

    select
        source_id,
        service_id,
        location,
        max(ends_at) over (partition by source_id, service_id, location order by starts_at, ends_at rows unbounded preceding) as reached_at,
        coalesce(
            lead(starts_at) over (partition by source_id, service_id, location order by starts_at, ends_at), 253402300800
        ) as next_at
    from listed

)

select
    gaps.source_id,
    gaps.service_id,
    gaps.location,
    case when sources.is_otherwise_up then gaps.reached_at else greatest(gaps.reached_at, sources.covers_from) end as starts_at,
    gaps.next_at as ends_at
from gaps
inner join intermediate.int_service_sources as sources on gaps.source_id = sources.source_id
where gaps.next_at > case when sources.is_otherwise_up then gaps.reached_at else greatest(gaps.reached_at, sources.covers_from) end
