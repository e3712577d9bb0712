-- Marks of one second whose order decides, put into the only order in which each can happen.
-- grain: life_no, place
--
-- From mark to mark: of those of the next second the first in the order of rows that can happen to the ticket as it
-- stands, else the first. So a resolved ticket is reopened before it is resolved again, and a waiting one resumed before it
-- waits anew. Only tickets that were reopened, paused or resumed in a second with something else need it.

with recursive

tied as (

    select distinct life_no
    from intermediate.int_ticket_marks_placed
    group by life_no, happened_at
    having count(*) > 1 and bool_or(mark in ('reopened', 'paused', 'resumed'))

),

lives as (

    select
        placed.life_no,
        list({'place': placed.place, 'happened_at': placed.happened_at, 'mark': placed.mark} order by placed.place) as rest
    from intermediate.int_ticket_marks_placed as placed
    semi join tied on placed.life_no = tied.life_no
    group by placed.life_no

),

walk as (

    select
        life_no,
        0::bigint as position,
        null::bigint as place,
        rest,
        false as is_restored,
        false as is_resolved,
        false as is_closed,
        false as is_paused
    from lives

    union all

    select
        life_no,
        position + 1,
        next.place,
        list_filter(rest, lambda other: other.place <> next.place),
        case next.mark when 'restored' then true when 'reopened' then false else is_restored end,
        case next.mark when 'resolved' then true when 'reopened' then false else is_resolved end,
        case next.mark when 'closed' then true when 'reopened' then false else is_closed end,
        case
            when next.mark = 'paused' then true
            when next.mark in ('resumed', 'resolved', 'closed') then false
            when next.mark = 'reopened' and (is_restored or is_resolved or is_closed) then false
            else is_paused
        end
    from (
        select
            *,
            coalesce(
                list_filter(
                    rest,
                    lambda other: other.happened_at = rest[1].happened_at
                        and can_happen(other.mark, is_restored, is_resolved, is_closed, is_paused)
                )[1],
                rest[1]
            ) as next
        from walk
        where len(rest) > 0
    )

)

select life_no, place, position
from walk
where place is not null
