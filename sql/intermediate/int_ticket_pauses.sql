-- When a ticket stood waiting, and for whom: one pause state a ticket, from each mark to the next.
-- grain: life_no, position
--
-- A pause while paused only changes the reason. Resolving, closing and a reopening that counts end a pause; restoring does
-- not. What begins and ends in one second is none. A wait from before the opening goes on into it.

with

marks as (

    select
        life_no,
        position,
        mark,
        happened_at as starts_at,
        lead(happened_at) over (partition by life_no order by position) as ends_at,
        lower(value) as reason
    from intermediate.int_ticket_marks
    where mark in ('paused', 'resumed', 'resolved', 'closed') or is_reopening

)

select
    life_no,
    position,
    starts_at,
    ends_at,
    coalesce(reason, '') as reason
from marks
where mark = 'paused' and (ends_at > starts_at or ends_at is null)
