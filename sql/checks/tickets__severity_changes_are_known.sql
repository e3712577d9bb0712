-- Every change of severity is to one that the contract names.
-- severity: error
-- fix: Correct the value of the severity_changed event, or map it in sources.yaml.
select events.ticket_id as subject, loads.file, events._row as row, 'severity_changed to "' || coalesce(events.value, '') || '"' as detail
from staging.stg_ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
where events.event = 'severity_changed'
    and lower(coalesce(events.value, '')) not in (select severity_key from contract.severities)
order by all
