-- Every promise of a period on one line: availability as a whole, then each severity's response, restoration or resolution.
-- grain: period_id, severity, measure
--
-- cases and kept count what was judged: services of availability, measures of the others. The difference is what was reached
-- less the target, in points of three decimals, never in the provider's favour: what was reached is floored, the target is not.
-- Where services have targets of their own there is no one target to differ from. Status: good, no case missed; attention,
-- some were; action, availability missed as a whole, or an attainment below its KPI target, or without one far below (macros).
with

targets as (

    select period_id, count(distinct target_percent) = 1 as is_one_target
    from marts.fct_service_availability
    group by period_id

),

promised as (

    select
        overall.period_id,
        '' as severity,
        'availability' as measure,
        0 as ordinal,
        null::varchar as within_text,
        case when targets.is_one_target then overall.target_percent end as target_percent,
        summary.services_met::bigint as kept,
        summary.services_judged::bigint as cases,
        overall.availability_percent as percent,
        null::bigint as carried_over,
        summary.services_missed::bigint as missed,
        case
            when summary.services = 0 then null
            when summary.is_running then 'unknown'
            when summary.is_overall_met = false then 'action'
            when summary.services_missed > 0 then 'attention'
            when summary.services_judged < summary.services then 'unknown'
            else 'good'
        end as status
    from marts.fct_overall_availability as overall
    inner join marts.fct_summary as summary on overall.period_id = summary.period_id
    left join targets on overall.period_id = targets.period_id
    where overall.scope = 'all'

    union all

    select
        attainment.period_id,
        attainment.severity,
        attainment.measure,
        attainment.severity_rank * 10 + case attainment.measure when 'respond' then 1 when 'restore' then 2 else 3 end,
        attainment.within_text,
        kpis.target_text,
        attainment.met,
        attainment.met + attainment.breached,
        attainment.attainment_percent,
        attainment.carried_over,
        attainment.breached,
        case
            when attainment.met + attainment.breached = 0
                then case when attainment.no_data > 0 or presence.months_with_tickets = 0 then 'unknown' end
            when kpis.target_text is not null and kpis.verdict = 'missed' then 'action'
            when kpis.target_text is null and is_far_below(attainment.met, attainment.met + attainment.breached) then 'action'
            when attainment.breached > 0 then 'attention'
            when attainment.no_data > 0 then 'unknown'
            else 'good'
        end
    from marts.fct_attainment as attainment
    inner join marts.fct_data_presence as presence on attainment.period_id = presence.period_id
    left join marts.fct_kpis as kpis
        on attainment.period_id = kpis.period_id and attainment.severity = kpis.severity and attainment.measure = kpis.measure

)

select
    *,
    -- In thousandths of a point.
    (percent::decimal(9, 3) * 1000)::bigint - ceil(target_percent::decimal(24, 6) * 1000)::bigint as difference_milli
from promised
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: The severity; empty for availability.
--   measure (availability, respond, restore, resolve): The promise.
--   ordinal: Place in the list: availability, then the severities as the agreement ranks them.
--   within_text?: The time that is promised; null for availability.
--   target_percent?: The target; null where there is none, or services have targets of their own.
--   kept: Of the cases, those that kept it.
--   cases: What was judged: services, or measures.
--   percent?: Share that was kept, floored to three decimals; null without a case.
--   carried_over?: Cases that are not decided at the end of the period; null for availability.
--   missed: Of the cases, those that did not keep it.
--   status? (good, attention, action, unknown): What the line says at a glance; null where nothing was promised or happened.
--   difference_milli?: What was reached less the target, in thousandths of a point; null without either.
