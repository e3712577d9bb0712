-- When what a row of an export tells became known: of a ticket its opening, of maintenance its approval, else its beginning.
-- grain: load_id, row, known_at
-- as: view
select distinct load_id, row, known_at
from (
    select _load as load_id, _row as row, opened_at as known_at from staging.stg_ticket_versions
    union all
    select _load, _row, happened_at from staging.stg_ticket_events
    union all
    select _load, _row, started_at from staging.stg_uptime_states
    union all
    select _load, _row, coalesce(approved_at, starts_at) from staging.stg_maintenance
    union all
    select _load, _row, opened_at from staging.stg_problem_versions
    union all
    select _load, _row, coalesce(actual_start_at, planned_start_at) from staging.stg_change_versions
    union all
    select _load, _row, released_at from staging.stg_patches
    union all
    select _load, _row, started_at from staging.stg_backups
    union all
    select _load, _row, measured_at from staging.stg_capacity
)
where known_at is not null
