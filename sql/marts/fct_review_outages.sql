-- Outages of a period in one row each, with the incident, its category, and the problem or change behind it.
-- grain: period_id, service_id, started_at
--
-- An outage over the end of a month is one row of the quarter; its counted seconds are those of all its months.

with

outages as (

    select
        rollups.period_id,
        outages.service_id,
        outages.started_at,
        max(outages.ended_at) as ended_at,
        arg_max(outages.is_ongoing, rollups.month_id) as is_ongoing,
        max(outages.total_seconds) as total_seconds,
        sum(case when rollups.period_id = rollups.month_id then outages.counted_seconds else outages.quarter_counted_seconds end)::bigint as counted_seconds,
        arg_max(outages.ticket_id, rollups.month_id) as ticket_id,
        -- What lies outside a month may lie inside its quarter.
        arg_max(outages.not_counted_because, rollups.month_id) filter (where outages.not_counted_because <> 'outside') as other_because,
        arg_max(reasons.reason, rollups.month_id) as reason
    from run.rollups as rollups
    inner join marts.fct_outages as outages on rollups.month_id = outages.period_id
    left join marts.fct_outage_reasons as reasons
        on outages.period_id = reasons.period_id and outages.service_id = reasons.service_id and outages.started_at = reasons.started_at
    group by rollups.period_id, outages.service_id, outages.started_at

)

select
    outages.* exclude (other_because),
    case when outages.counted_seconds < outages.total_seconds then coalesce(outages.other_because, 'outside') end as not_counted_because,
    tickets.title,
    coalesce(tickets.category, '') as category,
    coalesce(causes.cause, '') as cause
from outages
left join intermediate.int_tickets as tickets on outages.ticket_id = tickets.ticket_id
left join marts.fct_review_causes as causes on outages.period_id = causes.period_id and outages.ticket_id = causes.ticket_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   started_at: When it began.
--   ended_at: When it ended, or the cut-off while it lasts.
--   is_ongoing: Whether it lasts at the cut-off.
--   total_seconds: Its length in wall-clock seconds.
--   counted_seconds: Of its length, what counts as downtime.
--   ticket_id?: The incident that belongs to it; null if none does.
--   reason?: The reasons that the monitoring system recorded; null if none.
--   not_counted_because? (short, maintenance, excluded, outside): Why seconds of it do not count; null where all do.
--   title?: Title of the incident; null if none belongs to it.
--   category: Category of the incident; empty if none belongs to it or none is written.
--   cause: The problem or the change behind the incident; empty if none is known.
