-- SLA attainment over all severities: per measure, and over all measures together.
-- grain: period_id, measure
select
    period_id,
    measure,
    sum(met)::integer as met,
    sum(breached)::integer as breached,
    percent_text(sum(met), sum(met) + sum(breached)) as attainment_percent
from marts.fct_attainment
group by period_id, measure
union all
select
    period_id,
    'all',
    sum(met)::integer,
    sum(breached)::integer,
    percent_text(sum(met), sum(met) + sum(breached))
from marts.fct_attainment
group by period_id
