-- Which life of a ticket that is not steady counts at each cut-off: as it is told, or without its completion.
-- grain: cutoff_no, ticket_no
select
    cutoffs.cutoff_no,
    cutoffs.at,
    tickets.ticket_no,
    case when standings.is_reopened then hash(tickets.ticket_no, 'open again') else tickets.ticket_no end as life_no
from intermediate.int_tickets as tickets
inner join run.cutoffs as cutoffs
    on is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, cutoffs.looks_from, cutoffs.at)
left join intermediate.int_ticket_standings as standings
    on cutoffs.cutoff_no = standings.cutoff_no and tickets.ticket_no = standings.ticket_no
where not tickets.is_steady
