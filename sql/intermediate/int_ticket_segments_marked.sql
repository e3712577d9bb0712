-- The life of tickets that were reopened, changed their severity or were told oddly: cut at each reopening that counts.
-- grain: life_no, segment_no

with

segments as (

    select
        life_no,
        segment_no,
        min(position) as start_position,
        min(happened_at) filter (where mark = 'opened' or is_reopening) as starts_at,
        min(happened_at) filter (where mark = 'responded') as responded_at,
        min(happened_at) filter (where mark = 'restored') as restored_at,
        min(happened_at) filter (where mark = 'resolved') as resolved_at,
        min(happened_at) filter (where mark = 'closed') as closed_at,
        min(position) filter (where mark = 'responded') as responded_position,
        min(position) filter (where mark = 'restored') as restored_position,
        min(position) filter (where mark = 'resolved') as resolved_position,
        min(position) filter (where mark = 'closed') as closed_position
    from intermediate.int_ticket_marks
    group by life_no, segment_no

)

select
    *,
    lead(starts_at) over (partition by life_no order by segment_no) as reopened_at,
    lead(start_position) over (partition by life_no order by segment_no) as reopened_position
from segments
