-- Outages with what they cost, why seconds of them do not count, and the incident that belongs to them.
-- grain: period_id, service_id, started_at

with

linked as (

    -- The first incident of the service that was opened between a quarter of an hour before the outage and its end.
    select
        outages.period_id,
        outages.service_id,
        outages.started_at,
        arg_min(incidents.ticket_id, (incidents.severity_rank, incidents.opened_at, incidents.ticket_id)) as ticket_id
    from intermediate.int_outages_counted as outages
    inner join intermediate.int_incidents as incidents
        on outages.period_id = incidents.period_id and outages.service_id = incidents.service_id
        and incidents.opened_at >= outages.started_at - outage_lead_seconds() and incidents.opened_at <= outages.ended_at
    group by all

)

select
    outages.* exclude (is_long_enough, period_seconds),
    case
        when outages.counted_seconds = outages.total_seconds then null
        when not outages.is_long_enough then 'short'
        when outages.maintenance_seconds > 0 then 'maintenance'
        when outages.excluded_seconds > 0 then 'excluded'
        when outages.period_seconds < outages.total_seconds then 'outside'
    end as not_counted_because,
    linked.ticket_id
from intermediate.int_outages_counted as outages
left join linked
    on outages.period_id = linked.period_id and outages.service_id = linked.service_id and outages.started_at = linked.started_at
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   started_at: When it began.
--   ended_at: When it ended, or the cut-off while it lasts.
--   is_ongoing: Whether it lasts at the cut-off.
--   total_seconds: Its length in wall-clock seconds.
--   counted_seconds: Of its length, what counts as downtime.
--   quarter_counted_seconds: The same by the terms of the quarter.
--   maintenance_seconds: Of its length, what lies in approved maintenance.
--   excluded_seconds: Of its length, what lies in approved exclusions.
--   not_counted_because? (short, maintenance, excluded, outside): Why seconds of it do not count; null where all do.
--   ticket_id?: The incident that belongs to it; null if none does.
