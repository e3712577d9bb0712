-- Each clock of an incident with the promise that governs it: severity by the contract's policy, terms of the day it started.
-- grain: cutoff_no, ticket_no, measure, cycle
-- as: view
--
-- Most tickets are never reopened and keep their severity: one clock for each promise, stopped by the ticket's own stops.
select
    cutoffs.cutoff_no,
    tickets.ticket_no,
    tickets.ticket_no as life_no,
    1 as first_segment,
    1 as last_segment,
    promises.measure,
    1 as cycle,
    promises.promise_id,
    tickets.calendar_id,
    tickets.opened_at as started_at,
    case
        when promises.measure = 'respond' then respond_stop(
            tickets.first_responded_at, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, cutoffs.at
        )
        else repair_stop(promises.measure, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, cutoffs.at)
    end as stopped_at,
    coalesce(stopped_at, cutoffs.at) as looked_at,
    null::bigint as raised_at
from intermediate.int_tickets as tickets
inner join contract.terms as terms
    on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
inner join contract.promises as promises
    on terms.term_id = promises.term_id and lower(tickets.initial_severity) = promises.severity_key
-- The cut-offs come last: DuckDB cannot tell how many rows they leave, and would build its joins the wrong way round.
inner join run.cutoffs as cutoffs
    on is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, cutoffs.looks_from, cutoffs.at)
where tickets.is_judged and tickets.is_steady

union all by name

select * from intermediate.int_measure_promises_changed
