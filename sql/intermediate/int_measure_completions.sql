-- Which completion a run of segments has at each look, if any: the severity that decides, and each measure that it promises.
-- grain: life_no, first_segment, last_segment, cutoff_no, measure
--
-- The stops are walked in time: the first that the severity then in force promises is the completion's; a clock that has
-- not stopped comes last. If none fits, the severity at the last stop decides. A severity that promises both has both.

with

candidates as (

    select
        severities.*,
        lower(severities.severity) as severity_key,
        own.promise_id is not null as fits
    from intermediate.int_measure_severities as severities
    left join contract.promises as own
        on severities.term_id = own.term_id and severities.measure = own.measure and lower(severities.severity) = own.severity_key
    where severities.measure <> 'respond'

),

decisive as (

    select *
    from candidates
    where fits or stop_position is not null
    qualify row_number() over (
        partition by life_no, first_segment, last_segment, cutoff_no
        order by
            fits desc,
            case when fits then coalesce(stop_position, 1000000000) else -stop_position end,
            measure = 'resolve'
    ) = 1

)

select
    candidates.life_no,
    candidates.first_segment,
    candidates.last_segment,
    candidates.cutoff_no,
    candidates.measure,
    candidates.ticket_no,
    candidates.started_at,
    candidates.stopped_at,
    promises.promise_id,
    case when candidates.severity_key = decisive.severity_key then candidates.raised_at end as raised_at
from candidates
inner join decisive
    on candidates.life_no = decisive.life_no and candidates.first_segment = decisive.first_segment
    and candidates.last_segment = decisive.last_segment and candidates.cutoff_no = decisive.cutoff_no
inner join contract.promises as promises
    on decisive.term_id = promises.term_id and decisive.severity_key = promises.severity_key and candidates.measure = promises.measure
