-- The month of each quarter in which a ticket was looked at last: the quarter's later months would say the same of it.
-- grain: period_id, ticket_no
select
    spans.period_id,
    spans.starts_at,
    tickets.ticket_no,
    max(months.ordinal) as cutoff_no
from run.spans as spans
inner join run.periods as months on months.ordinal > spans.opening_no and months.ordinal <= spans.closing_no
inner join intermediate.int_tickets as tickets
    on is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, months.starts_at, months.as_of)
where spans.kind = 'quarter'
group by spans.period_id, spans.starts_at, tickets.ticket_no
