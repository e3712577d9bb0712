-- Each clock that may run on an incident: when it started and stopped, as known at the month's cut-off, before any promise.
-- grain: period_id, ticket_id, measure, cycle
--
-- respond stops at the first human response, else at the first stop of any kind. restore stops at restored, else
-- resolved; resolve stops at resolved. Closing stands in for a resolution that was never recorded (a check names it).
-- A reopening within the agreed days continues the cycle; later, or with mode new-cycle, it begins the next one.

with

open_segments as (

    select
        periods.period_id,
        periods.as_of,
        segments.ticket_id,
        segments.segment_no,
        segments.starts_at,
        segments.reopened_at,
        seen(segments.responded_at, periods.as_of) as responded_at,
        seen(segments.restored_at, periods.as_of) as restored_at,
        seen(segments.resolved_at, periods.as_of) as resolved_at,
        seen(segments.closed_at, periods.as_of) as closed_at
    from intermediate.int_ticket_periods as periods
    inner join intermediate.int_tickets as tickets on periods.ticket_id = tickets.ticket_id
    inner join intermediate.int_ticket_segments as segments
        on periods.ticket_id = segments.ticket_id and segments.starts_at <= periods.as_of
    where tickets.type = 'incident'

),

stops as (

    select *,
        coalesce(resolved_at, restored_at, closed_at) as settled_at,
        least(restored_at, resolved_at, closed_at) as first_stop_at,
        coalesce(restored_at, resolved_at, closed_at) as restore_stop_at,
        coalesce(resolved_at, closed_at) as resolve_stop_at
    from open_segments

),

measures as (

    select period_id, ticket_id, 'respond' as measure, as_of, segment_no, starts_at, responded_at, settled_at, first_stop_at as stop_at
    from stops
    union all
    select period_id, ticket_id, 'restore', as_of, segment_no, starts_at, null, settled_at, restore_stop_at from stops
    union all
    select period_id, ticket_id, 'resolve', as_of, segment_no, starts_at, null, settled_at, resolve_stop_at from stops

),

single as (

    select
        measures.period_id, measures.ticket_id, measures.measure, 1 as cycle, measures.as_of,
        measures.starts_at as started_at,
        coalesce(measures.responded_at, measures.stop_at) as stopped_at
    from measures
    inner join intermediate.int_tickets as tickets on measures.ticket_id = tickets.ticket_id
    where not tickets.has_reopenings

),

-- From here on only tickets with reopenings: few.

reopened as (

    select
        measures.*,
        lag(measures.stop_at) over segments as stop_before,
        lag(measures.settled_at) over segments as settled_before,
        policies.reopen_mode,
        policies.reopen_within_seconds
    from measures
    inner join intermediate.int_tickets as tickets on measures.ticket_id = tickets.ticket_id
    left join contract.terms as policies
        on tickets.opened_at >= policies.effective_from_at and tickets.opened_at < policies.effective_until_at
    where tickets.has_reopenings
    window segments as (partition by measures.period_id, measures.ticket_id, measures.measure order by measures.segment_no)

),

cycles as (

    select *,
        1 + sum(case
            when segment_no = 1 or settled_before is null then 0
            when measure <> 'respond' and stop_before is null then 0
            when reopen_mode = 'new-cycle' or starts_at - settled_before > reopen_within_seconds then 1
            else 0
        end) over (partition by period_id, ticket_id, measure order by segment_no) as cycle
    from reopened

),

continued as (

    select
        period_id, ticket_id, measure, cycle::integer as cycle, any_value(as_of) as as_of,
        min(starts_at) as started_at,
        -- The first stop answers the call for good; of the others the last one counts.
        case
            when measure = 'respond' then arg_min_null(coalesce(responded_at, stop_at), segment_no)
            else arg_max_null(stop_at, segment_no)
        end as stopped_at
    from cycles
    group by period_id, ticket_id, measure, cycle

)

select * from single
union all by name
select * from continued
