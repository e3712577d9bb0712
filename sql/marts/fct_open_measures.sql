-- Measures that are still open at the cut-off, with the time that is left; what is past due comes first.
-- grain: period_id, ticket_id, measure, cycle
with

pauses as (

    -- Who the clock waits for at the cut-off: the reason of the pause that began last; an exclusion has none.
    select
        still.clock_no,
        arg_max(waits.reason, waits.starts_at) filter (where waits.reason <> '') as reason
    from (select distinct clock_no, ends_at from intermediate.int_measure_pauses where lasts) as still
    inner join intermediate.int_measure_due_dates as clocks on still.clock_no = clocks.clock_no
    left join intermediate.int_ticket_pauses as waits
        on clocks.life_no = waits.life_no and waits.starts_at < still.ends_at and coalesce(waits.ends_at >= still.ends_at, true)
    group by still.clock_no

)

select
    measures.period_id,
    measures.ticket_id,
    measures.measure,
    measures.cycle,
    tickets.title,
    measures.severity,
    measures.severity_rank,
    measures.service_id,
    measures.started_at,
    measures.due_at,
    measures.margin_seconds as left_seconds,
    measures.is_carried_over,
    pauses.clock_no is not null as is_paused,
    -- What the clock stands still for; null where the export names no reason.
    pauses.reason as waits_for
from marts.fct_ticket_measures as measures
inner join intermediate.int_tickets as tickets on measures.ticket_id = tickets.ticket_id
left join pauses on measures.clock_no = pauses.clock_no
where measures.stopped_at is null and measures.verdict not in ('excluded', 'no-data')
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   cycle: 1, and one more for each time that the clock began anew.
--   title?: Its title; null where the export has none.
--   severity: Severity, as the agreement names it.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   service_id?: The service; null where the export names none.
--   started_at: When it began.
--   due_at: When the promise falls due, moved by every pause.
--   left_seconds: What is left at the cut-off; negative where it is past due.
--   is_carried_over: Whether it goes on into the next period.
--   is_paused: Whether the clock stands still at the cut-off.
--   waits_for?: For whom; null where it runs, or where the export names no reason.
