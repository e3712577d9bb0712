-- Each clock of an incident with the promise that governs it: severity by the contract's policy, terms of the day it started.
-- grain: period_id, ticket_no, measure, cycle
--
-- Each measure is looked at at its own stop (or the cut-off while it runs). If neither restore nor resolve is promised
-- that way, the severity at the later of the two decides, so that a change between them cannot lose the promise.

with

steady as (

    -- Never reopened, always of one severity: one clock for each promise, stopped by the ticket's own stops.
    select
        periods.period_id,
        periods.ticket_no,
        promises.measure,
        1 as cycle,
        promises.promise_id,
        tickets.calendar_id,
        tickets.opened_at as started_at,
        case
            when promises.measure = 'respond' then respond_stop(
                tickets.first_responded_at, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, periods.as_of
            )
            else repair_stop(promises.measure, tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at, periods.as_of)
        end as stopped_at,
        coalesce(stopped_at, periods.as_of) as looked_at,
        null::bigint as raised_at
    from intermediate.int_ticket_periods as periods
    inner join intermediate.int_tickets as tickets on periods.ticket_no = tickets.ticket_no
    inner join contract.terms as terms
        on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
    inner join contract.promises as promises
        on terms.term_id = promises.term_id and lower(tickets.initial_severity) = promises.severity_key
    where tickets.type = 'incident' and tickets.is_steady

),

-- From here on only tickets that were reopened or changed their severity: few.

governed as (

    select
        cycles.*,
        coalesce(cycles.stopped_at, cycles.as_of) as looked_at,
        terms.term_id,
        terms.severity_change,
        tickets.ticket_id,
        tickets.initial_severity,
        tickets.has_severity_changes,
        tickets.calendar_id
    from intermediate.int_measure_cycles as cycles
    inner join intermediate.int_tickets as tickets on cycles.ticket_no = tickets.ticket_no
    inner join contract.terms as terms
        on cycles.started_at >= terms.effective_from_at and cycles.started_at < terms.effective_until_at

),

repairs as (

    select *, max(looked_at) over (partition by period_id, ticket_no, cycle) as looked_at_last
    from governed
    where measure <> 'respond' and has_severity_changes

),

looks as (

    select *, 'own' as look, looked_at as looks_until
    from governed

    union all by name

    select * exclude (looked_at_last), 'later' as look, looked_at_last as looks_until
    from repairs
    where looked_at < looked_at_last

),

held as (

    -- The severities that each clock met, with the instant since which it had them.
    select
        looks.period_id, looks.ticket_no, looks.measure, looks.cycle, looks.look, looks.severity_change,
        spans.severity,
        spans.starts_at,
        coalesce(severities.severity_rank, 9999) as severity_rank
    from looks
    inner join intermediate.int_ticket_severities as spans
        on looks.ticket_id = spans.ticket_id
        and spans.starts_at <= looks.looks_until and coalesce(spans.ends_at, looks.looks_until + 1) > looks.started_at
    left join contract.severities as severities
        on looks.term_id = severities.term_id and lower(spans.severity) = severities.severity_key
    where looks.has_severity_changes

),

chosen as (

    select *
    from held
    qualify row_number() over (
        partition by period_id, ticket_no, measure, cycle, look
        order by
            case when severity_change = 'highest' then severity_rank end,
            case when severity_change = 'final' then -starts_at else starts_at end
    ) = 1

),

promised as (

    select
        looks.period_id, looks.ticket_no, looks.measure, looks.cycle, looks.calendar_id,
        looks.started_at, looks.stopped_at, looks.looked_at, looks.look,
        case when looks.look = 'own' and chosen.starts_at > looks.started_at then chosen.starts_at end as raised_at,
        promises.promise_id
    from looks
    left join chosen
        on looks.period_id = chosen.period_id and looks.ticket_no = chosen.ticket_no
        and looks.measure = chosen.measure and looks.cycle = chosen.cycle and looks.look = chosen.look
    inner join contract.promises as promises
        on looks.term_id = promises.term_id and looks.measure = promises.measure
        and lower(case when looks.has_severity_changes then chosen.severity else looks.initial_severity end) = promises.severity_key

),

own as (

    select * exclude (look)
    from promised
    where look = 'own'

),

fallback as (

    select promised.* exclude (look)
    from promised
    anti join own
        on promised.period_id = own.period_id and promised.ticket_no = own.ticket_no and promised.cycle = own.cycle
        and own.measure <> 'respond'
    where promised.look = 'later'

)

select * from steady
union all by name
select * from own
union all by name
select * from fallback
