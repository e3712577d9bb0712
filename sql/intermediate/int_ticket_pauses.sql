-- When a ticket stood waiting, and for whom: one pause state a ticket, from each mark to the next.
-- grain: ticket_id, starts_at
--
-- A pause while paused only changes the reason. Resolving, closing and reopening end a pause; restoring does not.
-- Paused and resumed in the same second: the wait goes on with the new reason if there was one, else nothing happened.
-- A wait from before the opening goes on into it; a stop or reopening before the opening is none (a check names it).

with

instants as (

    select
        events.ticket_id,
        events.happened_at,
        bool_or(events.event = 'paused') as is_paused,
        bool_or(events.event = 'resumed') as is_resumed,
        max(coalesce(lower(events.value), '')) filter (where events.event = 'paused') as reason
    from staging.stg_ticket_events as events
    inner join intermediate.int_tickets as tickets on events.ticket_id = tickets.ticket_id
    where tickets.has_pauses
        and (
            events.event in ('paused', 'resumed')
            or (events.event in ('resolved', 'closed', 'reopened') and events.happened_at >= tickets.opened_at)
        )
    group by all

),

with_columns as (

    select * from instants

    union all

    -- A column stands for one event of its kind where the ticket has none.
    select tickets.ticket_id, tickets.first_resolved_at, false, false, null
    from intermediate.int_tickets as tickets
    where tickets.has_pauses and tickets.is_resolved_from_column and tickets.first_resolved_at >= tickets.opened_at

    union all

    select tickets.ticket_id, tickets.first_closed_at, false, false, null
    from intermediate.int_tickets as tickets
    where tickets.has_pauses and tickets.is_closed_from_column and tickets.first_closed_at >= tickets.opened_at

),

netted as (

    select
        ticket_id,
        happened_at,
        bool_or(is_paused) as is_paused,
        bool_or(is_resumed) as is_resumed,
        max(reason) as reason
    from with_columns
    group by all

),

states as (

    select
        ticket_id,
        happened_at as starts_at,
        lead(happened_at) over history as ends_at,
        last_value(case when is_paused and is_resumed then null else is_paused end ignore nulls) over history as is_waiting,
        last_value(reason ignore nulls) over history as reason
    from netted
    window history as (partition by ticket_id order by happened_at)

)

select
    ticket_id,
    starts_at,
    ends_at,
    reason
from states
where is_waiting
