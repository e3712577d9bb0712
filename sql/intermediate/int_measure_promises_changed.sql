-- The clocks of tickets that were reopened, changed their severity or were told oddly, with the promise that governs each.
-- grain: cutoff_no, ticket_no, measure, cycle

with

last_segments as (

    -- The segment that each cut-off lies in.
    select
        lives.cutoff_no,
        lives.at,
        lives.ticket_no,
        lives.life_no,
        max(segments.segment_no) as segment_no
    from intermediate.int_ticket_lives as lives
    inner join intermediate.int_ticket_segments_marked as segments
        on lives.life_no = segments.life_no and segments.starts_at < lives.at
    group by lives.cutoff_no, lives.at, lives.ticket_no, lives.life_no

),

cycles as (

    select
        lasts.*,
        cycles.is_response,
        cycles.cycle,
        cycles.first_segment,
        least(cycles.last_segment, lasts.segment_no) as last_segment,
        -- A cycle that a later one followed is looked at before the reopening that began that.
        case when cycles.last_segment < lasts.segment_no then -1 else lasts.cutoff_no end as look_no
    from last_segments as lasts
    inner join intermediate.int_measure_cycles as cycles
        on lasts.life_no = cycles.life_no and cycles.first_segment <= lasts.segment_no

),

responses as (

    select
        cycles.cutoff_no, cycles.at, cycles.ticket_no, cycles.life_no, cycles.cycle, cycles.first_segment, cycles.last_segment,
        severities.measure, severities.started_at, severities.stopped_at, severities.raised_at, promises.promise_id
    from cycles
    inner join intermediate.int_measure_severities as severities
        on cycles.life_no = severities.life_no and cycles.first_segment = severities.first_segment
        and cycles.last_segment = severities.last_segment and cycles.look_no = severities.cutoff_no
    inner join contract.promises as promises
        on severities.term_id = promises.term_id and severities.measure = promises.measure and lower(severities.severity) = promises.severity_key
    where cycles.is_response and severities.measure = 'respond'

),

completions as (

    select
        cycles.cutoff_no, cycles.at, cycles.ticket_no, cycles.life_no, cycles.cycle, cycles.first_segment, cycles.last_segment,
        completions.measure, completions.started_at, completions.stopped_at, completions.raised_at, completions.promise_id
    from cycles
    inner join intermediate.int_measure_completions as completions
        on cycles.life_no = completions.life_no and cycles.first_segment = completions.first_segment
        and cycles.last_segment = completions.last_segment and cycles.look_no = completions.cutoff_no
    where not cycles.is_response

)

select
    clocks.cutoff_no,
    clocks.ticket_no,
    clocks.life_no,
    clocks.first_segment,
    clocks.last_segment,
    clocks.measure,
    clocks.cycle,
    clocks.promise_id,
    tickets.calendar_id,
    clocks.started_at,
    clocks.stopped_at,
    coalesce(clocks.stopped_at, clocks.at) as looked_at,
    clocks.raised_at
from (select * from responses union all by name select * from completions) as clocks
inner join intermediate.int_tickets as tickets on clocks.ticket_no = tickets.ticket_no
where tickets.is_judged
