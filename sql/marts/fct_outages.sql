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
        and incidents.opened_at >= outages.started_at - 900 and incidents.opened_at <= outages.ended_at
    group by all

)

select
    outages.*,
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
