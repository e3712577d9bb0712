-- Changes as last exported: one row a change.
-- grain: change_id
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
    changes._load,
    changes._row
from raw.changes as changes
inner join staging.stg_loads as loads on changes._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'changes' and rejected._load = changes._load and rejected._row = changes._row
qualify row_number() over (partition by changes.change_id order by loads.ordinal desc, changes._row desc) = 1
