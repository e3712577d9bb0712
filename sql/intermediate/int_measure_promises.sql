-- Each clock of an incident with the promise that governs it: severity by the contract's policy, terms of the day it started.
-- grain: period_id, ticket_no, measure, cycle
-- as: view
--
-- Most tickets are never reopened and keep their severity: one clock for each promise, stopped by the ticket's own stops.
select
    periods.period_id,
    tickets.ticket_no,
    promises.measure,
    1 as cycle,
    promises.promise_id,
    tickets.calendar_id,
    tickets.opened_at as started_at,
    case
        when promises.measure = 'respond' then respond_stop(
            tickets.first_responded_at, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, periods.as_of
        )
        else repair_stop(promises.measure, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, periods.as_of)
    end as stopped_at,
    coalesce(stopped_at, periods.as_of) as looked_at,
    null::bigint as raised_at
from intermediate.int_tickets as tickets
inner join contract.terms as terms
    on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
inner join contract.promises as promises
    on terms.term_id = promises.term_id and lower(tickets.initial_severity) = promises.severity_key
-- The months come last: DuckDB cannot tell how many rows they leave, and would build its joins the wrong way round.
inner join run.periods as periods
    on is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, periods.starts_at, periods.as_of)
where tickets.type = 'incident' and tickets.is_steady

union all by name

select * from intermediate.int_measure_promises_changed
