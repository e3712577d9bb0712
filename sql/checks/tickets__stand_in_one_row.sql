-- A file tells of each ticket in one row.
-- severity: warn
-- fix: If the rows are a history, say so in sources.yaml: collapse: { by: [Number], order: [Updated] }; if they repeat the ticket for each category or assignee, nothing is lost.
select
    loads.file as subject,
    loads.file,
    min(repeated.first_row) as row,
    count(*) || case when count(*) = 1 then ' ticket stands in ' else ' tickets stand in ' end || sum(repeated.rows)::bigint || ' rows, '
    || arg_max(repeated.ticket_id, repeated.rows) || ' in ' || max(repeated.rows) as detail
from (
    select ticket_id, _load, count(*) as rows, min(_row) as first_row
    from staging.stg_ticket_versions
    where version > 1 or ticket_id in (select ticket_id from staging.stg_ticket_versions where version > 1)
    group by ticket_id, _load
    having count(*) > 1
) as repeated
inner join staging.stg_loads as loads on repeated._load = loads.load_id
group by loads.file
order by all
