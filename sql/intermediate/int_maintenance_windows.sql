-- Maintenance windows that apply to each service: the regular ones of the contract, and the approved ones of the exports.
-- grain: window_id, service_id, starts_at

with

windows as (

    select window_id, service_id, starts_at, ends_at, true as is_regular, null as approved_by, null::bigint as approved_at, null as change_id
    from calendar.maintenance_windows

    union all by name

    select window_id, service_id, starts_at, ends_at, false as is_regular, approved_by, approved_at, change_id
    from staging.stg_maintenance
    where is_approved and ends_at > starts_at
    -- The same window in a later export replaces the earlier one.
    qualify row_number() over (partition by window_id, service_id order by ordinal desc, _row desc) = 1

)

select
    windows.window_id,
    services.service_id,
    windows.starts_at,
    windows.ends_at,
    windows.is_regular,
    windows.approved_by,
    windows.approved_at,
    windows.change_id
from windows
inner join contract.services as services on windows.service_id in ('*', services.service_id)
