-- Exports have the columns without which something else is assumed, in favour of a figure perhaps.
-- severity: note
-- fix: Export the column too, or map the one that holds it in sources.yaml; what is always the same is written as a value, for instance type: { value: incident }.
select loads.file as subject, loads.file, null::bigint as row, 'no column ' || assumed.name || ': ' || assumed.instead as detail
from staging.stg_loads as loads
inner join (values
    ('tickets', 'type', 'every ticket is taken for an incident'),
    ('tickets', 'status', 'only events tell which tickets were cancelled or reopened'),
    ('tickets', 'duplicate_of', 'no ticket is a duplicate'),
    ('maintenance', 'service_id', 'every window is one of all services'),
    ('changes', 'actual_end_at', 'a change belongs to the month of its planned end'),
    ('backups', 'ended_at', 'a run belongs to the month of its start'),
    ('capacity', 'resource', 'a service has one resource')
) as assumed (table_name, name, instead)
    on loads.table_name = assumed.table_name and not list_contains(loads.columns, assumed.name)
order by all
