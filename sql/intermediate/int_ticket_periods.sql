-- Tickets by the months in which they are looked at.
-- grain: period_id, ticket_id
-- as: view
select
    periods.period_id,
    periods.ordinal,
    periods.starts_at as period_starts_at,
    periods.ends_at as period_ends_at,
    periods.as_of,
    tickets.*
from intermediate.int_tickets as tickets
inner join run.periods as periods
    on is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, periods.starts_at, periods.as_of)
