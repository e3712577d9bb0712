-- The life of tickets that were reopened, or of which a mark lies before the opening: cut at each reopening that counts.
-- grain: ticket_no, segment_no
--
-- A reopening counts only when something had stopped since the last one; at the same instant the stop comes first.
-- Marks before the opening are ignored (a check names them).

with

marks as (

    select tickets.ticket_no, events.happened_at, events.event as mark
    from intermediate.int_tickets as tickets
    inner join staging.stg_ticket_events as events on tickets.ticket_no = events.ticket_no
    where not tickets.is_plain
        and events.event in ('responded', 'restored', 'resolved', 'closed', 'reopened')
        and events.happened_at >= tickets.opened_at

    union all

    select tickets.ticket_no, tickets.opened_at, 'opened'
    from intermediate.int_tickets as tickets
    where not tickets.is_plain

    union all

    -- A column stands for one event of its kind where the ticket has none.
    select ticket_no, happened_at, mark
    from (
        select ticket_no, opened_at, unnest([
            {'mark': 'responded', 'at_s': case when is_responded_from_column then first_responded_at end},
            {'mark': 'restored', 'at_s': case when is_restored_from_column then first_restored_at end},
            {'mark': 'resolved', 'at_s': case when is_resolved_from_column then first_resolved_at end},
            {'mark': 'closed', 'at_s': case when is_closed_from_column then first_closed_at end}
        ], recursive := true)
        from intermediate.int_tickets
        where not is_plain
    ) as columns_as_marks (ticket_no, opened_at, mark, happened_at)
    where happened_at >= opened_at

),

ordered as (

    select
        *,
        -- At one instant the opening comes first and a reopening last.
        case mark when 'opened' then 0 when 'reopened' then 2 else 1 end as turn,
        case mark when 'responded' then null when 'opened' then 0 when 'reopened' then 2 else 1 end as life_turn
    from marks

),

reopenings as (

    select
        *,
        -- Something had stopped since the last opening or reopening; responses are no stops.
        coalesce(mark = 'reopened' and lag(life_turn ignore nulls) over (partition by ticket_no order by happened_at, turn) = 1, false) as is_reopening
    from ordered

),

numbered as (

    select *, 1 + sum(is_reopening::integer) over (partition by ticket_no order by happened_at, turn) as segment_no
    from reopenings

),

segments as (

    select
        ticket_no,
        segment_no,
        min(happened_at) filter (where mark = 'opened' or is_reopening) as starts_at,
        min(happened_at) filter (where mark = 'responded') as responded_at,
        min(happened_at) filter (where mark = 'restored') as restored_at,
        min(happened_at) filter (where mark = 'resolved') as resolved_at,
        min(happened_at) filter (where mark = 'closed') as closed_at
    from numbered
    group by ticket_no, segment_no

)

select *, lead(starts_at) over (partition by ticket_no order by segment_no) as reopened_at
from segments
