-- How the clocks of a ticket that is not steady may stand, and what could have stopped each by then.
-- grain: life_no, first_segment, last_segment, cutoff_no, measure
--
-- Each run of its segments is looked at before the reopening that ends it, and at each cut-off within its last segment.
-- cutoff_no 0 and up is that of run.cutoffs; -1 stands for the reopening. Respond looks at the first segment alone.

with

runs as (

    select
        segments.life_no,
        firsts.segment_no as first_segment,
        segments.segment_no as last_segment,
        firsts.starts_at as started_at,
        segments.starts_at as segment_starts_at,
        segments.reopened_at,
        segments.reopened_position,
        firsts.responded_at, firsts.responded_position,
        least(firsts.restored_at, firsts.resolved_at, firsts.closed_at) as first_stop_at,
        least(firsts.restored_position, firsts.resolved_position, firsts.closed_position) as first_stop_position,
        segments.restored_at, segments.restored_position,
        segments.resolved_at, segments.resolved_position,
        segments.closed_at, segments.closed_position
    from intermediate.int_ticket_segments_marked as segments
    inner join intermediate.int_ticket_segments_marked as firsts
        on segments.life_no = firsts.life_no and segments.segment_no >= firsts.segment_no

),

looks as (

    select
        runs.*,
        -1 as cutoff_no,
        runs.reopened_at + 1 as looked_at,
        runs.reopened_position as known_until
    from runs
    where runs.reopened_at is not null

    union all by name

    select
        runs.*,
        lives.cutoff_no,
        lives.at as looked_at,
        1000000000 as known_until
    from runs
    inner join intermediate.int_ticket_lives as lives
        on runs.life_no = lives.life_no
        and runs.segment_starts_at < lives.at and coalesce(runs.reopened_at >= lives.at, true)

)

select
    life_no,
    first_segment,
    last_segment,
    cutoff_no,
    started_at,
    looked_at,
    known_until,
    unnest([
        {
            'measure': 'respond',
            'stopped_at': coalesce(seen(responded_at, looked_at), seen(first_stop_at, looked_at)),
            'stop_position': case when responded_at < looked_at then responded_position when first_stop_at < looked_at then first_stop_position end
        },
        {
            'measure': 'restore',
            'stopped_at': repair_stop('restore', restored_at, resolved_at, closed_at, looked_at),
            'stop_position': case
                when restored_at < looked_at then restored_position
                when resolved_at < looked_at then resolved_position
                when closed_at < looked_at then closed_position
            end
        },
        {
            'measure': 'resolve',
            'stopped_at': repair_stop('resolve', restored_at, resolved_at, closed_at, looked_at),
            'stop_position': case when resolved_at < looked_at then resolved_position when closed_at < looked_at then closed_position end
        }
    ], recursive := true)
from looks
