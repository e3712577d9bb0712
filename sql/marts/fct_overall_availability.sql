-- Availability of all services together, by the agreement's method; and pooled by category and by site.
-- grain: period_id, scope, key
--
-- pooled: sum of (base - lost) over sum of base. worst: the smallest ratio. mean: the mean of the ratios.
-- all-services-up: of the time in which any service has base time, the part in which none is lost.
-- Two targets in one period add their allowances, as for a single service.

with

services as (

    select availability.*, services.category, services.site_id
    from marts.fct_service_availability as availability
    inner join contract.services as services on availability.service_id = services.service_id

),

governing as (

    -- The terms in force on the period's last day name the method and the target.
    select
        rollups.period_id,
        arg_max(terms.overall_method, terms.effective_from_at) as method,
        arg_max(terms.target_text, terms.effective_from_at) as target_percent,
        arg_max(terms.target_numerator, terms.effective_from_at) as target_numerator,
        arg_max(terms.target_denominator, terms.effective_from_at) as target_denominator
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    inner join contract.terms as terms on terms.effective_from_at < months.ends_at
    group by rollups.period_id

),

pooled as (

    select period_id, scope, key, sum(base_seconds)::bigint as base_seconds, sum(lost_seconds)::bigint as lost_seconds,
        count(*)::integer as services, (count(*) filter (where not is_met))::integer as missed
    from (
        select period_id, 'all' as scope, '' as key, base_seconds, lost_seconds, is_met from services
        union all
        select period_id, 'category', category, base_seconds, lost_seconds, is_met from services
        union all
        select period_id, 'site', site_id, base_seconds, lost_seconds, is_met from services
    )
    group by all

),

worst as (

    select period_id, arg_max(base_seconds, lost_seconds::hugeint * 1000000000000 // base_seconds) as base_seconds,
        arg_max(lost_seconds, lost_seconds::hugeint * 1000000000000 // base_seconds) as lost_seconds
    from services
    where base_seconds > 0
    group by period_id

),

mean as (

    -- Each ratio in parts of 10^15, floored: exact to fifteen places.
    select period_id, count(*) * 1000000000000000::hugeint as base_seconds,
        sum(lost_seconds::hugeint * 1000000000000000 // base_seconds)::hugeint as lost_seconds
    from services
    where base_seconds > 0
    group by period_id

),

boundaries as (

    select
        timeline.period_id,
        unnest([
            {'cuts_at': timeline.starts_at, 'based': 1, 'lost': (timeline.counts_as = 'down' or (timeline.counts_as = 'unknown' and terms.unknown = 'down'))::integer},
            {'cuts_at': timeline.ends_at, 'based': -1, 'lost': -(timeline.counts_as = 'down' or (timeline.counts_as = 'unknown' and terms.unknown = 'down'))::integer}
        ], recursive := true)
    from intermediate.int_service_timeline as timeline
    inner join contract.service_terms as terms on timeline.term_id = terms.term_id and timeline.service_id = terms.service_id
    where timeline.counts_as in ('up', 'down') or (timeline.counts_as = 'unknown' and terms.unknown <> 'excluded')

),

spans as (

    select
        period_id,
        lead(cuts_at) over history - cuts_at as seconds,
        sum(based) over history > 0 as is_based,
        sum(lost) over history > 0 as is_lost
    from (select period_id, cuts_at, sum(based) as based, sum(lost) as lost from boundaries group by all)
    window history as (partition by period_id order by cuts_at)

),

together as (

    select
        rollups.period_id,
        coalesce(sum(spans.seconds) filter (where spans.is_based), 0)::bigint as base_seconds,
        coalesce(sum(spans.seconds) filter (where spans.is_based and spans.is_lost), 0)::bigint as lost_seconds
    from run.rollups as rollups
    inner join spans on rollups.month_id = spans.period_id
    group by rollups.period_id

),

chosen as (

    select
        pooled.period_id, pooled.scope, pooled.key, pooled.services, pooled.missed, governing.method, governing.target_percent,
        governing.target_numerator, governing.target_denominator,
        case when pooled.scope = 'all' and governing.method = 'worst' then worst.base_seconds
            when pooled.scope = 'all' and governing.method = 'mean' then mean.base_seconds
            when pooled.scope = 'all' and governing.method = 'all-services-up' then together.base_seconds
            else pooled.base_seconds end as base_parts,
        case when pooled.scope = 'all' and governing.method = 'worst' then worst.lost_seconds
            when pooled.scope = 'all' and governing.method = 'mean' then mean.lost_seconds
            when pooled.scope = 'all' and governing.method = 'all-services-up' then together.lost_seconds
            else pooled.lost_seconds end as lost_parts
    from pooled
    inner join governing on pooled.period_id = governing.period_id
    left join worst on pooled.period_id = worst.period_id
    left join mean on pooled.period_id = mean.period_id
    left join together on pooled.period_id = together.period_id

)

select
    period_id,
    scope,
    key,
    case when scope = 'all' then method else 'pooled' end as method,
    services,
    missed,
    base_parts,
    lost_parts,
    percent_text(base_parts - lost_parts, base_parts) as availability_percent,
    target_percent,
    case
        when coalesce(base_parts, 0) > 0
            then (base_parts - lost_parts)::hugeint * target_denominator >= base_parts::hugeint * target_numerator
    end as is_met
from chosen
