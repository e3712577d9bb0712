-- When a ticket stood waiting, and for whom: one pause state a ticket, from each mark to the next.
-- grain: ticket_no, starts_at
--
-- A pause while paused only changes the reason. Resolving, closing and reopening end a pause; restoring does not.
-- Paused and resumed in the same second: the wait goes on with the new reason if there was one, else nothing happened.
-- A wait from before the opening goes on into it; a stop or reopening before the opening is none (a check names it).

with

marks as (

    select
        tickets.ticket_no,
        events.happened_at,
        events.event = 'paused' as is_paused,
        events.event = 'resumed' as is_resumed,
        case when events.event = 'paused' then coalesce(lower(events.value), '') end as reason
    from staging.stg_ticket_events as events
    inner join intermediate.int_tickets as tickets on events.ticket_no = tickets.ticket_no
    where tickets.has_pauses
        and (
            events.event in ('paused', 'resumed')
            or (events.event in ('resolved', 'closed', 'reopened') and events.happened_at >= tickets.opened_at)
        )

    union all

    -- A column stands for one event of its kind where the ticket has none.
    select ticket_no, first_resolved_at, false, false, null
    from intermediate.int_tickets
    where has_pauses and is_resolved_from_column and first_resolved_at >= opened_at

    union all

    select ticket_no, first_closed_at, false, false, null
    from intermediate.int_tickets
    where has_pauses and is_closed_from_column and first_closed_at >= opened_at

),

instants as (

    select
        ticket_no,
        happened_at,
        bool_or(is_paused) as is_paused,
        bool_or(is_resumed) as is_resumed,
        max(reason) as reason
    from marks
    group by all

),

states as (

    select
        ticket_no,
        happened_at as starts_at,
        lead(happened_at) over history as ends_at,
        last_value(case when is_paused and is_resumed then null else is_paused end ignore nulls) over history as is_waiting,
        last_value(reason ignore nulls) over history as reason
    from instants
    window history as (partition by ticket_no order by happened_at)

)

select
    ticket_no,
    starts_at,
    ends_at,
    reason
from states
where is_waiting
