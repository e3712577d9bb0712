-- What data each period has: its months that had begun, and how many of them have tickets and monitoring. No data is not zero.
-- grain: period_id
--
-- A month has ticket data if the tickets reach into it: opened before its cut-off, and something of any ticket happened in it
-- or later. It then may hold no incident; a month outside that reach has no figure.
with

reach as (

    select min(opened_at) as first_at, max(greatest(last_seen_at, opened_at)) as last_at
    from intermediate.int_tickets

),

monitored as (

    select period_id, sum(agreed_seconds - unknown_seconds) as known_seconds
    from marts.fct_service_availability
    group by period_id

)

select
    rollups.period_id,
    (count(*) filter (where months.starts_at < months.as_of))::integer as months,
    (count(*) filter (where months.starts_at < months.as_of and reach.first_at < months.as_of and reach.last_at >= months.starts_at))::integer as months_with_tickets,
    (count(*) filter (where months.starts_at < months.as_of and monitored.known_seconds > 0))::integer as months_monitored
from run.rollups as rollups
inner join run.periods as months on rollups.month_id = months.period_id
cross join reach
left join monitored on rollups.month_id = monitored.period_id
group by rollups.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   months: Months of the period.
--   months_with_tickets: Months of it that have tickets.
--   months_monitored: Months of it that have monitoring.
