-- Nothing happens to a ticket before it is opened.
-- severity: error
-- fix: Correct the export: a clock or a time zone may be wrong.
select events.ticket_id as subject, loads.file, events._row as row,
    events.event || ' at ' || make_timestamp(events.happened_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(tickets.opened_at * 1000000)::varchar || 'Z' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
inner join intermediate.int_tickets as tickets on events.ticket_no = tickets.ticket_no
where (events.happened_at <= tickets.opened_at - 60 and events.event in ('responded', 'restored', 'resolved', 'closed'))
    or (events.happened_at < tickets.opened_at and events.event = 'reopened')
union all
select marks.ticket_id, loads.file, marks._row, marks.mark || '_at ' || make_timestamp(marks.column_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(marks.opened_at * 1000000)::varchar || 'Z'
from (
    select tickets.ticket_id, tickets._load, tickets._row, tickets.opened_at,
        unnest(['responded', 'restored', 'resolved', 'closed']) as mark,
        unnest([
            case when tickets.is_responded_from_column then columns.responded_at end,
            case when tickets.is_restored_from_column then columns.restored_at end,
            case when tickets.is_resolved_from_column then columns.resolved_at end,
            case when tickets.is_closed_from_column then columns.closed_at end
        ]) as column_at
    from intermediate.int_tickets as tickets
    inner join staging.stg_tickets as columns on tickets.ticket_id = columns.ticket_id
    -- Among these is everything that lies before an opening.
    where not tickets.is_plain
) as marks
inner join staging.stg_loads as loads on marks._load = loads.load_id
where marks.column_at <= marks.opened_at - 60
order by all
