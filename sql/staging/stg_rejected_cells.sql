-- Cells that cannot be read: the row of each is set aside, named by file, row, column, value and reason.
-- grain: table_name, _load, _row, column_name
--
-- The staging model of each table leaves out exactly the rows that are found here. Tickets and their events are many:
-- only loads of which staging holds fewer rows than were exported are looked at cell by cell.

with

exported as (

    select 'tickets' as table_name, _load, count(*) as row_count from raw.tickets group by _load
    union all
    select 'ticket_events', _load, count(distinct _row) from raw.ticket_events group by _load

),

staged as (

    select 'tickets' as table_name, _load, count(*) as row_count from staging.stg_ticket_versions group by _load
    union all
    select 'ticket_events', _load, count(distinct _row) from staging.stg_ticket_events group by _load

),

doubtful as (

    select loads.*
    from staging.stg_loads as loads
    inner join exported on loads.table_name = exported.table_name and loads.load_id = exported._load
    left join staged on loads.table_name = staged.table_name and loads.load_id = staged._load
    where exported.row_count <> coalesce(staged.row_count, 0)

),

cells as (

    select 'tickets' as table_name, _load, _row, unnest([
        cell('ticket_id', ticket_id, case when ticket_id is null then 'is empty' end),
        cell('opened_at', opened_at, required_instant_fault(opened_at, zone)),
        cell('responded_at', responded_at, optional_instant_fault(responded_at, zone)),
        cell('restored_at', restored_at, optional_instant_fault(restored_at, zone)),
        cell('resolved_at', resolved_at, optional_instant_fault(resolved_at, zone)),
        cell('closed_at', closed_at, optional_instant_fault(closed_at, zone)),
        cell('updated_at', updated_at, optional_instant_fault(updated_at, zone))
    ]) as cell
    from raw.tickets
    inner join doubtful on _load = load_id
    where ticket_id is null
        or instant(opened_at, zone) is null
        or (responded_at is not null and instant(responded_at, zone) is null)
        or (restored_at is not null and instant(restored_at, zone) is null)
        or (resolved_at is not null and instant(resolved_at, zone) is null)
        or (closed_at is not null and instant(closed_at, zone) is null)
        or (updated_at is not null and instant(updated_at, zone) is null)

    union all

    select 'ticket_events' as table_name, _load, _row, unnest([
        cell('ticket_id', ticket_id, case when ticket_id is null then 'is empty' end),
        cell('at', "at", required_instant_fault("at", zone)),
        cell('event', event, case when is_event(event) then null else 'not an event' end)
    ]) as cell
    from raw.ticket_events
    inner join doubtful on _load = load_id
    where ticket_id is null
        or instant("at", zone) is null
        or not is_event(event)

    union all

    select 'uptime_states' as table_name, _load, _row, unnest([
        cell('service_id', service_id, case when service_id is null then 'is empty' end),
        cell('started_at', started_at, required_instant_fault(started_at, zone)),
        cell('state', state, case when is_state(state) then null else 'not a state (up, down, unknown)' end),
        cell('ended_at', ended_at, optional_instant_fault(ended_at, zone))
    ]) as cell
    from raw.uptime_states
    inner join staging.stg_loads as loads on _load = load_id
    where service_id is null
        or instant(started_at, zone) is null
        or not is_state(state)
        or (ended_at is not null and instant(ended_at, zone) is null)

    union all

    select 'maintenance' as table_name, _load, _row, unnest([
        cell('starts_at', starts_at, required_instant_fault(starts_at, zone)),
        cell('ends_at', ends_at, optional_instant_fault(ends_at, zone)),
        cell('approved_at', approved_at, optional_instant_fault(approved_at, zone))
    ]) as cell
    from raw.maintenance
    inner join staging.stg_loads as loads on _load = load_id
    where instant(starts_at, zone) is null
        or (ends_at is not null and instant(ends_at, zone) is null)
        or (approved_at is not null and instant(approved_at, zone) is null)

    union all

    select 'problems' as table_name, _load, _row, unnest([
        cell('problem_id', problem_id, case when problem_id is null then 'is empty' end),
        cell('opened_at', opened_at, required_instant_fault(opened_at, zone)),
        cell('root_cause_at', root_cause_at, optional_instant_fault(root_cause_at, zone)),
        cell('resolved_at', resolved_at, optional_instant_fault(resolved_at, zone))
    ]) as cell
    from raw.problems
    inner join staging.stg_loads as loads on _load = load_id
    where problem_id is null
        or instant(opened_at, zone) is null
        or (root_cause_at is not null and instant(root_cause_at, zone) is null)
        or (resolved_at is not null and instant(resolved_at, zone) is null)

    union all

    select 'changes' as table_name, _load, _row, unnest([
        cell('change_id', change_id, case when change_id is null then 'is empty' end),
        cell('planned_start_at', planned_start_at, required_instant_fault(planned_start_at, zone)),
        cell('planned_end_at', planned_end_at, optional_instant_fault(planned_end_at, zone)),
        cell('actual_start_at', actual_start_at, optional_instant_fault(actual_start_at, zone)),
        cell('actual_end_at', actual_end_at, optional_instant_fault(actual_end_at, zone))
    ]) as cell
    from raw.changes
    inner join staging.stg_loads as loads on _load = load_id
    where change_id is null
        or instant(planned_start_at, zone) is null
        or (planned_end_at is not null and instant(planned_end_at, zone) is null)
        or (actual_start_at is not null and instant(actual_start_at, zone) is null)
        or (actual_end_at is not null and instant(actual_end_at, zone) is null)

    union all

    select 'patches' as table_name, _load, _row, unnest([
        cell('asset_id', asset_id, case when asset_id is null then 'is empty' end),
        cell('released_at', released_at, required_instant_fault(released_at, zone)),
        cell('due_at', due_at, optional_instant_fault(due_at, zone)),
        cell('applied_at', applied_at, optional_instant_fault(applied_at, zone))
    ]) as cell
    from raw.patches
    inner join staging.stg_loads as loads on _load = load_id
    where asset_id is null
        or instant(released_at, zone) is null
        or (due_at is not null and instant(due_at, zone) is null)
        or (applied_at is not null and instant(applied_at, zone) is null)

    union all

    select 'backups' as table_name, _load, _row, unnest([
        cell('job_id', job_id, case when job_id is null then 'is empty' end),
        cell('started_at', started_at, required_instant_fault(started_at, zone)),
        cell('ended_at', ended_at, optional_instant_fault(ended_at, zone))
    ]) as cell
    from raw.backups
    inner join staging.stg_loads as loads on _load = load_id
    where job_id is null
        or instant(started_at, zone) is null
        or (ended_at is not null and instant(ended_at, zone) is null)

    union all

    select 'capacity' as table_name, _load, _row, unnest([
        cell('service_id', service_id, case when service_id is null then 'is empty' end),
        cell('measured_at', measured_at, required_instant_fault(measured_at, zone)),
        cell('used', used, optional_amount_fault(used)),
        cell('limit', "limit", optional_amount_fault("limit"))
    ]) as cell
    from raw.capacity
    inner join staging.stg_loads as loads on _load = load_id
    where service_id is null
        or instant(measured_at, zone) is null
        or (used is not null and amount(used) is null)
        or ("limit" is not null and amount("limit") is null)

)

select
    table_name,
    _load,
    _row,
    cell.column_name as column_name,
    cell.value as value,
    cell.reason as reason
from cells
where cell.reason is not null
