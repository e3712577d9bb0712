-- Only what was restored, resolved or closed is reopened.
-- severity: warn
-- fix: Look at the export: a resolution may be missing.
select events.ticket_id as subject, loads.file, events._row as row, 'reopened at ' || make_timestamp(events.happened_at * 1000000)::varchar || 'Z' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
anti join intermediate.int_ticket_marks as marks on events.ticket_no = marks.life_no and marks.happened_at = events.happened_at and marks.is_reopening
where events.event = 'reopened' and exists (select 1 from intermediate.int_tickets as t where t.ticket_id = events.ticket_id)
order by all
