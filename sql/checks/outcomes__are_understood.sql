-- Every outcome of a change or a backup is one of those that there are.
-- severity: error
-- fix: Write success, failed, rolled-back or cancelled (backups: success or failed), or map the system's words in sources.yaml under values.
select changes.change_id as subject, loads.file, changes._row as row, 'outcome ' || changes.outcome as detail
from staging.stg_changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
where changes.outcome not in ('success', 'failed', 'rolled-back', 'cancelled')
union all
select backups.job_id, loads.file, backups._row, 'outcome ' || backups.outcome
from staging.stg_backups as backups
inner join staging.stg_loads as loads on backups._load = loads.load_id
where backups.outcome not in ('success', 'failed')
order by all
