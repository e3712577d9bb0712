-- Backup runs as last exported: the rows of one run in the newest file that has any.
-- grain: _load, _row
select
    backups.job_id,
    backups.service_id,
    instant(backups.started_at, loads.zone) as started_at,
    instant(backups.ended_at, loads.zone) as ended_at,
    lower(backups.outcome) as outcome,
    try_cast(backups.bytes as bigint) as bytes,
    backups._load,
    backups._row
from raw.backups as backups
inner join staging.stg_loads as loads on backups._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'backups' and rejected._load = backups._load and rejected._row = backups._row
qualify loads.ordinal = max(loads.ordinal) over (
    partition by loads.source_id, backups.job_id, backups.service_id, instant(backups.started_at, loads.zone)
)
