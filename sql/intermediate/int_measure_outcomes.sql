-- Each clock with its due instant, what it ran and what stood still: the verdict before anything is left out.
-- grain: period_id, ticket_id, measure, cycle

with

stood_still as (

    select
        period_id, ticket_id, measure, cycle,
        coalesce(sum(open_seconds) filter (where postpones_due), 0)::bigint as postponed_seconds,
        coalesce(sum(open_seconds) filter (where span_kind = 'paused'), 0)::bigint as paused_seconds,
        coalesce(sum(open_seconds) filter (where span_kind = 'resolved'), 0)::bigint as resolved_seconds
    from intermediate.int_measure_pauses
    group by all

),

clocks as (

    select
        due_dates.*,
        coalesce(stood_still.postponed_seconds, 0) as postponed_seconds,
        coalesce(stood_still.paused_seconds, 0) as paused_seconds,
        coalesce(stood_still.resolved_seconds, 0) as resolved_seconds
    from intermediate.int_measure_due_dates as due_dates
    left join stood_still
        on due_dates.period_id = stood_still.period_id and due_dates.ticket_id = stood_still.ticket_id
        and due_dates.measure = stood_still.measure and due_dates.cycle = stood_still.cycle

),

postponed as (

    select *, due_without_pauses + postponed_seconds as due_at
    from clocks
    where kind = 'always' or postponed_seconds = 0

    union all by name

    select clocks.*, spans.opens_at + (clocks.open_at_due + clocks.postponed_seconds - spans.open_before) as due_at
    from clocks
    asof inner join calendar.spans as spans
        on clocks.calendar_id = spans.calendar_id and clocks.open_at_due + clocks.postponed_seconds > spans.open_before
    where clocks.kind <> 'always' and clocks.postponed_seconds > 0

)

select
    period_id, ticket_id, measure, cycle, severity, severity_rank, within_text, kind, term_id, as_of,
    case when kind = 'always' then null else calendar_id end as calendar_id,
    started_at,
    due_at,
    stopped_at,
    open_at_end - open_at_start - paused_seconds - resolved_seconds as elapsed_seconds,
    paused_seconds,
    due_at - looked_at as margin_seconds,
    coalesce(due_at < raised_at, false) as is_late_when_raised,
    case
        when stopped_at is not null then case when stopped_at <= due_at then 'met' else 'breached' end
        when as_of > due_at then 'breached'
        else 'running'
    end as outcome
from postponed
