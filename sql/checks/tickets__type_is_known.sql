-- Every ticket has a type that is understood: incident, request, problem or change.
-- severity: error
-- fix: Add the line to the file's entry in sources.yaml (an entry is: - files: "exports/**/tickets*.csv"), with what the type is: incident, request, problem or change.
select
    any_value(tickets.type) as subject,
    loads.file,
    min(tickets._row) as row,
    count(*) || case when count(*) = 1 then ' ticket' else ' tickets' end || ' left out, first ' || arg_min(tickets.ticket_id, tickets._row)
    || '; add   types: { ' || to_json(any_value(tickets.type)) || ': incident }' as detail
from staging.stg_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.type not in ('incident', 'request', 'problem', 'change')
group by tickets.type, loads.file
order by all
