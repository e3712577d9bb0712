-- Which tickets are looked at in which month: those that were open in it, or in which something happened, up to its cut-off.
-- grain: period_id, ticket_id
select
    periods.period_id,
    periods.starts_at as period_starts_at,
    periods.ends_at as period_ends_at,
    periods.as_of,
    tickets.ticket_id,
    tickets.ticket_no
from run.periods as periods
inner join intermediate.int_tickets as tickets
    on tickets.opened_at <= periods.as_of
    and (
        tickets.last_seen_at >= periods.starts_at
        or not tickets.is_finished
    )
