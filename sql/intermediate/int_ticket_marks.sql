-- What happened to tickets whose marks must stand in order, as it happened: each mark with its place, also inside one second.
-- grain: life_no, position
--
-- Plain tickets without pauses need no order: the first stop of each kind is the stop. A ticket has one life, and a second
-- one without the columns of its completion where its status says, at some cut-off, that it is open again. `segment_no`
-- counts the reopenings that undid something: those after a stop.

with

ordered as (

    select
        placed.life_no,
        placed.ticket_no,
        coalesce(moved.position, placed.place) as position,
        placed.happened_at,
        placed.mark,
        placed.value
    from intermediate.int_ticket_marks_placed as placed
    left join intermediate.int_ticket_marks_moved as moved on placed.life_no = moved.life_no and placed.place = moved.place

),

stopped as (

    select
        *,
        case
            when mark in ('opened', 'reopened') then false
            when mark in ('restored', 'resolved', 'closed') then true
        end as stops
    from ordered

),

reopened as (

    select
        * exclude (stops),
        mark = 'reopened' and coalesce(lag(stops ignore nulls) over (partition by life_no order by position), false) as is_reopening
    from stopped

)

select
    *,
    (1 + sum(is_reopening::integer) over (partition by life_no order by position))::integer as segment_no
from reopened
