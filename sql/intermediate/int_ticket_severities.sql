-- Which severity a ticket had, from when to when; only tickets whose severity changed.
-- grain: ticket_no, starts_at
--
-- A change before the opening set the severity in which the ticket was opened; a change to the same severity is none.

with

changes as (

    select
        tickets.ticket_no,
        greatest(events.happened_at, tickets.opened_at) as starts_at,
        arg_max(events.value, (events.happened_at, events.ordinal, events._row)) as severity
    from staging.stg_ticket_events as events
    inner join intermediate.int_tickets as tickets on events.ticket_no = tickets.ticket_no
    where events.event = 'severity_changed' and events.value is not null
    group by all

),

initial as (

    select
        ticket_no,
        opened_at as starts_at,
        initial_severity as severity
    from intermediate.int_tickets
    where has_severity_changes
        and not exists (
            select 1
            from changes
            where changes.ticket_no = int_tickets.ticket_no and changes.starts_at = int_tickets.opened_at
        )

),

spans as (

    select * from initial
    union all by name
    select * from changes

),

turns as (

    select *
    from spans
    window history as (partition by ticket_no order by starts_at)
    qualify lag(starts_at) over history is null or lower(severity) is distinct from lag(lower(severity)) over history

)

select
    ticket_no,
    starts_at,
    lead(starts_at) over (partition by ticket_no order by starts_at) as ends_at,
    severity
from turns
