-- No state begins at the epoch or in a year in which nobody monitored.
-- severity: error
-- fix: Look at the row: a system writes 0 for "never". Leave such rows out with where in sources.yaml, or correct the instant.
select states.service_id as subject, loads.file, states._row as row,
    states.state || ' since ' || strftime(make_timestamp(states.started_at * 1000000), '%Y-%m-%dT%H:%M:%SZ') as detail
from staging.stg_uptime_states as states
inner join staging.stg_loads as loads on states._load = loads.load_id
cross join run.period as period
where states.started_at < 631152000 or states.started_at > period.ends_at + 5 * 366 * 86400
order by all
limit 500
