-- The state of each service from change to change, all monitors and locations together.
-- grain: service_id, starts_at
--
-- In one location down beats up beats unknown. The service is down when at least `down_when` locations are down, else
-- up when any is up, else unknown. Overlaps merge by themselves: spans are counted, not joined.

with

boundaries as (

    select
        service_id,
        location,
        unnest([
            {'changes_at': starts_at, 'down': (state = 'down')::integer, 'up': (state = 'up')::integer},
            {'changes_at': ends_at, 'down': -(state = 'down')::integer, 'up': -(state = 'up')::integer}
        ], recursive := true)
    from intermediate.int_service_evidence

),

netted as (

    select service_id, location, changes_at, sum(down) as down, sum(up) as up
    from boundaries
    group by all

),

location_states as (

    select
        service_id,
        location,
        changes_at,
        (sum(down) over history > 0)::integer as is_down,
        (sum(down) over history = 0 and sum(up) over history > 0)::integer as is_up
    from netted
    window history as (partition by service_id, location order by changes_at)

),

turns as (

    select
        service_id,
        changes_at,
        is_down - coalesce(lag(is_down) over history, 0) as down,
        is_up - coalesce(lag(is_up) over history, 0) as up
    from location_states
    window history as (partition by service_id, location order by changes_at)

),

service_turns as (

    select service_id, changes_at, sum(down) as down, sum(up) as up
    from turns
    group by all

),

states as (

    select
        service_turns.service_id,
        service_turns.changes_at,
        case
            when sum(down) over history >= services.down_when then 'down'
            when sum(up) over history > 0 then 'up'
            else 'unknown'
        end as state
    from service_turns
    inner join contract.services as services on service_turns.service_id = services.service_id
    window history as (partition by service_turns.service_id order by changes_at)

),

changes as (

    select *
    from states
    qualify state is distinct from lag(state) over (partition by service_id order by changes_at)

)

select
    service_id,
    changes_at as starts_at,
    lead(changes_at) over (partition by service_id order by changes_at) as ends_at,
    state
from changes
