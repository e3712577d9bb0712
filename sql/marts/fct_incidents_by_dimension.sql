-- Incidents opened, and measures breached, by service, category, site and support level.
-- grain: period_id, dimension, key

with

opened as (

    select
        rollups.period_id,
        unnest([
            {'dimension': 'service', 'key': coalesce(incidents.service_id, '')},
            {'dimension': 'category', 'key': incidents.category},
            {'dimension': 'site', 'key': coalesce(incidents.site_id, '')},
            {'dimension': 'level', 'key': incidents.support_level}
        ], recursive := true)
    from run.rollups as rollups
    inner join intermediate.int_incidents as incidents on rollups.month_id = incidents.period_id
    where incidents.is_opened_in_period

),

breached as (

    select
        measures.period_id,
        unnest([
            {'dimension': 'service', 'key': coalesce(measures.service_id, '')},
            {'dimension': 'site', 'key': coalesce(measures.site_id, '')}
        ], recursive := true)
    from marts.fct_counted_measures as measures
    where measures.verdict = 'breached' and measures.is_counted

),

counted as (

    select period_id, dimension, key, count(*) as opened, 0 as breached from opened group by all
    union all
    select period_id, dimension, key, 0, count(*) from breached group by all

)

select
    period_id,
    dimension,
    key,
    sum(opened)::integer as opened,
    sum(breached)::integer as breached
from counted
group by all
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   dimension (service, category, level, site): By what they are counted.
--   key: The key within the dimension; empty where none is written.
--   opened: Opened in the period.
--   breached: Of them, those with a breach that the period counts.
