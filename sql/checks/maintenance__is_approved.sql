-- Every exported maintenance window is approved.
-- severity: warn
-- fix: Fill approved_at and approved_by, or remove the window.
select maintenance.window_id as subject, loads.file, maintenance._row as row, 'no approval' as detail
from staging.stg_maintenance as maintenance
inner join staging.stg_loads as loads on maintenance._load = loads.load_id
where not maintenance.is_approved
order by all
