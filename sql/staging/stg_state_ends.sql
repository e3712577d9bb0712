-- States whose end stands in another file: an outage over the end of a month, exported month by month.
-- grain: _load, _row, started_at
--
-- An end is the state's own where it names the state or the state names it; else, where the export says what object both
-- are of (a trigger), the first end of that object after the state began. Ids belong to one source: another entry of
-- sources.yaml may read another server.

with

rows_of_files as (

    select
        loads.load_id,
        loads.file,
        loads.member,
        loads.source_key,
        ends.state_id,
        ends.ended_by,
        ends.object_id,
        instant(ends.started_at, loads.zone) as started_at,
        instant(ends.ended_at, loads.zone) as ended_at,
        ends._row
    from raw.state_ends as ends
    inner join raw.loads as loads on ends._load = loads.load_id

),

ends as (

    select source_key, state_id, ended_by, object_id, ended_at
    from rows_of_files
    where ended_at is not null

),

pending as (

    select rows_of_files.* exclude (load_id, ended_at), states.load_id as _load
    from rows_of_files
    -- The state is a row of the same file, which fills another table.
    inner join raw.loads as states
        on rows_of_files.file = states.file
        and rows_of_files.member is not distinct from states.member
        and states.table_name = 'uptime_states'
    where ended_at is null and started_at is not null

)

select
    pending._load,
    pending._row,
    pending.started_at,
    any_value(pending.ended_by) as ended_by,
    min(ends.ended_at) as ended_at
from pending
left join ends
    on pending.source_key = ends.source_key
    and ends.ended_at >= pending.started_at
    and (
        pending.state_id = ends.state_id
        or pending.ended_by = ends.ended_by
        or (pending.ended_by is null and ends.state_id is null and pending.object_id = ends.object_id)
    )
group by pending._load, pending._row, pending.started_at
