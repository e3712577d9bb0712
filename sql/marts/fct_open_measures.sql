-- Measures that are still open at the cut-off, with the time that is left; what is past due comes first.
-- grain: period_id, ticket_id, measure, cycle
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
    measures.clock_no in (select clock_no from intermediate.int_measure_pauses where lasts) as is_paused
from marts.fct_ticket_measures as measures
inner join intermediate.int_tickets as tickets on measures.ticket_id = tickets.ticket_id
where measures.stopped_at is null and measures.verdict not in ('excluded', 'no-data')
