-- By which severity each look at a clock is judged, by the contract's policy, and since when if it was raised to it.
-- grain: life_no, first_segment, last_segment, cutoff_no, measure
--
-- The severities that the clock met: those before its stop, or all that are known while it runs; of several in one
-- second the last. `final` is the last of them, `initial` the last at the start, `highest` the gravest (of equal ones the first).

with

governed as (

    select
        looks.*,
        terms.term_id,
        terms.severity_change,
        tickets.ticket_no,
        tickets.initial_severity,
        tickets.has_severity_changes
    from intermediate.int_measure_looks as looks
    inner join (select distinct life_no, ticket_no from intermediate.int_ticket_lives) as lives on looks.life_no = lives.life_no
    inner join intermediate.int_tickets as tickets on lives.ticket_no = tickets.ticket_no
    inner join contract.terms as terms
        on looks.started_at >= terms.effective_from_at and looks.started_at < terms.effective_until_at

),

changes as (

    select
        governed.*,
        severities.position,
        severities.severity,
        severities.starts_at as severity_starts_at,
        coalesce(ranks.severity_rank, 9999) as severity_rank
    from governed
    inner join intermediate.int_ticket_severities as severities
        on governed.life_no = severities.life_no
        and severities.position < coalesce(governed.stop_position, governed.known_until)
        and severities.starts_at < governed.looked_at
    left join contract.severities as ranks
        on governed.term_id = ranks.term_id and lower(severities.severity) = ranks.severity_key
    where governed.has_severity_changes
    window look as (
        partition by governed.life_no, governed.first_segment, governed.last_segment, governed.cutoff_no, governed.measure
        order by severities.position
    )
    -- Of several in one second the last.
    qualify lead(severities.starts_at) over look is distinct from severities.starts_at

),

met as (

    -- The last at or before the start, and those after it.
    select *
    from changes
    qualify coalesce(lead(severity_starts_at) over (
        partition by life_no, first_segment, last_segment, cutoff_no, measure order by position
    ) > started_at, true)

),

turns as (

    select
        *,
        lower(severity) is distinct from lag(lower(severity)) over (
            partition by life_no, first_segment, last_segment, cutoff_no, measure order by position
        ) as is_turn
    from met

),

judged as (

    select
        life_no, first_segment, last_segment, cutoff_no, measure,
        any_value(severity_change) as severity_change,
        arg_max_null(severity, position) as last_severity,
        arg_max(severity_starts_at, position) filter (where is_turn) as last_since,
        arg_min_null(severity, position) as first_severity,
        arg_min_null(severity, (severity_rank, position)) as gravest_severity,
        arg_min(severity_starts_at, (severity_rank, position)) as gravest_since
    from turns
    group by life_no, first_segment, last_segment, cutoff_no, measure

)

select
    governed.* exclude (initial_severity, has_severity_changes, severity_change),
    case
        when judged.life_no is null then governed.initial_severity
        when judged.severity_change = 'highest' then judged.gravest_severity
        when judged.severity_change = 'final' then judged.last_severity
        else judged.first_severity
    end as severity,
    case
        when judged.severity_change = 'highest' and judged.gravest_since > governed.started_at then judged.gravest_since
        when judged.severity_change = 'final' and judged.last_since > governed.started_at then judged.last_since
    end as raised_at
from governed
left join judged
    on governed.life_no = judged.life_no and governed.first_segment = judged.first_segment
    and governed.last_segment = judged.last_segment and governed.cutoff_no = judged.cutoff_no and governed.measure = judged.measure
