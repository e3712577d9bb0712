-- Maintenance windows that apply to each service: the regular ones of the contract, and the approved ones of the exports.
-- grain: window_id, service_id, starts_at
--
-- All rows of a window in a later export replace those of it in an earlier one, whatever their times; inside one file every
-- row stands for itself. A window is known by its id, where it has one, else by its service and times.

with

latest as (

    select *
    from staging.stg_maintenance
    where ends_at > starts_at
    qualify ordinal = max(ordinal) over (
        partition by
            source_id,
            has_id,
            case when has_id then window_id end,
            case when not has_id then service_id end,
            case when not has_id then starts_at end,
            case when not has_id then ends_at end
    )

),

windows as (

    select window_id, service_id, starts_at, ends_at, true as is_regular, null as approved_by, null::bigint as approved_at, null as change_id
    from calendar.maintenance_windows

    union all by name

    select window_id, service_id, starts_at, ends_at, false as is_regular, approved_by, approved_at, change_id
    from latest
    where is_approved

)

select
    windows.window_id,
    services.service_id,
    windows.starts_at,
    max(windows.ends_at) as ends_at,
    bool_and(windows.is_regular) as is_regular,
    arg_max(windows.approved_by, windows.ends_at) as approved_by,
    arg_max(windows.approved_at, windows.ends_at) as approved_at,
    arg_max(windows.change_id, windows.ends_at) as change_id
from windows
inner join contract.services as services on windows.service_id in ('*', services.service_id)
group by windows.window_id, services.service_id, windows.starts_at
