-- The marks of tickets that need an order, in that of instants, files and rows; columns stand after the events of a second.
-- grain: life_no, place
--
-- A file in which more tickets run backwards than forwards is read backwards. Of what lies before the opening only waits and
-- severities count: they set how it began; a stop less than a minute before is at it.

with

tickets as (

    select *
    from intermediate.int_tickets
    where not is_steady or has_pauses

),

lives as (

    select ticket_no as life_no, ticket_no, false as is_without_completion, opened_at
    from tickets

    union all

    select hash(ticket_no, 'open again'), ticket_no, true, opened_at
    from tickets
    where may_be_reopened

),

directions as (

    select
        _load,
        coalesce(sum(sign(last_at - first_at)), 0) < 0 as is_backwards
    from (
        select
            _load,
            arg_min(happened_at, _row) as first_at,
            arg_max(happened_at, _row) as last_at
        from staging.stg_ticket_events
        group by _load, ticket_no
    )
    group by _load

),

marks as (

    select
        lives.life_no,
        lives.ticket_no,
        lives.opened_at,
        events.event::varchar as mark,
        events.happened_at,
        events.value,
        events.ordinal,
        case when directions.is_backwards then -events._row else events._row end as turn
    from lives
    inner join staging.stg_ticket_events as events on lives.ticket_no = events.ticket_no
    inner join directions on events._load = directions._load
    where events.event in ('responded', 'restored', 'resolved', 'closed', 'reopened', 'paused', 'resumed', 'severity_changed')

    union all

    select life_no, ticket_no, opened_at, 'opened', opened_at, null, -1, 0
    from lives

    union all

    -- A column stands for one event of its kind where the ticket has none.
    select life_no, ticket_no, opened_at, mark, happened_at, null, 1000000000, turn
    from (
        select lives.life_no, lives.ticket_no, lives.opened_at, unnest([
            {'mark': 'responded', 'turn': 1, 'happened_at': case when is_responded_from_column then first_responded_at end},
            {'mark': 'restored', 'turn': 2, 'happened_at': case when is_restored_from_column and not is_without_completion then first_restored_at end},
            {'mark': 'resolved', 'turn': 3, 'happened_at': case when is_resolved_from_column and not is_without_completion then first_resolved_at end},
            {'mark': 'closed', 'turn': 4, 'happened_at': case when is_closed_from_column and not is_without_completion then first_closed_at end}
        ], recursive := true)
        from lives
        inner join tickets on lives.ticket_no = tickets.ticket_no
    ) as columns_as_marks
    where happened_at is not null

),

counted as (

    select
        * replace (
            case when mark in ('responded', 'restored', 'resolved', 'closed') then stop_since(opened_at, happened_at) else happened_at end as happened_at
        )
    from marks
    where happened_at >= opened_at
        or mark in ('paused', 'resumed', 'severity_changed')
        or (mark <> 'reopened' and happened_at > opened_at - 60)

)

select
    life_no,
    ticket_no,
    row_number() over (partition by life_no order by happened_at, mark <> 'opened', ordinal, turn, mark) as place,
    happened_at,
    mark,
    value
from counted
