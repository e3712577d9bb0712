-- Events and columns of a ticket tell the same times.
-- severity: warn
-- fix: Look at the export: a column may hold the last of several times.
with last_events as (
    select
        ticket_no,
        event::varchar as event,
        min(happened_at) as first_at,
        max(happened_at) as last_at
    from staging.stg_ticket_events
    where event in ('opened', 'responded', 'restored', 'resolved', 'closed')
    group by all
),

columns as (
    select
        ticket_id, _load, _row,
        hash(ticket_id) as ticket_no,
        unnest(['opened', 'responded', 'restored', 'resolved', 'closed']) as event,
        unnest([opened_at, responded_at, restored_at, resolved_at, closed_at]) as column_at
    from staging.stg_tickets
)

select columns.ticket_id as subject, loads.file, columns._row as row,
    columns.event || ': column ' || make_timestamp(columns.column_at * 1000000)::varchar || 'Z, events '
        || make_timestamp(last_events.first_at * 1000000)::varchar || 'Z' as detail
from columns
inner join last_events on columns.ticket_no = last_events.ticket_no and columns.event = last_events.event
inner join staging.stg_loads as loads on columns._load = loads.load_id
where columns.column_at is not null and columns.column_at <> last_events.first_at and columns.column_at <> last_events.last_at
order by all
