-- Every outcome of a change or a backup, and every kind of a change, is one of those that there are.
-- severity: error
-- fix: Write success, failed, rolled-back or cancelled (backups: success or failed; kinds: standard, normal or emergency), or map the system's words in sources.yaml under values.
select changes.change_id as subject, loads.file, changes._row as row, 'outcome ' || changes.outcome as detail
from staging.stg_changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
where changes.outcome not in ('success', 'failed', 'rolled-back', 'cancelled')
union all
select changes.change_id, loads.file, changes._row, 'kind ' || changes.kind
from staging.stg_changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
where changes.kind not in ('standard', 'normal', 'emergency')
union all
select backups.job_id, loads.file, backups._row, 'outcome ' || backups.outcome
from staging.stg_backups as backups
inner join staging.stg_loads as loads on backups._load = loads.load_id
where backups.outcome not in ('success', 'failed')
order by all
