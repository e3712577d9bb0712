-- Maintenance windows in a period and in the one that follows it, with the downtime that ran on after their end.
-- grain: period_id, window_id, starts_at, is_approved
--
-- Work that nobody approved stands in the list as well: its downtime counts, and down_seconds says how much that was.
-- A window counts whoever approved it when; one that is still to come is known if its approval, or the rest of its file, was
-- there before the cut-off.
with

known_loads as (

    select _load, min(coalesce(approved_at, starts_at)) as known_at
    from staging.stg_maintenance
    group by _load

),

exported as (

    select maintenance.window_id, maintenance.starts_at, min(coalesce(maintenance.approved_at, known_loads.known_at)) as known_at
    from staging.stg_maintenance as maintenance
    inner join known_loads on maintenance._load = known_loads._load
    group by maintenance.window_id, maintenance.starts_at

),

unapproved as (

    select maintenance.window_id, services.service_id, maintenance.starts_at, maintenance.ends_at, maintenance.change_id
    from staging.stg_maintenance as maintenance
    inner join contract.services as services on maintenance.service_id in ('*', services.service_id)
    where not maintenance.is_approved and maintenance.ends_at > maintenance.starts_at

),

all_windows as (

    select
        coalesce(windows.window_id, '') as window_id, windows.service_id, windows.starts_at, windows.ends_at, windows.is_regular,
        windows.approved_by, windows.approved_at, windows.change_id, true as is_approved,
        case when windows.is_regular then 0 else exported.known_at end as known_at
    from intermediate.int_maintenance_windows as windows
    left join exported on windows.window_id is not distinct from exported.window_id and windows.starts_at = exported.starts_at

    union all by name

    select
        coalesce(window_id, '') as window_id, service_id, starts_at, ends_at, false as is_regular, null as approved_by,
        null as approved_at, change_id, false as is_approved, starts_at as known_at
    from unapproved

),

windows as (

    select
        spans.period_id,
        windows.window_id,
        windows.starts_at,
        windows.ends_at,
        windows.is_approved,
        windows.is_regular,
        windows.approved_by,
        max(windows.approved_at) as approved_at,
        coalesce(max(windows.approved_at) >= spans.as_of, false) as is_approved_later,
        windows.change_id,
        windows.starts_at >= spans.ends_at as is_planned,
        list(distinct windows.service_id order by windows.service_id) as service_ids,
        -- An outage that spans the window's end goes on as downtime.
        max(outages.ended_at - windows.ends_at) filter (where windows.ends_at <= spans.as_of) as overrun_seconds
    from run.spans as spans
    inner join all_windows as windows
        on windows.ends_at > spans.starts_at and windows.starts_at < spans.ends_at + (spans.ends_at - spans.starts_at)
        and (windows.starts_at < spans.as_of or windows.is_approved and windows.known_at < spans.as_of)
    left join intermediate.int_outages as outages
        on windows.service_id = outages.service_id
        and outages.period_id = (select max(month_id) from run.rollups as r where r.period_id = spans.period_id)
        and outages.started_at < windows.ends_at and outages.ended_at > windows.ends_at
    group by spans.period_id, spans.as_of, spans.ends_at, windows.window_id, windows.starts_at, windows.ends_at, windows.is_approved,
        windows.is_regular, windows.approved_by, windows.change_id
    qualify row_number() over (
        partition by spans.period_id, windows.window_id, windows.starts_at, windows.is_approved order by windows.ends_at desc, windows.approved_by
    ) = 1

),

cost as (

    select
        windows.period_id, windows.window_id, windows.starts_at, sum(overlap_seconds(windows.starts_at, windows.ends_at, spans.starts_at, spans.ends_at))::bigint as down_seconds
    from windows
    inner join run.rollups as rollups on windows.period_id = rollups.period_id
    inner join intermediate.int_service_timeline as spans
        on rollups.month_id = spans.period_id and list_contains(windows.service_ids, spans.service_id)
        and spans.counts_as = 'down' and spans.starts_at < windows.ends_at and spans.ends_at > windows.starts_at
    where not windows.is_approved
    group by windows.period_id, windows.window_id, windows.starts_at

)

select
    windows.* replace (coalesce(windows.overrun_seconds, 0) as overrun_seconds),
    case when not windows.is_approved then coalesce(cost.down_seconds, 0) end as down_seconds
from windows
left join cost on not windows.is_approved and windows.period_id = cost.period_id and windows.window_id = cost.window_id and windows.starts_at = cost.starts_at
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   window_id: The window, as exported; empty where it has no id.
--   starts_at: When it begins.
--   ends_at: When it ends.
--   is_approved: Whether it is approved; only then it takes time out.
--   is_regular: Whether it is one of the agreement's own.
--   approved_by?: Who approved it; null where nobody is named.
--   approved_at?: When it was approved; null where that is not exported.
--   is_approved_later: Whether it was approved at or after the cut-off.
--   change_id?: The change that it belongs to; null where none is named.
--   is_planned: Whether it lies in the period that follows.
--   service_ids: The services that it holds for.
--   overrun_seconds: How long an outage ran on after its end; 0 if none did.
--   down_seconds?: Downtime within a window that is not approved; null for approved ones.
