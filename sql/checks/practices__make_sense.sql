-- What backups, changes and problems say of themselves fits together: they end after they start; sizes and readings are numbers.
-- severity: error
-- fix: Correct the cell in the export; sizes are whole numbers of bytes, without a unit.
select backups.job_id as subject, loads.file, backups._row as row, 'ended_at before started_at' as detail
from staging.stg_backups as backups
inner join staging.stg_loads as loads on backups._load = loads.load_id
where backups.ended_at < backups.started_at
union all
select backups.job_id, loads.file, backups._row, 'column bytes: "' || coalesce(left(exported.bytes, 80), '') || '" not a whole number'
from staging.stg_backups as backups
inner join raw.backups as exported on backups._load = exported._load and backups._row = exported._row
inner join staging.stg_loads as loads on backups._load = loads.load_id
where exported.bytes is not null and coalesce(backups.bytes, -1) < 0
union all
select changes.change_id, loads.file, changes._row, 'actual_end_at before actual_start_at'
from staging.stg_changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
where changes.actual_end_at < changes.actual_start_at
union all
select changes.change_id, loads.file, changes._row, 'planned_end_at before planned_start_at'
from staging.stg_changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
where changes.planned_end_at < changes.planned_start_at
union all
select problems.problem_id, loads.file, problems._row, 'resolved_at before opened_at'
from staging.stg_problems as problems
inner join staging.stg_loads as loads on problems._load = loads.load_id
where problems.resolved_at < problems.opened_at
union all
select capacity.service_id, loads.file, capacity._row, 'column limit: not above 0, so the reading is left out'
from staging.stg_capacity as capacity
inner join staging.stg_loads as loads on capacity._load = loads.load_id
where capacity.capacity_limit = 0
union all
select capacity.service_id, loads.file, capacity._row, 'column used: empty, or NaN, so the reading is left out'
from staging.stg_capacity as capacity
inner join staging.stg_loads as loads on capacity._load = loads.load_id
where capacity.used is null
union all
select capacity.service_id, loads.file, capacity._row, 'column limit: empty, or NaN, so the reading is left out'
from staging.stg_capacity as capacity
inner join staging.stg_loads as loads on capacity._load = loads.load_id
where capacity.capacity_limit is null
order by all
