-- Events and columns of a ticket tell the same times.
-- severity: warn
-- found-en: Tickets whose columns contradict their events (the events count)
-- found-ja: 列とイベントの日時が一致しないチケット（イベントを採用）
-- fix: Look at the export: a column may hold the last of several times.
with last_events as (
    select ticket_id, event, min(happened_at) as first_at, max(happened_at) as last_at
    from staging.stg_ticket_events
    group by all
)
select tickets.ticket_id as subject, loads.file, tickets._row as row,
    last_events.event || ': column ' || make_timestamp(pairs.column_at * 1000000)::varchar || 'Z, events '
        || make_timestamp(last_events.first_at * 1000000)::varchar || 'Z' as detail
from staging.stg_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
cross join unnest([
    {'event': 'opened', 'column_at': tickets.opened_at},
    {'event': 'responded', 'column_at': tickets.responded_at},
    {'event': 'restored', 'column_at': tickets.restored_at},
    {'event': 'resolved', 'column_at': tickets.resolved_at},
    {'event': 'closed', 'column_at': tickets.closed_at}
]) as columns (pairs)
inner join last_events on tickets.ticket_id = last_events.ticket_id and pairs.event = last_events.event
where pairs.column_at is not null and pairs.column_at <> last_events.first_at and pairs.column_at <> last_events.last_at
order by all
