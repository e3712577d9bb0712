-- Each service's months cut into spans within which nothing changes: state, maintenance, exclusion, day and terms.
-- grain: service_id, starts_at
--
-- One sweep over all boundaries: state changes set a value, windows open and close (+1, -1), days and terms only cut.
-- `counts_as` says what the span is for the figure: maintenance, excluded, up, down or unknown.

with

boundaries as (

    select service_id, starts_at as cuts_at, state, starts_at as state_since, 0 as maintenance, 0 as exclusion from intermediate.int_service_states

    union all by name

    select service_id, unnest([{'cuts_at': starts_at, 'maintenance': 1}, {'cuts_at': ends_at, 'maintenance': -1}], recursive := true)
    from intermediate.int_maintenance_windows

    union all by name

    select services.service_id, unnest([{'cuts_at': exclusions.starts_at, 'exclusion': 1}, {'cuts_at': exclusions.ends_at, 'exclusion': -1}], recursive := true)
    from contract.exclusions as exclusions
    inner join contract.services as services on exclusions.target in ('*', services.service_id)
    where exclusions.target_kind = 'service' and exclusions.ends_at > exclusions.starts_at

    union all by name

    select services.service_id, cuts.cuts_at
    from contract.services as services
    cross join (
        select starts_at as cuts_at from run.days
        union select ends_at from run.days
        union select as_of from run.periods
        union select effective_from_at from contract.terms
    ) as cuts

    union all by name

    select service_id, unnest([from_at, until_at]) as cuts_at
    from contract.services

),

netted as (

    select
        service_id,
        cuts_at,
        max(state) as state,
        max(state_since) as state_since,
        coalesce(sum(maintenance), 0) as maintenance,
        coalesce(sum(exclusion), 0) as exclusion
    from boundaries
    where cuts_at is not null
    group by all

),

spans as (

    select
        service_id,
        cuts_at as starts_at,
        lead(cuts_at) over history as ends_at,
        coalesce(last_value(state ignore nulls) over history, 'unknown') as state,
        last_value(state_since ignore nulls) over history as state_since,
        sum(maintenance) over history > 0 as is_maintenance,
        sum(exclusion) over history > 0 as is_excluded
    from netted
    window history as (partition by service_id order by cuts_at)

)

select
    spans.service_id,
    spans.starts_at,
    spans.ends_at,
    spans.ends_at - spans.starts_at as seconds,
    days.period_id,
    days.local_date,
    terms.term_id,
    spans.state,
    spans.state_since,
    spans.is_maintenance,
    spans.is_excluded,
    case
        when spans.is_maintenance and terms.maintenance = 'excluded' then 'maintenance'
        when spans.is_maintenance then 'up'
        when spans.is_excluded then 'excluded'
        when spans.state = 'down' and outages.total_seconds < terms.minimum_outage_seconds then 'up'
        else spans.state
    end as counts_as,
    -- The same in a quarter, which knows the whole of an outage that a month's end cut.
    case
        when spans.is_maintenance and terms.maintenance = 'excluded' then 'maintenance'
        when spans.is_maintenance then 'up'
        when spans.is_excluded then 'excluded'
        when spans.state = 'down' and outages.quarter_seconds < terms.minimum_outage_seconds then 'up'
        else spans.state
    end as counts_in_quarter
from spans
inner join contract.services as services
    on spans.service_id = services.service_id
    and spans.starts_at >= coalesce(services.from_at, spans.starts_at)
    and spans.starts_at < coalesce(services.until_at, spans.ends_at)
asof inner join run.days as days on spans.starts_at >= days.starts_at
inner join run.periods as periods on days.period_id = periods.period_id and spans.starts_at < periods.as_of
inner join contract.service_terms as terms
    on spans.service_id = terms.service_id
    and spans.starts_at >= terms.effective_from_at and spans.starts_at < terms.effective_until_at
left join intermediate.int_outages as outages
    on days.period_id = outages.period_id and spans.service_id = outages.service_id
    -- Equality alone, so that the rows are hashed: a condition on one side would compare every pair.
    and case when spans.state = 'down' then spans.state_since end = outages.started_at
where spans.ends_at is not null and spans.starts_at < days.ends_at
