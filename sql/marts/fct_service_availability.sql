-- Availability per service and period: seconds, the downtime budget, and the verdict, decided on integers.
-- grain: period_id, service_id
--
-- availability = (base - lost) / base, with base and lost by the terms (int_service_days); a quarter sums its months.
-- Met when lost <= allowance, which for one target is (base - lost) * 1000 >= base * 999 for 99.9 %. Two targets in one
-- period add their allowances, each on its own part's seconds. Percentages are floored text; base 0 has no figure, and so
-- has a service of which nothing is known in the whole window, whatever the agreement takes unknown time for.

with

parts as (

    select
        rollups.period_id,
        parts.service_id,
        -- The least common multiple keeps allowances of several targets exact.
        list_reduce(list(distinct parts.allowance_denominator), lambda a, b: lcm(a, b)) as denominator,
        list({'numerator': parts.allowance_numerator, 'denominator': parts.allowance_denominator}) as allowances,
        arg_max(parts.target_text, (parts.last_date, parts.term_id)) as target_percent,
        sum(parts.window_seconds)::bigint as window_seconds,
        sum(parts.maintenance_seconds)::bigint as maintenance_seconds,
        sum(parts.excluded_seconds)::bigint as excluded_seconds,
        sum(parts.agreed_seconds)::bigint as agreed_seconds,
        sum(case when rollups.period_id = rollups.month_id then parts.down_seconds else parts.quarter_down_seconds end)::bigint as down_seconds,
        sum(parts.known_seconds) > 0 as is_known,
        sum(parts.unknown_seconds)::bigint as unknown_seconds,
        case when sum(parts.known_seconds) > 0 then sum(parts.base_seconds)::bigint else 0 end as base_seconds,
        case
            when sum(parts.known_seconds) > 0
                then sum(case when rollups.period_id = rollups.month_id then parts.lost_seconds else parts.quarter_lost_seconds end)::bigint
            else 0
        end as lost_seconds
    from run.rollups as rollups
    inner join intermediate.int_service_parts as parts on rollups.month_id = parts.period_id
    group by rollups.period_id, parts.service_id

),

ahead as (

    -- Of a period that still runs: what is to come, and what the targets allow of it.
    select
        rollups.period_id,
        ahead.service_id,
        sum(ahead.ends_at - ahead.starts_at)::bigint as window_ahead_seconds,
        coalesce(sum(ahead.ends_at - ahead.starts_at) filter (where ahead.is_agreed), 0)::bigint as agreed_ahead_seconds,
        list_reduce(list(distinct terms.target_denominator), lambda a, b: lcm(a, b)) as denominator,
        list({
            'numerator': case when ahead.is_agreed then ahead.ends_at - ahead.starts_at else 0 end::hugeint * (terms.target_denominator - terms.target_numerator),
            'denominator': terms.target_denominator
        }) as allowances
    from run.rollups as rollups
    inner join intermediate.int_service_ahead as ahead on rollups.month_id = ahead.period_id
    inner join contract.service_terms as terms on ahead.term_id = terms.term_id and ahead.service_id = terms.service_id
    group by rollups.period_id, ahead.service_id

),

whole as (

    -- The budget is that of the whole period, however early one looks.
    select
        parts.* replace (lcm(parts.denominator, coalesce(ahead.denominator, parts.denominator)) as denominator, list_concat(parts.allowances, coalesce(ahead.allowances, [])) as allowances),
        coalesce(ahead.window_ahead_seconds, 0) as window_ahead_seconds,
        coalesce(ahead.agreed_ahead_seconds, 0) as agreed_ahead_seconds
    from parts
    left join ahead on parts.period_id = ahead.period_id and parts.service_id = ahead.service_id

),

allowed as (

    select
        *,
        case
            when is_known then list_sum(list_transform(allowances, lambda part: part.numerator * (denominator // part.denominator)))::hugeint
            else 0
        end as allowance
    from whole

),

outages_of_period as (

    -- An outage over a month's end is one outage of the quarter, with the seconds of all its months.
    select
        rollups.period_id,
        outages.service_id,
        outages.started_at,
        sum(case when rollups.period_id = rollups.month_id then outages.counted_seconds else outages.quarter_counted_seconds end)::bigint as counted_seconds
    from run.rollups as rollups
    inner join intermediate.int_outages_counted as outages on rollups.month_id = outages.period_id
    group by all

),

outages as (

    select
        period_id,
        service_id,
        (count(*) filter (where counted_seconds > 0))::integer as outages,
        max(counted_seconds)::bigint as longest_outage_seconds
    from outages_of_period
    group by all

)

select
    allowed.period_id,
    allowed.service_id,
    allowed.window_seconds,
    allowed.maintenance_seconds,
    allowed.excluded_seconds,
    allowed.agreed_seconds,
    allowed.down_seconds,
    allowed.unknown_seconds,
    allowed.base_seconds,
    allowed.lost_seconds,
    percent_text(allowed.base_seconds - allowed.lost_seconds, allowed.base_seconds) as availability_percent,
    allowed.target_percent,
    case
        when allowed.base_seconds > 0 and allowed.window_ahead_seconds = 0
            then allowed.lost_seconds::hugeint * allowed.denominator <= allowed.allowance
    end as is_met,
    case
        when allowed.base_seconds = 0 then 'no-data'
        else budget_status(
            allowed.lost_seconds::hugeint * allowed.denominator, allowed.allowance, allowed.window_seconds, allowed.window_ahead_seconds
        )
    end as status,
    coalesce(outages.outages, 0) as outages,
    coalesce(outages.longest_outage_seconds, 0) as longest_outage_seconds,
    (allowed.allowance // allowed.denominator)::bigint as budget_seconds,
    (allowed.allowance // allowed.denominator)::bigint - allowed.lost_seconds as budget_left_seconds,
    percent_text(allowed.agreed_seconds - allowed.unknown_seconds, allowed.agreed_seconds) as coverage_percent,
    case when outages.outages > 0 then (allowed.base_seconds - allowed.lost_seconds) // outages.outages end as mtbf_seconds,
    case when outages.outages > 0 then allowed.down_seconds // outages.outages end as mttr_seconds,
    allowed.allowance as allowance_numerator,
    allowed.denominator as allowance_denominator,
    allowed.window_ahead_seconds,
    allowed.agreed_ahead_seconds
from allowed
left join outages on allowed.period_id = outages.period_id and allowed.service_id = outages.service_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   window_seconds: Length of the service window, in wall-clock seconds.
--   maintenance_seconds: Of the service window, what approved maintenance took.
--   excluded_seconds: Of the service window, what approved exclusions took.
--   agreed_seconds: Agreed service time: the window less maintenance and exclusions.
--   down_seconds: Counted downtime.
--   unknown_seconds: Agreed service time without evidence.
--   base_seconds: What availability is measured on, by the policy for unknown time.
--   lost_seconds: Of the base, what counts as lost.
--   availability_percent?: (base - lost) / base, floored to three decimals; null without a base.
--   target_percent: The target, as the agreement writes it; the one that was in force last.
--   is_met?: Whether the target is met, decided on exact integers; null without evidence or where the period still runs.
--   status (met, missed, no-data, lost, at-risk, on-course): The verdict; while the period runs, what can still become of it.
--   outages: Outages that count.
--   longest_outage_seconds: The longest of them, in counted seconds.
--   budget_seconds: Downtime that the target allows.
--   budget_left_seconds: The budget less what was lost; negative where it is overspent.
--   coverage_percent?: Share of the agreed service time with evidence, floored to three decimals; null without agreed time.
--   mtbf_seconds?: Uptime by outage, floored; null without an outage.
--   mttr_seconds?: Downtime by outage, floored; null without an outage.
--   allowance_numerator (big): Numerator of the exact downtime that is allowed.
--   allowance_denominator (big): Its denominator.
--   window_ahead_seconds: Of the service window, what lies after the cut-off.
--   agreed_ahead_seconds: Of the agreed service time, what lies after the cut-off.
