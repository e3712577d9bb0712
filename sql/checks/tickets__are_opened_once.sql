-- A ticket is opened once.
-- severity: warn
-- fix: Look at the export: a reopening may have been exported as an opening.
select events.ticket_id as subject, any_value(loads.file) as file, min(events._row) as row, count(distinct events.happened_at) || ' openings' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
where events.event = 'opened'
group by events.ticket_id
having count(distinct events.happened_at) > 1
order by all
