-- Measures that are still open at the cut-off, with the time that is left; what is past due comes first.
-- grain: period_id, ticket_id, measure, cycle
select
    measures.period_id,
    measures.ticket_id,
    measures.measure,
    measures.cycle,
    measures.title,
    measures.severity,
    measures.severity_rank,
    measures.service_id,
    measures.started_at,
    measures.due_at,
    measures.margin_seconds as left_seconds,
    measures.is_carried_over,
    exists (
        select 1
        from intermediate.int_measure_pauses as pauses
        inner join intermediate.int_tickets as tickets on pauses.ticket_no = tickets.ticket_no
        where pauses.span_kind = 'paused'
            and pauses.period_id = measures.period_id and tickets.ticket_id = measures.ticket_id
            and pauses.measure = measures.measure and pauses.cycle = measures.cycle
            and pauses.ends_at = measures.as_of
    ) as is_paused
from marts.fct_ticket_measures as measures
where measures.stopped_at is null and measures.verdict <> 'excluded'
