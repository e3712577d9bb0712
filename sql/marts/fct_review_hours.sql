-- When incidents come: how many were opened in each local hour of each weekday, in the zone of the report.
-- grain: period_id, weekday, hour
--
-- weekday 1 is Monday. On a day with a clock change the hours are those that the clock showed (run.hours); on all others
-- they are counted from local midnight.
select
    rollups.period_id,
    isodow(days.local_date::date)::integer as weekday,
    coalesce(hours.hour, (incidents.opened_at - days.starts_at) // 3600)::integer as hour,
    count(*)::integer as incidents
from run.rollups as rollups
inner join intermediate.int_incidents as incidents on rollups.month_id = incidents.period_id
inner join run.days as days
    on rollups.month_id = days.period_id and incidents.opened_at >= days.starts_at and incidents.opened_at < days.ends_at
left join run.hours as hours on incidents.opened_at >= hours.starts_at and incidents.opened_at < hours.ends_at
where incidents.is_opened_in_period
group by all
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   weekday: 1 for Monday to 7 for Sunday, in the zone of the agreement.
--   hour: Local hour, 0 to 23.
--   incidents: Incidents opened in it.
