-- What each promise that was kept had left when its clock stopped, of the time that it was allowed.
-- grain: period_id, ticket_id, measure, cycle
--
-- In the time of the measure's own clock; allowed = what it ran + what was left. is_near: kept by a hair, within the last share of
-- the allowed time (contract.review, a tenth), or the last minutes (five), whichever is longer.
with

met as (

    select period_id, ticket_id, measure, cycle, severity, severity_rank, service_id, calendar_id, stopped_at, due_at, elapsed_seconds
    from marts.fct_counted_measures
    where verdict = 'met' and is_counted

),

open_times as (

    -- Opening hours of the calendar before the stop and before the due instant.
    select
        met.period_id, met.ticket_id, met.measure, met.cycle,
        coalesce(open_time(met.due_at, dues.opens_at, dues.closes_at, dues.open_before), 0)
        - coalesce(open_time(met.stopped_at, stops.opens_at, stops.closes_at, stops.open_before), 0) as margin_seconds
    from met
    asof left join calendar.spans as dues on met.calendar_id = dues.calendar_id and met.due_at >= dues.opens_at
    asof left join calendar.spans as stops on met.calendar_id = stops.calendar_id and met.stopped_at >= stops.opens_at
    where met.calendar_id is not null

),

margins as (

    select met.*, coalesce(open_times.margin_seconds, met.due_at - met.stopped_at) as margin_seconds
    from met
    left join open_times
        on met.period_id = open_times.period_id and met.ticket_id = open_times.ticket_id
        and met.measure = open_times.measure and met.cycle = open_times.cycle

)

select
    margins.* exclude (calendar_id, stopped_at, due_at, elapsed_seconds),
    margins.elapsed_seconds + margins.margin_seconds as allowed_seconds,
    margins.margin_seconds * 100 <= (margins.elapsed_seconds + margins.margin_seconds) * rules.near_share_percent
    or margins.margin_seconds <= rules.near_least_seconds as is_near
from margins
cross join contract.review as rules
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   cycle: 1, and one more for each time that the clock began anew.
--   severity: Severity, as the agreement names it.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   service_id?: The service; null where the export names none.
--   margin_seconds: What was left when the clock stopped.
--   allowed_seconds: The whole time that was promised, in the clock of the measure.
--   is_near: Whether it was kept by a hair.
