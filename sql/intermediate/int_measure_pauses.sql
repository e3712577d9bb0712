-- The spans that a clock stood still: waits that the agreement takes out, and the time a reopened ticket stood resolved.
-- grain: period_id, ticket_no, measure, cycle, starts_at
--
-- `open_seconds` is what the span took from the clock's own calendar. A span postpones the due instant when it begins
-- at or before it (with all earlier ones applied); once the clock has run out, nothing moves it any more. `clock_no` is
-- the clock's row in int_measure_due_dates, a shorter way to it than the four columns of its grain.

with

clocks as (

    select
        due_dates.rowid as clock_no,
        due_dates.period_id, due_dates.ticket_no, due_dates.measure, due_dates.cycle, due_dates.calendar_id, due_dates.started_at, due_dates.looked_at,
        calendars.calendar_no,
        promises.term_id,
        promises.kind <> 'always' as is_business,
        tickets.has_reopenings,
        periods.as_of
    from intermediate.int_measure_due_dates as due_dates
    inner join intermediate.int_tickets as tickets on due_dates.ticket_no = tickets.ticket_no
    inner join contract.promises as promises on due_dates.promise_id = promises.promise_id
    inner join run.periods as periods on due_dates.period_id = periods.period_id
    left join intermediate.int_calendars as calendars on due_dates.calendar_id = calendars.calendar_id
    where due_dates.measure <> 'respond' and (tickets.has_pauses or tickets.has_reopenings)

),

-- The stretches in which the clock would run, and the reopening behind each that it went on through.

stretches as (

    select
        clocks.* exclude (started_at, has_reopenings, as_of),
        clocks.started_at as starts_at,
        clocks.looked_at as ends_at,
        null::bigint as goes_on_at
    from clocks
    where not has_reopenings

    union all by name

    select
        clocks.* exclude (started_at, has_reopenings, as_of),
        segments.starts_at,
        least(
            coalesce(
                repair_stop(clocks.measure, segments.restored_at, segments.resolved_at, segments.closed_at, clocks.as_of), segments.reopened_at
            ),
            clocks.looked_at
        ) as ends_at,
        seen(segments.reopened_at, clocks.looked_at) as goes_on_at
    from clocks
    inner join intermediate.int_ticket_segments as segments
        on clocks.ticket_no = segments.ticket_no
        and segments.starts_at >= clocks.started_at and segments.starts_at <= clocks.looked_at
    where clocks.has_reopenings

),

waits as (

    select
        stretches.* exclude (starts_at, ends_at, goes_on_at, term_id, looked_at),
        'paused' as span_kind,
        greatest(pauses.starts_at, stretches.starts_at) as starts_at,
        least(pauses.ends_at, stretches.ends_at) as ends_at
    from stretches
    inner join intermediate.int_ticket_pauses as pauses
        on stretches.ticket_no = pauses.ticket_no
        and pauses.starts_at < stretches.ends_at and coalesce(pauses.ends_at, stretches.ends_at) > stretches.starts_at
    inner join contract.pause_reasons as reasons
        on stretches.term_id = reasons.term_id and pauses.reason = reasons.reason

),

spans as (

    select * from waits
    union all by name
    select stretches.* exclude (starts_at, ends_at, goes_on_at, term_id, looked_at), 'resolved' as span_kind, ends_at as starts_at, goes_on_at as ends_at
    from stretches
    where goes_on_at is not null

),

measured as (

    select spans.*, spans.starts_at as open_at_start, spans.ends_at as open_at_end, false as is_start_after_closing
    from spans
    where not spans.is_business and spans.ends_at > spans.starts_at

    union all by name

    select
        spans.*,
        open_time(spans.starts_at, opening.opens_at, opening.closes_at, opening.open_before) as open_at_start,
        open_time(spans.ends_at, closing.opens_at, closing.closes_at, closing.open_before) as open_at_end,
        -- Strictly after closing, or just at the next opening: the clock that ran out at closing was already due.
        spans.starts_at > opening.closes_at or spans.starts_at = opening.opens_at as is_start_after_closing
    from spans
    inner join intermediate.int_calendar_openings as opening
        on calendar_key(spans.calendar_no, spans.starts_at // 86400) = opening.lookup_key
        and spans.starts_at >= opening.opens_at and spans.starts_at < opening.next_opens_at
    inner join intermediate.int_calendar_openings as closing
        on calendar_key(spans.calendar_no, spans.ends_at // 86400) = closing.lookup_key
        and spans.ends_at >= closing.opens_at and spans.ends_at < closing.next_opens_at
    where spans.is_business and spans.ends_at > spans.starts_at

),

ordered as (

    select
        measured.*,
        open_at_end - open_at_start as open_seconds,
        coalesce(sum(open_at_end - open_at_start) over (
            partition by clock_no order by starts_at rows between unbounded preceding and 1 preceding
        ), 0) as open_seconds_before,
        -- A change of the reason goes on with the same pause.
        coalesce(span_kind = 'paused' and lag(span_kind) over history = 'paused' and lag(ends_at) over history = starts_at, false) as goes_on
    from measured
    window history as (partition by clock_no order by starts_at)

),

reached as (

    select
        ordered.*,
        case
            when ordered.goes_on then true
            when ordered.open_seconds_before = 0 then ordered.starts_at <= due_dates.due_without_pauses
            when ordered.open_at_start = due_dates.open_at_due + ordered.open_seconds_before then not ordered.is_start_after_closing
            else ordered.open_at_start < due_dates.open_at_due + ordered.open_seconds_before
        end as begins_before_due
    from ordered
    inner join intermediate.int_measure_due_dates as due_dates on ordered.clock_no = due_dates.rowid

)

select
    period_id,
    ticket_no,
    measure,
    cycle,
    clock_no,
    span_kind,
    starts_at,
    ends_at,
    open_seconds,
    bool_and(begins_before_due) over (
        partition by clock_no order by starts_at rows unbounded preceding
    ) as postpones_due
from reached
