-- No sample and no event lies after the cut-off of the reported period.
-- severity: warn
-- fix: Nothing to do when the export is newer than the period; else look at the clock of the exporting system.
select loads.file as subject, loads.file, null::bigint as row, count(*) || ' runs of samples' as detail
from staging.stg_uptime_runs as runs
inner join staging.stg_loads as loads on runs._load = loads.load_id
cross join run.period as period
where runs.first_at > period.as_of + 366 * 86400
group by all
order by all
