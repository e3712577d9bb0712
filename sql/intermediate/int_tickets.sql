-- One ticket with what its events and its columns say together; the events win where there are any of a kind.
-- grain: ticket_no
--
-- Clocks are joined on ticket_no, a number made from ticket_id: many times faster than on text. Its grain is proved, and
-- stg_tickets proves that of ticket_id.

with

events as (

    select
        ticket_no,
        min(happened_at) filter (where event = event_kind('opened')) as opened_at,
        min(happened_at) filter (where event = event_kind('responded')) as responded_at,
        min(happened_at) filter (where event = event_kind('restored')) as restored_at,
        min(happened_at) filter (where event = event_kind('resolved')) as resolved_at,
        min(happened_at) filter (where event = event_kind('closed')) as closed_at,
        min(happened_at) filter (where event = event_kind('cancelled')) as cancelled_at,
        bool_or(event = event_kind('severity_changed')) as has_severity_changes,
        bool_or(event = event_kind('paused')) as has_pauses,
        max(happened_at) filter (where event = event_kind('resolved')) as last_resolved_at,
        max(happened_at) filter (where event = event_kind('closed')) as last_closed_at,
        max(happened_at) filter (where event = event_kind('restored')) as last_restored_at,
        max(happened_at) filter (where event = event_kind('reopened')) as last_reopened_at,
        max(happened_at) as last_event_at,
        list(happened_at) filter (where is_dated) as dated_instants
    from staging.stg_ticket_events
    group by ticket_no

),

named_openings as (

    -- Of two openings in one second the last one loaded names the severity.
    select
        ticket_no,
        happened_at,
        arg_max(value, (ordinal, _row)) as severity
    from staging.stg_ticket_events
    where event = 'opened' and value is not null
    group by ticket_no, happened_at

),

versions as (

    select
        ticket_no,
        arg_max(known_from, version) filter (where says_cancelled(status) or duplicate_of is not null) as left_out_from,
        bool_or(says_open(status)) as is_ever_open,
        bool_or(says_closed(status)) as is_ever_closed,
        max(known_from) as last_version_from
    from intermediate.int_ticket_versions
    group by ticket_no

),

responding as (

    -- Sources without a column of responses whose tickets have events of them.
    select distinct loads.source_id
    from staging.stg_loads as loads
    inner join staging.stg_tickets as tickets on loads.load_id = tickets._load and not loads.has_response_column
    inner join events on hash(tickets.ticket_id) = events.ticket_no and events.responded_at is not null

),

merged as (

    select
        loads.has_response_column or loads.source_id in (select source_id from responding) as has_responses,
        tickets.ticket_no,
        tickets.ticket_id,
        tickets.type,
        tickets.service_id,
        tickets.site_id as own_site_id,
        tickets.title,
        tickets.category,
        tickets.status,
        tickets.support_level,
        tickets.duplicate_of,
        -- The opening names it, or else the ticket's own held from the beginning.
        coalesce(named_openings.severity, tickets.severity) as initial_severity,
        coalesce(events.has_severity_changes, false) as has_severity_changes,
        events.last_reopened_at is not null as has_reopenings,
        coalesce(events.has_pauses, false) as has_pauses,
        coalesce(events.opened_at, tickets.opened_at) as opened_at,
        coalesce(events.responded_at, tickets.responded_at) as first_responded_at,
        coalesce(events.restored_at, tickets.restored_at) as first_restored_at,
        coalesce(events.resolved_at, tickets.resolved_at) as first_resolved_at,
        coalesce(events.closed_at, tickets.closed_at) as first_closed_at,
        events.responded_at is null as is_responded_from_column,
        events.restored_at is null as is_restored_from_column,
        events.resolved_at is null as is_resolved_from_column,
        events.closed_at is null as is_closed_from_column,
        events.cancelled_at is not null or says_cancelled(tickets.status) as is_cancelled,
        -- Known from the event; else, where the status or duplicate_of says so, since it was closed, resolved, told, or opened.
        least(
            events.cancelled_at,
            case
                when tickets.duplicate_of is not null or (events.cancelled_at is null and says_cancelled(tickets.status))
                    then coalesce(
                        events.last_closed_at, tickets.closed_at, events.last_resolved_at, tickets.resolved_at,
                        versions.left_out_from, events.opened_at, tickets.opened_at
                    )
            end
        ) as left_out_at,
        -- A status that says open beats the columns of a completion (int_ticket_standings).
        least(
            case when events.resolved_at is null then tickets.resolved_at end, case when events.closed_at is null then tickets.closed_at end
        ) as column_completed_at,
        coalesce(versions.is_ever_open, says_open(tickets.status)) and column_completed_at is not null as may_be_reopened,
        -- Closed by its status, and nothing says when.
        coalesce(versions.is_ever_closed, says_closed(tickets.status))
        and coalesce(
            greatest(
                events.last_restored_at, events.last_resolved_at, events.last_closed_at,
                case when events.restored_at is null then tickets.restored_at end,
                case when events.resolved_at is null then tickets.resolved_at end,
                case when events.closed_at is null then tickets.closed_at end
            ) <= coalesce(events.opened_at, tickets.opened_at) - 60,
            true
        ) as may_be_closed_without_instant,
        -- Resolved or closed, and not reopened since: nothing is left to happen.
        coalesce(
            greatest(
                events.last_resolved_at,
                events.last_closed_at,
                case when events.resolved_at is null then tickets.resolved_at end,
                case when events.closed_at is null then tickets.closed_at end
            ) >= greatest(events.opened_at, tickets.opened_at, events.last_reopened_at + 1),
            false
        ) and not may_be_reopened as is_finished,
        greatest(
            events.last_event_at, tickets.opened_at, tickets.responded_at, tickets.restored_at, tickets.resolved_at, tickets.closed_at,
            left_out_at, versions.last_version_from
        ) as last_seen_at,
        -- Instants of which the day alone is known; null where there is none.
        case
            when tickets.dated_instants is not null or events.dated_instants is not null
                then list_concat(tickets.dated_instants, events.dated_instants)
        end as dated_instants,
        tickets._load,
        tickets._row
    from (select *, hash(ticket_id) as ticket_no from staging.stg_tickets) as tickets
    left join events on tickets.ticket_no = events.ticket_no
    left join named_openings on events.ticket_no = named_openings.ticket_no and events.opened_at = named_openings.happened_at
    left join versions on tickets.ticket_no = versions.ticket_no
    inner join staging.stg_loads as loads on tickets._load = loads.load_id
    where events.opened_at is not null or tickets.opened_at is not null

)

select
    merged.* exclude (own_site_id, first_responded_at, first_restored_at, first_resolved_at, first_closed_at),
    stop_since(merged.opened_at, merged.first_responded_at) as first_responded_at,
    stop_since(merged.opened_at, merged.first_restored_at) as first_restored_at,
    stop_since(merged.opened_at, merged.first_resolved_at) as first_resolved_at,
    stop_since(merged.opened_at, merged.first_closed_at) as first_closed_at,
    services.service_id is not null as is_known_service,
    -- A service that the agreement does not name was promised nothing; a ticket that names none is judged by its site.
    merged.type = 'incident' and (merged.service_id is null or services.service_id is not null) as is_judged,
    sites.site_id,
    sites.calendar_id,
    -- Without reopening, and with nothing before the opening, the first stop of each kind is the stop.
    not merged.has_reopenings
    and not merged.may_be_reopened
    and coalesce(
        least(merged.first_responded_at, merged.first_restored_at, merged.first_resolved_at, merged.first_closed_at) > merged.opened_at - 60, true
    ) as is_plain,
    is_plain and not merged.has_severity_changes as is_steady
from merged
left join contract.services as services on merged.service_id = services.service_id
left join contract.sites as sites on coalesce(services.site_id, merged.own_site_id) = sites.site_id
