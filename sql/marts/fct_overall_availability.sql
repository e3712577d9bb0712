-- Availability of all services together, by the agreement's method; and pooled by category and by site.
-- grain: period_id, scope, key
--
-- Each method has its own sum of base and lost, and of what was allowed: lost <= allowed is met, exactly.
-- pooled: all seconds; allowed is the sum of what every service's own target and all terms allowed.
-- worst: met when every service is; the smallest ratio is shown.
-- mean: the mean of the ratios against the mean of the targets, each weighted within its service by the terms' base.
-- all-services-up: of the time in which any service has base, the part in which one is lost; part by part of the terms, on
-- the agreement's own target. A service without evidence is left out of all of them.

with

services as (

    select availability.*, services.category, services.site_id
    from marts.fct_service_availability as availability
    inner join contract.services as services on availability.service_id = services.service_id

),

governing as (

    -- The terms in force at the cut-off name the method; the target that is shown is theirs.
    select
        rollups.period_id,
        arg_max(terms.overall_method, terms.effective_from_at) as method,
        arg_max(terms.target_text, terms.effective_from_at) as target_percent
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    inner join contract.terms as terms on terms.effective_from_at < least(months.ends_at, months.as_of)
    group by rollups.period_id

),

scopes as (

    select *, 'all' as scope, '' as key from services
    union all
    select *, 'category', category from services
    union all
    select *, 'site', site_id from services

),

pooled as (

    select
        period_id, scope, key,
        sum(base_seconds)::bigint as base_seconds,
        sum(lost_seconds)::bigint as lost_seconds,
        list_reduce(list(distinct allowance_denominator), lambda a, b: lcm(a, b)) as denominator,
        list({'numerator': allowance_numerator, 'denominator': allowance_denominator}) as allowances,
        (count(*) filter (where base_seconds > 0))::integer as judged,
        count(*)::integer as services,
        (count(*) filter (where status in ('missed', 'lost')))::integer as missed,
        sum(window_seconds) filter (where base_seconds > 0) as window_seconds,
        coalesce(sum(window_ahead_seconds) filter (where base_seconds > 0), 0) as window_ahead_seconds,
        count(*) filter (where status = 'at-risk') as at_risk
    from scopes
    group by period_id, scope, key

),

worst as (

    select period_id, arg_max(base_seconds, lost_seconds::hugeint * 1000000000000000000 // base_seconds) as base_seconds,
        arg_max(lost_seconds, lost_seconds::hugeint * 1000000000000000000 // base_seconds) as lost_seconds
    from services
    where base_seconds > 0
    group by period_id

),

of_one_base as (

    -- Services of one base have one denominator: they add exactly, and so do most agreements whole.
    select
        period_id,
        base_seconds,
        -- Of a period that still runs, the base of the whole of it.
        base_seconds + agreed_ahead_seconds as whole_base,
        allowance_denominator,
        sum(allowance_numerator)::hugeint as allowance_numerator,
        count(*) as services,
        sum(lost_seconds)::hugeint as lost_seconds,
        sum(allowance_numerator - lost_seconds::hugeint * allowance_denominator)::hugeint as left_over
    from services
    where base_seconds > 0
    group by period_id, base_seconds, base_seconds + agreed_ahead_seconds, allowance_denominator

),

mean as (

    -- Ratios in parts of 10^15 for the display, and what is left of the targets in parts of 10^21 for the verdict, floored:
    -- a sum below zero by less than its number of terms is a tie, and a tie is met.
    select
        period_id,
        sum(services) * 1000000000000000::hugeint as base_seconds,
        sum(lost_seconds * 1000000000000000 // base_seconds)::hugeint as lost_seconds,
        sum(lost_seconds * 1000000000000000 // whole_base)::hugeint as whole_lost,
        sum(allowance_numerator * 1000000000000000 // (whole_base::hugeint * allowance_denominator))::hugeint as whole_allowed,
        sum(case
            when left_over >= 0 then left_over * 1000000000000000000000 // (whole_base::hugeint * allowance_denominator)
            else -((-left_over * 1000000000000000000000 + whole_base::hugeint * allowance_denominator - 1) // (whole_base::hugeint * allowance_denominator))
        end) > -count(*) as is_met
    from of_one_base
    group by period_id

),

boundaries as (

    select
        rollups.period_id,
        timeline.term_id,
        unnest([
            {'cuts_at': timeline.starts_at, 'based': 1, 'lost': (counts.how = 'down' or (counts.how = 'unknown' and terms.unknown = 'down'))::integer},
            {'cuts_at': timeline.ends_at, 'based': -1, 'lost': -(counts.how = 'down' or (counts.how = 'unknown' and terms.unknown = 'down'))::integer}
        ], recursive := true)
    from run.rollups as rollups
    inner join intermediate.int_service_timeline as timeline on rollups.month_id = timeline.period_id
    inner join contract.service_terms as terms on timeline.term_id = terms.term_id and timeline.service_id = terms.service_id
    inner join services as judged
        on rollups.period_id = judged.period_id and timeline.service_id = judged.service_id and judged.base_seconds > 0
    cross join lateral (
        select case when rollups.period_id = rollups.month_id then timeline.counts_as else timeline.counts_in_quarter end as how
    ) as counts
    where counts.how in ('up', 'down') or (counts.how = 'unknown' and terms.unknown <> 'excluded')

),

stretches as (

    select
        period_id,
        term_id,
        lead(cuts_at) over history - cuts_at as seconds,
        sum(based) over history > 0 as is_based,
        sum(lost) over history > 0 as is_lost
    from (select period_id, term_id, cuts_at, sum(based) as based, sum(lost) as lost from boundaries group by all)
    window history as (partition by period_id, term_id order by cuts_at)

),

turns_ahead as (

    select rollups.period_id, ahead.term_id,
        unnest([{'cuts_at': ahead.starts_at, 'agreed': 1}, {'cuts_at': ahead.ends_at, 'agreed': -1}], recursive := true)
    from run.rollups as rollups
    inner join intermediate.int_service_ahead as ahead on rollups.month_id = ahead.period_id and ahead.is_agreed
    inner join services as judged
        on rollups.period_id = judged.period_id and ahead.service_id = judged.service_id and judged.base_seconds > 0

),

stretches_ahead as (

    select
        period_id,
        term_id,
        lead(cuts_at) over history - cuts_at as seconds,
        sum(agreed) over history > 0 as is_agreed
    from (select period_id, term_id, cuts_at, sum(agreed) as agreed from turns_ahead group by all)
    window history as (partition by period_id, term_id order by cuts_at)

),

parts as (

    select
        seen.period_id,
        coalesce(sum(seen.seconds) filter (where seen.is_based), 0)::bigint as base_seconds,
        coalesce(sum(seen.seconds) filter (where seen.is_based and seen.is_lost), 0)::bigint as lost_seconds,
        coalesce(sum(seen.seconds) filter (where seen.is_based or seen.is_agreed), 0)::bigint as whole_base,
        any_value(terms.target_denominator) as denominator,
        any_value(terms.target_denominator - terms.target_numerator) as allowed_share
    from (
        select period_id, term_id, seconds, is_based, is_lost, false as is_agreed from stretches
        union all
        select period_id, term_id, seconds, false, false, is_agreed from stretches_ahead
    ) as seen
    inner join contract.terms as terms on seen.term_id = terms.term_id
    group by seen.period_id, seen.term_id

),

together as (

    select
        period_id,
        sum(base_seconds)::bigint as base_seconds,
        sum(lost_seconds)::bigint as lost_seconds,
        list_reduce(list(distinct denominator), lambda a, b: lcm(a, b)) as denominator,
        list({'numerator': whole_base::hugeint * allowed_share, 'denominator': denominator}) as allowances
    from parts
    group by period_id

),

chosen as (

    select
        pooled.period_id, pooled.scope, pooled.key, pooled.services, pooled.judged, pooled.missed, governing.target_percent,
        case when pooled.scope = 'all' then governing.method else 'pooled' end as method,
        worst.base_seconds as worst_base, worst.lost_seconds as worst_lost,
        mean.base_seconds as mean_base, mean.lost_seconds as mean_lost, mean.is_met as mean_is_met, mean.whole_lost, mean.whole_allowed,
        pooled.window_seconds, pooled.window_ahead_seconds, pooled.at_risk,
        together.base_seconds as together_base, together.lost_seconds as together_lost, together.denominator as together_denominator,
        together.allowances as together_allowances,
        pooled.base_seconds, pooled.lost_seconds, pooled.denominator, pooled.allowances
    from pooled
    inner join governing on pooled.period_id = governing.period_id
    left join worst on pooled.period_id = worst.period_id
    left join mean on pooled.period_id = mean.period_id
    left join together on pooled.period_id = together.period_id

),

summed as (

    select
        *,
        case method when 'worst' then worst_base when 'mean' then mean_base when 'all-services-up' then together_base else base_seconds end as base_parts,
        case method when 'worst' then worst_lost when 'mean' then mean_lost when 'all-services-up' then together_lost else lost_seconds end as lost_parts,
        case method when 'all-services-up' then together_denominator else denominator end as allowed_denominator,
        list_sum(list_transform(
            case method when 'all-services-up' then together_allowances else allowances end,
            lambda part: part.numerator * (case method when 'all-services-up' then together_denominator else denominator end // part.denominator)
        ))::hugeint as allowed_numerator
    from chosen

)

select
    period_id,
    scope,
    key,
    method,
    services,
    judged,
    missed,
    base_parts,
    lost_parts,
    percent_text(base_parts - lost_parts, base_parts) as availability_percent,
    target_percent,
    -- Of the methods that add up seconds; worst and mean have no common budget.
    case when method in ('pooled', 'all-services-up') and base_parts > 0 then (allowed_numerator // allowed_denominator)::bigint end as allowed_seconds,
    case
        when coalesce(base_parts, 0) = 0 or window_ahead_seconds > 0 then null
        when method = 'worst' then missed = 0
        when method = 'mean' then mean_is_met
        else lost_parts::hugeint * allowed_denominator <= allowed_numerator
    end as is_met,
    case
        when coalesce(base_parts, 0) = 0 then 'no-data'
        when method = 'worst' and window_ahead_seconds = 0 then case when missed = 0 then 'met' else 'missed' end
        when method = 'worst' then case when missed > 0 then 'lost' when at_risk > 0 then 'at-risk' else 'on-course' end
        when method = 'mean' and window_ahead_seconds = 0 then case when mean_is_met then 'met' else 'missed' end
        when method = 'mean' and not mean_is_met then 'lost'
        when method = 'mean' then budget_status(least(whole_lost, whole_allowed), whole_allowed, window_seconds, window_ahead_seconds)
        else budget_status(lost_parts::hugeint * allowed_denominator, allowed_numerator, window_seconds, window_ahead_seconds)
    end as status
from summed
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   scope (all, category, site): What is pooled.
--   key: The category or the site; empty for all services.
--   method (pooled, worst, mean, all-services-up): The method of the agreement.
--   services: Services in it.
--   judged: Of them, those with a verdict.
--   missed: Of them, those that missed their own target.
--   base_parts? (big): Base, in whole parts of the method; null without evidence.
--   lost_parts? (big): Of the base, what counts as lost.
--   availability_percent?: (base - lost) / base, floored to three decimals; null without a base.
--   target_percent: The target, as the agreement writes it.
--   allowed_seconds?: Downtime that the targets allow; null where the method has no seconds.
--   is_met?: Whether the target is met, decided on exact integers; null without evidence or where the period still runs.
--   status (met, missed, no-data, lost, at-risk, on-course): The verdict; while the period runs, what can still become of it.
