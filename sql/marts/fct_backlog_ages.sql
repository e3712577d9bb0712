-- Open incidents at the cut-off by age in whole days of 24 hours.
-- grain: period_id, age_band

with

last_months as (

    select period_id, max(month_id) as last_month_id
    from run.rollups
    group by period_id

),

bands as (

    select *
    from (values (1, '0-1', 0, 2), (2, '2-7', 2, 8), (3, '8-30', 8, 31), (4, '31+', 31, 100000)) as bands (ordinal, age_band, from_days, until_days)

)

select
    last_months.period_id,
    bands.age_band,
    bands.ordinal,
    count(incidents.ticket_id)::integer as open_incidents
from last_months
cross join bands
left join intermediate.int_incidents as incidents
    on last_months.last_month_id = incidents.period_id
    and incidents.is_open
    and (incidents.as_of - incidents.opened_at) // 86400 >= bands.from_days
    and (incidents.as_of - incidents.opened_at) // 86400 < bands.until_days
group by all
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   age_band (0-1, 2-7, 8-30, 31+): Age in whole days.
--   ordinal: Place of the band, youngest first.
--   open_incidents: Incidents that are open at the end of the period.
