-- SLA attainment over all severities: per measure, restore and resolve together (`fixed`), and over all (`all`).
-- grain: period_id, measure
--
-- is_far_below: fewer than the strictest KPI target of the severities asks, or, where none is agreed, than nine cases in ten.

with

counted as (

    select
        attainment.period_id,
        unnest(case when attainment.measure = 'respond' then ['respond', 'all'] else [attainment.measure, 'fixed', 'all'] end) as measure,
        attainment.met,
        attainment.breached,
        targets.target
    from marts.fct_attainment as attainment
    left join (
        select period_id, severity, measure, target_text::decimal(24, 6) as target
        from marts.fct_kpis
        where measure is not null
    ) as targets
        on attainment.period_id = targets.period_id and attainment.severity = targets.severity and attainment.measure = targets.measure

)

select
    period_id,
    measure,
    sum(met)::integer as met,
    sum(breached)::integer as breached,
    percent_text(sum(met), sum(met) + sum(breached)) as attainment_percent,
    case
        when sum(met) + sum(breached) = 0 then false
        when max(target) is not null then sum(met) * 100 < max(target) * (sum(met) + sum(breached))
        else is_far_below(sum(met), sum(met) + sum(breached))
    end as is_far_below
from counted
group by period_id, measure
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   measure (respond, restore, resolve, fixed, all): The measure; fixed: restored or resolved; all: every promise.
--   met: Cases in which the promise was kept.
--   breached: Cases in which the promise was broken.
--   attainment_percent?: met / (met + breached), floored to three decimals; null without a case.
--   is_far_below: Whether it is far below (macros.sql).
