-- Agreed service time that a month still has before it when it is looked at early: less known windows and exclusions.
-- grain: period_id, service_id, term_id, starts_at
with

lives as (

    select
        periods.period_id,
        services.service_id,
        terms.term_id,
        terms.maintenance,
        greatest(periods.as_of, periods.starts_at, terms.effective_from_at, coalesce(services.from_at, periods.starts_at)) as starts_at,
        least(periods.ends_at, terms.effective_until_at, coalesce(services.until_at, periods.ends_at)) as ends_at
    from run.periods as periods
    inner join contract.service_terms as terms on terms.effective_from_at < periods.ends_at and terms.effective_until_at > periods.as_of
    inner join contract.services as services on terms.service_id = services.service_id
    where periods.as_of < periods.ends_at

),

boundaries as (

    select period_id, service_id, term_id, maintenance, 0 as planned, 0 as excluded,
        unnest([{'cuts_at': starts_at, 'alive': 1}, {'cuts_at': ends_at, 'alive': -1}], recursive := true)
    from lives
    where starts_at < ends_at

    union all by name

    select lives.period_id, lives.service_id, lives.term_id, lives.maintenance, 0 as alive, 0 as excluded,
        unnest([{'cuts_at': windows.starts_at, 'planned': 1}, {'cuts_at': windows.ends_at, 'planned': -1}], recursive := true)
    from lives
    inner join intermediate.int_maintenance_windows as windows
        on lives.service_id = windows.service_id and windows.starts_at < lives.ends_at and windows.ends_at > lives.starts_at
    where lives.starts_at < lives.ends_at

    union all by name

    select lives.period_id, lives.service_id, lives.term_id, lives.maintenance, 0 as alive, 0 as planned,
        unnest([{'cuts_at': exclusions.starts_at, 'excluded': 1}, {'cuts_at': exclusions.ends_at, 'excluded': -1}], recursive := true)
    from lives
    inner join contract.exclusions as exclusions
        on exclusions.target in ('*', lives.service_id) and exclusions.starts_at < lives.ends_at and exclusions.ends_at > lives.starts_at
    where exclusions.target_kind = 'service' and exclusions.ends_at > exclusions.starts_at and lives.starts_at < lives.ends_at

),

spans as (

    select
        period_id,
        service_id,
        term_id,
        maintenance,
        cuts_at as starts_at,
        lead(cuts_at) over history as ends_at,
        sum(alive) over history > 0 as is_alive,
        sum(planned) over history > 0 as is_planned,
        sum(excluded) over history > 0 as is_excluded
    from (
        select period_id, service_id, term_id, maintenance, cuts_at, sum(alive) as alive, sum(planned) as planned, sum(excluded) as excluded
        from boundaries
        group by all
    )
    window history as (partition by period_id, service_id, term_id order by cuts_at)

)

select
    period_id,
    service_id,
    term_id,
    starts_at,
    ends_at,
    -- As in the timeline: maintenance wins over an exclusion.
    case when is_planned then maintenance <> 'excluded' else not is_excluded end as is_agreed
from spans
where is_alive
