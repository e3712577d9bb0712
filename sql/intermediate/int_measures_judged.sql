-- Every clock as known at each cut-off, with its verdict: what is left out, what has no data, and when it was decided.
-- grain: cutoff_no, ticket_no, measure, cycle

with

exclusions as (

    -- Those that leave a whole ticket out; one with from and to stops its clocks in between.
    select target, min(exclusion_id) as exclusion_id
    from contract.exclusions
    where target_kind = 'ticket' and starts_at is null and ends_at is null
    group by target

),

judged as (

    select
        outcomes.*,
        policies.attribution,
        case
            when tickets.left_out_at < cutoffs.at then case when tickets.is_cancelled then 'cancelled' else 'duplicate' end
            when exclusions.exclusion_id is not null then exclusions.exclusion_id
        end as left_out_because,
        seen(tickets.left_out_at, cutoffs.at) as left_out_at,
        case
            when outcomes.measure = 'respond' and not tickets.has_responses then outcomes.started_at
            -- A day tells nothing of a target that is shorter than one.
            when promises.within_seconds < 86400 and list_contains(tickets.dated_instants, outcomes.started_at) then outcomes.started_at
            when promises.within_seconds < 86400 and list_contains(tickets.dated_instants, outcomes.stopped_at) then outcomes.stopped_at
            when outcomes.stopped_at is null then standings.closed_without_instant_since
        end as without_data_since
    from intermediate.int_measure_outcomes as outcomes
    inner join intermediate.int_tickets as tickets on outcomes.ticket_no = tickets.ticket_no
    inner join run.cutoffs as cutoffs on outcomes.cutoff_no = cutoffs.cutoff_no
    inner join contract.promises as promises on outcomes.promise_id = promises.promise_id
    inner join contract.terms as policies on promises.term_id = policies.term_id
    left join exclusions on tickets.ticket_id = exclusions.target
    left join intermediate.int_ticket_standings as standings
        on outcomes.cutoff_no = standings.cutoff_no and outcomes.ticket_no = standings.ticket_no

),

decided as (

    select
        * exclude (outcome, left_out_at, without_data_since),
        (case
            when left_out_because is not null then 'excluded'
            when without_data_since is not null then 'no-data'
            else outcome
        end)::enum ('breached', 'excluded', 'met', 'no-data', 'running') as verdict,
        -- What ran out after it was cancelled was late for nobody.
        outcome = 'breached' and coalesce(due_at < left_out_at, true) as was_late,
        case
            when left_out_because is not null then coalesce(left_out_at, started_at)
            when without_data_since is not null then without_data_since
            when outcome = 'met' then stopped_at
            when outcome = 'breached' then coalesce(late_raised_at, due_at)
        end as decided_at
    from judged

)

select
    *,
    -- What a period may count: `resolved` waits for the stop, whatever the verdict.
    case when attribution = 'resolved' and verdict = 'breached' and stopped_at is null then 'running' else verdict end as standing
from decided
