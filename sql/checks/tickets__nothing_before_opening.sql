-- Nothing happens to a ticket before it is opened.
-- severity: error
-- found-en: Events before the opening of their ticket (not counted)
-- found-ja: 起票より前の日時を持つイベント（計測に含めない）
-- fix: Correct the export: a clock or a time zone may be wrong.
select events.ticket_id as subject, loads.file, events._row as row,
    events.event || ' at ' || make_timestamp(events.happened_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(tickets.opened_at * 1000000)::varchar || 'Z' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
inner join intermediate.int_tickets as tickets on events.ticket_no = tickets.ticket_no
where events.happened_at < tickets.opened_at and events.event in ('responded', 'restored', 'resolved', 'closed', 'reopened')
union all
select marks.ticket_id, loads.file, marks._row, marks.mark || '_at ' || make_timestamp(marks.column_at * 1000000)::varchar || 'Z, opened at ' || make_timestamp(marks.opened_at * 1000000)::varchar || 'Z'
from (
    select ticket_id, _load, _row, opened_at,
        unnest(['responded', 'restored', 'resolved', 'closed']) as mark,
        unnest([
            case when is_responded_from_column then first_responded_at end,
            case when is_restored_from_column then first_restored_at end,
            case when is_resolved_from_column then first_resolved_at end,
            case when is_closed_from_column then first_closed_at end
        ]) as column_at
    from intermediate.int_tickets
    -- Among these is everything that lies before an opening.
    where not is_plain
) as marks
inner join staging.stg_loads as loads on marks._load = loads.load_id
where marks.column_at < marks.opened_at
order by all
