-- Clocks of tickets that were reopened or changed their severity: when each started and stopped, as known at the cut-off.
-- grain: period_id, ticket_no, measure, cycle
--
-- respond stops at the first human response, else at the first stop of any kind. restore stops at restored, else
-- resolved; resolve stops at resolved. Closing stands in for a resolution that was never recorded (a check names it).
-- A reopening within the agreed days continues the cycle; later, or with mode new-cycle, it begins the next one.
-- All other tickets have one cycle and one severity: int_measure_promises reads their stops from the ticket itself.

with

segments as (

    select
        periods.period_id,
        periods.as_of,
        tickets.ticket_no,
        segments.segment_no,
        segments.starts_at,
        coalesce(
            seen(segments.resolved_at, periods.as_of), seen(segments.restored_at, periods.as_of), seen(segments.closed_at, periods.as_of)
        ) as settled_at,
        respond_stop(segments.responded_at, segments.restored_at, segments.resolved_at, segments.closed_at, periods.as_of) as respond_stop_at,
        repair_stop('restore', segments.restored_at, segments.resolved_at, segments.closed_at, periods.as_of) as restore_stop_at,
        repair_stop('resolve', segments.restored_at, segments.resolved_at, segments.closed_at, periods.as_of) as resolve_stop_at,
        policies.reopen_mode,
        policies.reopen_within_seconds
    from intermediate.int_ticket_periods as periods
    inner join intermediate.int_tickets as tickets on periods.ticket_no = tickets.ticket_no
    inner join intermediate.int_ticket_segments as segments
        on tickets.ticket_id = segments.ticket_id and segments.starts_at <= periods.as_of
    -- What a reopening does was agreed when the ticket was opened; the first terms stand in for the time before them.
    left join contract.terms as policies
        on (tickets.opened_at >= policies.effective_from_at or policies.term_id = 1) and tickets.opened_at < policies.effective_until_at
    where tickets.type = 'incident' and not tickets.is_steady

),

stops as (

    select
        period_id, ticket_no, as_of, segment_no, starts_at, reopen_mode, reopen_within_seconds,
        settled_at,
        unnest([
            {'measure': 'respond', 'stop_at': respond_stop_at, 'can_restart': true},
            -- A clock that was never stopped cannot begin anew: it goes on.
            {'measure': 'restore', 'stop_at': restore_stop_at, 'can_restart': restore_stop_at is not null},
            {'measure': 'resolve', 'stop_at': resolve_stop_at, 'can_restart': resolve_stop_at is not null}
        ], recursive := true)
    from segments

),

turns as (

    select
        *,
        lag(can_restart and (reopen_mode = 'new-cycle' or starts_at_next - settled_at > reopen_within_seconds), 1, false) over history as is_new_cycle
    from (
        select *, lead(starts_at) over (partition by period_id, ticket_no, measure order by segment_no) as starts_at_next
        from stops
    )
    window history as (partition by period_id, ticket_no, measure order by segment_no)

),

cycles as (

    select *, 1 + sum(is_new_cycle::integer) over (partition by period_id, ticket_no, measure order by segment_no) as cycle
    from turns

)

select
    period_id,
    ticket_no,
    measure,
    cycle::integer as cycle,
    any_value(as_of) as as_of,
    min(starts_at) as started_at,
    -- The first stop answers the call for good; of the others the last one counts.
    case when measure = 'respond' then arg_min_null(stop_at, segment_no) else arg_max_null(stop_at, segment_no) end as stopped_at
from cycles
group by period_id, ticket_no, measure, cycle
