-- Patches as last exported: the rows of one asset and release in the newest file that has any; each stands for itself.
-- grain: _load, _row
select
    patches.asset_id,
    patches.service_id,
    lower(patches.severity) as severity,
    instant(patches.released_at, loads.zone) as released_at,
    instant(patches.due_at, loads.zone) as due_at,
    instant(patches.applied_at, loads.zone) as applied_at,
    patches._load,
    patches._row
from raw.patches as patches
inner join staging.stg_loads as loads on patches._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'patches' and rejected._load = patches._load and rejected._row = patches._row
qualify loads.ordinal = max(loads.ordinal) over (
    partition by loads.source_id, patches.asset_id, patches.service_id, lower(patches.severity), instant(patches.released_at, loads.zone), instant(patches.due_at, loads.zone)
)
