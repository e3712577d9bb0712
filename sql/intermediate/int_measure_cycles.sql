-- The cycles of tickets that are not steady: from which segment to which each clock of the call and of the completion goes.
-- grain: life_no, is_response, cycle
--
-- A reopening within the agreed days continues the cycle; later, or with mode new-cycle, it begins the next one - but a
-- completion that had not stopped cannot begin anew, it goes on. The terms in which a cycle began settle that; the first
-- ones stand in for the time before them.

with recursive

runs as (

    select
        firsts.life_no,
        firsts.segment_no as first_segment,
        segments.segment_no as last_segment,
        policies.reopen_mode = 'new-cycle'
        or segments.reopened_at - coalesce(segments.resolved_at, segments.restored_at, segments.closed_at) > policies.reopen_within_seconds
            as is_later
    from intermediate.int_ticket_segments_marked as firsts
    inner join intermediate.int_ticket_segments_marked as segments
        on firsts.life_no = segments.life_no and segments.segment_no >= firsts.segment_no and segments.reopened_at is not null
    inner join contract.terms as policies
        on (firsts.starts_at >= policies.effective_from_at or policies.term_id = 1) and firsts.starts_at < policies.effective_until_at

),

running as (

    -- Completions that went on through the reopening.
    select distinct life_no, first_segment, last_segment
    from intermediate.int_measure_completions
    where cutoff_no = -1 and stopped_at is null

),

ends as (

    select life_no, true as is_response, first_segment, min(last_segment) as last_segment
    from runs
    where is_later
    group by life_no, first_segment

    union all

    select runs.life_no, false, runs.first_segment, min(runs.last_segment)
    from runs
    anti join running
        on runs.life_no = running.life_no and runs.first_segment = running.first_segment and runs.last_segment = running.last_segment
    where runs.is_later
    group by runs.life_no, runs.first_segment

),

cycles as (

    select lives.life_no, kinds.is_response, 1 as cycle, 1 as first_segment
    from (select distinct life_no from intermediate.int_ticket_segments_marked) as lives
    cross join (values (true), (false)) as kinds (is_response)

    union all

    select cycles.life_no, cycles.is_response, cycles.cycle + 1, ends.last_segment + 1
    from cycles
    inner join ends
        on cycles.life_no = ends.life_no and cycles.is_response = ends.is_response and cycles.first_segment = ends.first_segment

)

select
    cycles.life_no,
    cycles.is_response,
    cycles.cycle,
    cycles.first_segment,
    -- Null: to the last.
    ends.last_segment
from cycles
left join ends
    on cycles.life_no = ends.life_no and cycles.is_response = ends.is_response and cycles.first_segment = ends.first_segment
