-- A ticket's life from its opening to its first stop, and from each reopening to the next: what stopped in each.
-- grain: life_no, segment_no
-- as: view
--
-- Most tickets have one segment, and their own stops are its stops.
select
    ticket_no as life_no,
    1 as segment_no,
    opened_at as starts_at,
    null::bigint as reopened_at,
    first_responded_at as responded_at,
    first_restored_at as restored_at,
    first_resolved_at as resolved_at,
    first_closed_at as closed_at
from intermediate.int_tickets
where is_plain

union all by name

select
    segments.life_no, segments.segment_no, segments.starts_at, segments.reopened_at,
    segments.responded_at, segments.restored_at, segments.resolved_at, segments.closed_at
from intermediate.int_ticket_segments_marked as segments
anti join (select ticket_no from intermediate.int_tickets where is_plain) as plain on segments.life_no = plain.ticket_no
