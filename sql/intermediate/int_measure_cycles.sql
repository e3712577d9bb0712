-- Clocks of tickets that were reopened or changed their severity: when each started and stopped, as known at the cut-off.
-- grain: period_id, ticket_no, measure, cycle
-- as: view
--
-- respond stops at the first human response, else at the first stop of any kind. restore stops at restored, else
-- resolved; resolve stops at resolved. Closing stands in for a resolution that was never recorded (a check names it).
-- A reopening within the agreed days continues the cycle; later, or with mode new-cycle, it begins the next one.
-- All other tickets have one cycle and one severity: int_measure_promises reads their stops from the ticket itself.

with

-- Of these, a ticket that was never reopened has one cycle, stopped by its own stops.
once as (

    select
        period_id,
        as_of,
        ticket_no,
        opened_at as started_at,
        respond_stop(first_responded_at, first_restored_at, first_resolved_at, first_closed_at, as_of) as respond_stop_at,
        repair_stop('restore', first_restored_at, first_resolved_at, first_closed_at, as_of) as restore_stop_at,
        repair_stop('resolve', first_restored_at, first_resolved_at, first_closed_at, as_of) as resolve_stop_at
    from intermediate.int_ticket_periods
    where type = 'incident' and is_plain and not is_steady

),

segments as (

    select
        tickets.period_id,
        tickets.as_of,
        tickets.ticket_no,
        segments.segment_no,
        segments.starts_at,
        respond_stop(segments.responded_at, segments.restored_at, segments.resolved_at, segments.closed_at, tickets.as_of) as respond_stop_at,
        repair_stop('restore', segments.restored_at, segments.resolved_at, segments.closed_at, tickets.as_of) as restore_stop_at,
        repair_stop('resolve', segments.restored_at, segments.resolved_at, segments.closed_at, tickets.as_of) as resolve_stop_at,
        -- Whether the reopening behind the segment begins anew what had stopped.
        coalesce(
            policies.reopen_mode = 'new-cycle'
            or seen(segments.reopened_at, tickets.as_of) - coalesce(
                seen(segments.resolved_at, tickets.as_of), seen(segments.restored_at, tickets.as_of), seen(segments.closed_at, tickets.as_of)
            ) > policies.reopen_within_seconds,
            false
        ) as begins_anew
    from intermediate.int_ticket_periods as tickets
    inner join intermediate.int_ticket_segments_marked as segments
        on tickets.ticket_no = segments.ticket_no and segments.starts_at <= tickets.as_of
    -- What a reopening does was agreed when the ticket was opened; the first terms stand in for the time before them.
    left join contract.terms as policies
        on (tickets.opened_at >= policies.effective_from_at or policies.term_id = 1) and tickets.opened_at < policies.effective_until_at
    where tickets.type = 'incident' and not tickets.is_plain

),

stops as (

    select
        period_id, ticket_no, as_of, segment_no, starts_at,
        unnest([
            {'measure': 'respond', 'stop_at': respond_stop_at, 'ends_cycle': begins_anew},
            -- A clock that was never stopped cannot begin anew: it goes on.
            {'measure': 'restore', 'stop_at': restore_stop_at, 'ends_cycle': begins_anew and restore_stop_at is not null},
            {'measure': 'resolve', 'stop_at': resolve_stop_at, 'ends_cycle': begins_anew and resolve_stop_at is not null}
        ], recursive := true)
    from segments

),

cycles as (

    select
        *,
        1 + coalesce(sum(ends_cycle::integer) over (
            partition by ticket_no, period_id, measure order by segment_no rows between unbounded preceding and 1 preceding
        ), 0) as cycle
    from stops

)

select
    period_id,
    ticket_no,
    unnest(['respond', 'restore', 'resolve']) as measure,
    1 as cycle,
    as_of,
    started_at,
    unnest([respond_stop_at, restore_stop_at, resolve_stop_at]) as stopped_at
from once

union all by name

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
