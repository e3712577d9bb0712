-- The spans that a clock stood still: waits that the agreement takes out, and the time a reopened ticket stood resolved.
-- grain: clock_no, starts_at
--
-- `open_seconds` is what the span took from the clock's own calendar. A span postpones the due instant when it begins
-- at or before it (with all earlier ones applied); once the clock has run out, nothing moves it any more. `lasts`: the
-- clock still stands there at the cut-off.

with

exclusions as (

    -- Approved for a part of a ticket's life: they stop its clock in between, like an agreed pause.
    select
        tickets.ticket_no,
        coalesce(exclusions.starts_at, tickets.opened_at) as starts_at,
        coalesce(exclusions.ends_at, 1::bigint << 40) as ends_at
    from contract.exclusions as exclusions
    inner join intermediate.int_tickets as tickets on exclusions.target = tickets.ticket_id
    where exclusions.target_kind = 'ticket' and (exclusions.starts_at is not null or exclusions.ends_at is not null)

),

clocks as (

    select
        due_dates.clock_no, due_dates.ticket_no, due_dates.life_no, due_dates.first_segment, due_dates.last_segment, due_dates.measure, due_dates.calendar_id,
        due_dates.started_at, due_dates.stopped_at, due_dates.looked_at,
        calendars.calendar_no,
        promises.term_id,
        promises.kind <> 'always' as is_business,
        tickets.has_reopenings,
        cutoffs.at as as_of
    from intermediate.int_measure_due_dates as due_dates
    inner join intermediate.int_tickets as tickets on due_dates.ticket_no = tickets.ticket_no
    inner join contract.promises as promises on due_dates.promise_id = promises.promise_id
    inner join run.cutoffs as cutoffs on due_dates.cutoff_no = cutoffs.cutoff_no
    left join intermediate.int_calendars as calendars on due_dates.calendar_id = calendars.calendar_id
    where due_dates.measure <> 'respond'
        and (tickets.has_pauses or tickets.has_reopenings or due_dates.ticket_no in (select ticket_no from exclusions))

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
        case when segments.segment_no < clocks.last_segment then segments.reopened_at end as goes_on_at
    from clocks
    inner join intermediate.int_ticket_segments as segments
        on clocks.life_no = segments.life_no
        and segments.segment_no >= clocks.first_segment and segments.segment_no <= clocks.last_segment
    where clocks.has_reopenings

),

waits as (

    select
        stretches.* exclude (starts_at, ends_at, goes_on_at, term_id),
        'paused' as span_kind,
        greatest(pauses.starts_at, stretches.starts_at) as starts_at,
        least(pauses.ends_at, stretches.ends_at) as ends_at
    from stretches
    inner join intermediate.int_ticket_pauses as pauses
        on stretches.life_no = pauses.life_no
        and pauses.starts_at < stretches.ends_at and coalesce(pauses.ends_at, stretches.ends_at) > stretches.starts_at
    inner join contract.pause_reasons as reasons
        on stretches.term_id = reasons.term_id and pauses.reason = reasons.reason

),

excluded as (

    select
        stretches.* exclude (starts_at, ends_at, goes_on_at, term_id),
        'paused' as span_kind,
        greatest(exclusions.starts_at, stretches.starts_at) as starts_at,
        least(exclusions.ends_at, stretches.ends_at) as ends_at
    from stretches
    inner join exclusions
        on stretches.ticket_no = exclusions.ticket_no
        and exclusions.starts_at < stretches.ends_at and exclusions.ends_at > stretches.starts_at

),

-- Waits and exclusions may overlap: both together, cut at every edge of either.

together as (

    select waits.*
    from waits
    semi join excluded on waits.clock_no = excluded.clock_no
    union all by name
    select * from excluded

),

pieces as (

    select * replace (lead(starts_at) over (partition by clock_no order by starts_at) as ends_at)
    from (
        select distinct * exclude (starts_at, ends_at), unnest([starts_at, ends_at]) as starts_at, null::bigint as ends_at
        from together
    )

),

stood as (

    select waits.*
    from waits
    anti join excluded on waits.clock_no = excluded.clock_no
    union all by name
    select pieces.*
    from pieces
    where exists (
        select 1
        from together
        where together.clock_no = pieces.clock_no and together.starts_at <= pieces.starts_at and together.ends_at >= pieces.ends_at
    )

),

spans as (

    select * from stood
    union all by name
    select stretches.* exclude (starts_at, ends_at, goes_on_at, term_id), 'resolved' as span_kind, ends_at as starts_at, goes_on_at as ends_at
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
    inner join intermediate.int_measure_due_dates as due_dates on ordered.clock_no = due_dates.clock_no

)

select
    clock_no,
    span_kind,
    starts_at,
    ends_at,
    open_seconds,
    bool_and(begins_before_due) over (
        partition by clock_no order by starts_at rows unbounded preceding
    ) as postpones_due,
    span_kind = 'paused' and stopped_at is null and ends_at = looked_at as lasts
from reached
