-- The severities of a ticket as they changed, the first from its opening; only tickets whose severity changed.
-- grain: life_no, position
select
    marks.life_no,
    case when marks.mark = 'opened' then -1 else marks.position end as position,
    -- A change before the opening set the severity in which the ticket was opened.
    case when marks.mark = 'opened' then -1000000000000 else marks.happened_at end as starts_at,
    case when marks.mark = 'opened' then tickets.initial_severity else marks.value end as severity
from intermediate.int_ticket_marks as marks
inner join intermediate.int_tickets as tickets on marks.ticket_no = tickets.ticket_no
where tickets.has_severity_changes
    and (marks.mark = 'opened' or (marks.mark = 'severity_changed' and marks.value is not null))
