-- No exported row begins later than its export was loaded and the period was cut off: a mistyped year is in no month at all.
-- severity: error
-- fix: Correct the date in the export, or the clock of the system that wrote it. Planned work belongs into changes and maintenance.
with

rows as (

    select ticket_id as subject, 'opened_at' as column_name, opened_at as at_s, _load, _row from staging.stg_tickets
    union all
    select ticket_id, 'at', happened_at, _load, _row from staging.stg_ticket_events
    union all
    select service_id, 'started_at', started_at, _load, _row from staging.stg_uptime_states
    union all
    select problem_id, 'opened_at', opened_at, _load, _row from staging.stg_problems
    union all
    select job_id, 'started_at', started_at, _load, _row from staging.stg_backups
    union all
    select service_id, 'measured_at', measured_at, _load, _row from staging.stg_capacity

)

select rows.subject, loads.file, rows._row as row,
    'column ' || rows.column_name || ': ' || strftime(make_timestamp(rows.at_s * 1000000), '%Y-%m-%dT%H:%M:%SZ') as detail
from rows
inner join raw.loads as loads on rows._load = loads.load_id
cross join run.period as period
where rows.at_s > greatest(period.as_of, instant(loads.loaded_at, null)) + 86400
order by all
