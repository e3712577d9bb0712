-- Every exported maintenance window has an end.
-- severity: error
-- fix: Fill ends_at with the end that was approved, and load the export again.
select maintenance.window_id as subject, loads.file, maintenance._row as row, 'no end' as detail
from staging.stg_maintenance as maintenance
inner join staging.stg_loads as loads on maintenance._load = loads.load_id
where maintenance.ends_at is null
order by all
