-- Each clock with its due instant, what it ran and what stood still: the verdict before anything is left out.
-- grain: cutoff_no, ticket_no, measure, cycle
-- as: view

with

stood_still as (

    select
        clock_no,
        coalesce(sum(open_seconds) filter (where postpones_due), 0)::bigint as postponed_seconds,
        coalesce(sum(open_seconds) filter (where span_kind = 'paused'), 0)::bigint as paused_seconds,
        sum(open_seconds)::bigint as still_seconds,
        -- At the cut-off it stands still since a moment at or before its due instant: it cannot run out.
        bool_or(lasts and postpones_due) as is_standing
    from intermediate.int_measure_pauses
    group by clock_no

),

moved as (

    -- Where the due instant moves to: by the wall clock, or to where the calendar's open time reaches it.
    select
        stood_still.*,
        due_dates.due_without_pauses + stood_still.postponed_seconds as due_at
    from stood_still
    inner join intermediate.int_measure_due_dates as due_dates on stood_still.clock_no = due_dates.clock_no
    inner join contract.promises as promises on due_dates.promise_id = promises.promise_id
    where promises.kind = 'always' or stood_still.postponed_seconds = 0

    union all

    select
        open_until.* exclude (calendar_id, due_open),
        spans.opens_at + (open_until.due_open - spans.open_before) as due_at
    from (
        select stood_still.*, due_dates.calendar_id, due_dates.open_at_due + stood_still.postponed_seconds as due_open
        from stood_still
        inner join intermediate.int_measure_due_dates as due_dates on stood_still.clock_no = due_dates.clock_no
        inner join contract.promises as promises on due_dates.promise_id = promises.promise_id
        where promises.kind <> 'always' and stood_still.postponed_seconds > 0
    ) as open_until
    asof inner join calendar.spans as spans
        on open_until.calendar_id = spans.calendar_id and open_until.due_open > spans.open_before

),

clocks as (

    select
        due_dates.clock_no, due_dates.cutoff_no, due_dates.ticket_no, due_dates.measure, due_dates.cycle, due_dates.promise_id,
        due_dates.started_at,
        coalesce(moved.due_at, due_dates.due_without_pauses) as due_at,
        due_dates.stopped_at,
        due_dates.looked_at,
        due_dates.open_at_end - due_dates.open_at_start - coalesce(moved.still_seconds, 0) as elapsed_seconds,
        coalesce(moved.paused_seconds, 0) as paused_seconds,
        coalesce(moved.is_standing, false) as is_standing,
        due_dates.raised_at
    from intermediate.int_measure_due_dates as due_dates
    left join moved on due_dates.clock_no = moved.clock_no

)

select
    clock_no, cutoff_no, ticket_no, measure, cycle, promise_id,
    started_at,
    due_at,
    stopped_at,
    elapsed_seconds,
    paused_seconds,
    due_at - looked_at as margin_seconds,
    -- Since when the ticket was late by the target of a severity that it was raised to; null where it was not.
    case when due_at < raised_at then raised_at end as late_raised_at,
    case
        when stopped_at is not null then case when stopped_at <= due_at then 'met' else 'breached' end
        -- looked_at is the cut-off of a clock that still runs.
        when looked_at > due_at and not is_standing then 'breached'
        else 'running'
    end as outcome
from clocks
