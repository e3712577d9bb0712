-- Each clock of an incident with the promise that governs it: severity by the contract's policy, terms of the day it started.
-- grain: period_id, ticket_id, measure, cycle
--
-- Each measure is looked at at its own stop (or the cut-off while it runs). If neither restore nor resolve is promised
-- that way, the severity at the later of the two decides, so that a change between them cannot lose the promise.

with

steady as (

    -- Never reopened, always of one severity: one clock for each promise, stopped by the ticket's own stops.
    select
        periods.period_id,
        periods.ticket_id,
        promises.measure,
        1 as cycle,
        periods.as_of,
        tickets.opened_at as started_at,
        seen(case promises.measure
            when 'respond' then coalesce(
                seen(tickets.first_responded_at, periods.as_of),
                least(tickets.first_restored_at, tickets.first_resolved_at, tickets.first_closed_at)
            )
            when 'restore' then coalesce(
                seen(tickets.first_restored_at, periods.as_of), seen(tickets.first_resolved_at, periods.as_of), tickets.first_closed_at
            )
            else coalesce(seen(tickets.first_resolved_at, periods.as_of), tickets.first_closed_at)
        end, periods.as_of) as stopped_at,
        null::bigint as raised_at,
        tickets.calendar_id,
        promises.* exclude (measure, severity_key)
    from intermediate.int_ticket_periods as periods
    inner join intermediate.int_tickets as tickets on periods.ticket_id = tickets.ticket_id
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
        tickets.initial_severity,
        tickets.has_severity_changes,
        tickets.calendar_id
    from intermediate.int_measure_cycles as cycles
    inner join intermediate.int_tickets as tickets on cycles.ticket_id = tickets.ticket_id
    inner join contract.terms as terms
        on cycles.started_at >= terms.effective_from_at and cycles.started_at < terms.effective_until_at

),

held as (

    -- The severities that each clock met, with the instant since which it had them.
    select
        governed.period_id, governed.ticket_id, governed.measure, governed.cycle, governed.severity_change,
        spans.severity,
        spans.starts_at,
        coalesce(severities.severity_rank, 9999) as severity_rank
    from governed
    inner join intermediate.int_ticket_severities as spans
        on governed.ticket_id = spans.ticket_id
        and spans.starts_at <= governed.looked_at and coalesce(spans.ends_at, governed.looked_at + 1) > governed.started_at
    left join contract.severities as severities
        on governed.term_id = severities.term_id and lower(spans.severity) = severities.severity_key
    where governed.has_severity_changes

),

chosen as (

    select
        period_id, ticket_id, measure, cycle,
        case severity_change
            when 'initial' then arg_min({'severity': severity, 'since': starts_at}, starts_at)
            when 'highest' then arg_min({'severity': severity, 'since': starts_at}, (severity_rank, starts_at))
            else arg_max({'severity': severity, 'since': starts_at}, starts_at)
        end as judged
    from held
    group by period_id, ticket_id, measure, cycle, severity_change

),

judged as (

    select
        governed.* exclude (severity_change, initial_severity, has_severity_changes),
        case when governed.has_severity_changes then chosen.judged.severity else governed.initial_severity end as own_severity,
        case when chosen.judged.since > governed.started_at then chosen.judged.since end as raised_at
    from governed
    left join chosen
        on governed.period_id = chosen.period_id and governed.ticket_id = chosen.ticket_id
        and governed.measure = chosen.measure and governed.cycle = chosen.cycle

),

own as (

    select judged.* exclude (own_severity), promises.* exclude (term_id, measure, severity_key)
    from judged
    inner join contract.promises as promises
        on judged.term_id = promises.term_id and judged.measure = promises.measure and lower(judged.own_severity) = promises.severity_key

),

later as (

    select
        judged.* exclude (own_severity, raised_at),
        arg_max_null(own_severity, looked_at) over (partition by period_id, ticket_id, cycle) as last_severity
    from judged
    anti join own
        on judged.period_id = own.period_id and judged.ticket_id = own.ticket_id and judged.cycle = own.cycle and own.measure <> 'respond'
    where judged.measure <> 'respond'

),

fallback as (

    select later.* exclude (last_severity), null::bigint as raised_at, promises.* exclude (term_id, measure, severity_key)
    from later
    inner join contract.promises as promises
        on later.term_id = promises.term_id and later.measure = promises.measure and lower(later.last_severity) = promises.severity_key

)

select *, coalesce(stopped_at, as_of) as looked_at from steady
union all by name
select * from own
union all by name
select * from fallback
