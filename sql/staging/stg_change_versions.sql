-- Changes in every version that the exports hold; stg_changes is the last of each.
-- grain: change_id, version
--
-- An outcome has no instant of its own: a report looks at the newest version that tells of nothing after its cut-off.
select
    changes.change_id,
    changes.service_id,
    changes.title,
    lower(changes.kind) as kind,
    instant(changes.planned_start_at, loads.zone) as planned_start_at,
    instant(changes.planned_end_at, loads.zone) as planned_end_at,
    instant(changes.actual_start_at, loads.zone) as actual_start_at,
    instant(changes.actual_end_at, loads.zone) as actual_end_at,
    lower(changes.outcome) as outcome,
    changes.approved_by,
    loads.ordinal,
    changes._load,
    changes._row,
    (row_number() over (partition by changes.change_id order by loads.ordinal, changes._row))::integer as version
from raw.changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'changes' and rejected._load = changes._load and rejected._row = changes._row
