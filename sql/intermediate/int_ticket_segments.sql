-- A ticket's life from its opening to its first stop, and from each reopening to the next: what stopped in each.
-- grain: ticket_id, segment_no
--
-- A reopening counts only when something had stopped since the last one; at the same instant the stop comes first.
-- Marks before the opening are ignored (a check names them).

with

plain as (

    select
        ticket_id,
        1 as segment_no,
        opened_at as starts_at,
        null::bigint as reopened_at,
        first_responded_at as responded_at,
        first_restored_at as restored_at,
        first_resolved_at as resolved_at,
        first_closed_at as closed_at
    from intermediate.int_tickets
    where is_plain

),

marks as (

    select tickets.ticket_id, events.happened_at, events.event as mark
    from intermediate.int_tickets as tickets
    inner join staging.stg_ticket_events as events on tickets.ticket_id = events.ticket_id
    where not tickets.is_plain
        and events.event in ('responded', 'restored', 'resolved', 'closed', 'reopened')
        and events.happened_at >= tickets.opened_at

    union all

    select tickets.ticket_id, tickets.opened_at, 'opened'
    from intermediate.int_tickets as tickets
    where not tickets.is_plain

    union all

    -- A column stands for one event of its kind where the ticket has none.
    select ticket_id, happened_at, mark
    from (
        select ticket_id, opened_at, unnest([
            {'mark': 'responded', 'at_s': case when is_responded_from_column then first_responded_at end},
            {'mark': 'restored', 'at_s': case when is_restored_from_column then first_restored_at end},
            {'mark': 'resolved', 'at_s': case when is_resolved_from_column then first_resolved_at end},
            {'mark': 'closed', 'at_s': case when is_closed_from_column then first_closed_at end}
        ], recursive := true)
        from intermediate.int_tickets
        where not is_plain
    ) as columns_as_marks (ticket_id, opened_at, mark, happened_at)
    where happened_at >= opened_at

),

ordered as (

    select
        *,
        case when mark in ('opened', 'reopened') then mark else 'stop' end as turn,
        case mark when 'opened' then 0 when 'reopened' then 2 else 1 end as turn_rank
    from marks

),

turns as (

    -- What stood before each reopening, responses aside.
    select
        *,
        lag(turn) over (partition by ticket_id order by happened_at, turn_rank) as turn_before
    from ordered
    where mark <> 'responded'

),

starts as (

    select
        ticket_id,
        happened_at as starts_at,
        row_number() over (partition by ticket_id order by happened_at) as segment_no,
        lead(happened_at) over (partition by ticket_id order by happened_at) as reopened_at
    from turns
    where mark = 'opened' or (mark = 'reopened' and turn_before = 'stop')

),

reopened as (

    select
        starts.ticket_id,
        starts.segment_no,
        starts.starts_at,
        starts.reopened_at,
        min(ordered.happened_at) filter (where ordered.mark = 'responded') as responded_at,
        min(ordered.happened_at) filter (where ordered.mark = 'restored') as restored_at,
        min(ordered.happened_at) filter (where ordered.mark = 'resolved') as resolved_at,
        min(ordered.happened_at) filter (where ordered.mark = 'closed') as closed_at
    from starts
    left join ordered
        on starts.ticket_id = ordered.ticket_id
        and ordered.mark in ('responded', 'restored', 'resolved', 'closed')
        and (ordered.happened_at > starts.starts_at or (starts.segment_no = 1 and ordered.happened_at = starts.starts_at))
        and (starts.reopened_at is null or ordered.happened_at <= starts.reopened_at)
    group by all

)

select * from plain
union all by name
select * from reopened
