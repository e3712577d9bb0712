-- SLA attainment over all severities: per measure, restore and resolve together (`fixed`), and over all (`all`).
-- grain: period_id, measure

with

counted as (

    select
        period_id,
        unnest(case when measure = 'respond' then ['respond', 'all'] else [measure, 'fixed', 'all'] end) as measure,
        met,
        breached
    from marts.fct_attainment

)

select
    period_id,
    measure,
    sum(met)::integer as met,
    sum(breached)::integer as breached,
    percent_text(sum(met), sum(met) + sum(breached)) as attainment_percent
from counted
group by period_id, measure
