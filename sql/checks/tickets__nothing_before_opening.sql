-- Nothing happens to a ticket before it is opened.
-- severity: error
-- found-en: Events before the opening of their ticket (not counted)
-- found-ja: 起票より前の日時を持つイベント（計測に含めない）
-- fix: Correct the export: a clock or a time zone may be wrong.
select events.ticket_id as subject, loads.file, events._row as row,
    events.event || ' at ' || make_timestamp(events.happened_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(tickets.opened_at * 1000000)::varchar || 'Z' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
inner join intermediate.int_tickets as tickets on events.ticket_id = tickets.ticket_id
where events.happened_at < tickets.opened_at and events.event in ('responded', 'restored', 'resolved', 'closed', 'reopened')
union all
select tickets.ticket_id, loads.file, tickets._row, pairs.mark || '_at ' || make_timestamp(pairs.column_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(tickets.opened_at * 1000000)::varchar || 'Z'
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
cross join unnest([
    {'mark': 'responded', 'column_at': case when tickets.is_responded_from_column then tickets.first_responded_at end},
    {'mark': 'restored', 'column_at': case when tickets.is_restored_from_column then tickets.first_restored_at end},
    {'mark': 'resolved', 'column_at': case when tickets.is_resolved_from_column then tickets.first_resolved_at end},
    {'mark': 'closed', 'column_at': case when tickets.is_closed_from_column then tickets.first_closed_at end}
]) as columns (pairs)
where pairs.column_at < tickets.opened_at
order by all
