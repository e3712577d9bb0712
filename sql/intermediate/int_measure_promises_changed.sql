-- The clocks of tickets that were reopened or changed their severity, with the promise that governs each.
-- grain: period_id, ticket_no, measure, cycle
--
-- Each measure is looked at at its own stop (or the cut-off while it runs). If neither restore nor resolve is promised
-- that way, the severity at the later of the two decides, so that a change between them cannot lose the promise.

with

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

met as (

    select
        looks.*,
        spans.severity,
        spans.starts_at as severity_starts_at,
        case looks.severity_change
            when 'highest' then coalesce(severities.severity_rank, 9999) * 100000000000 + spans.starts_at
            when 'final' then -spans.starts_at
            else spans.starts_at
        end as precedence
    from looks
    inner join intermediate.int_ticket_severities as spans
        on looks.ticket_no = spans.ticket_no
        and spans.starts_at <= looks.looks_until and coalesce(spans.ends_at, looks.looks_until + 1) > looks.started_at
    left join contract.severities as severities
        on looks.term_id = severities.term_id and lower(spans.severity) = severities.severity_key
    where looks.has_severity_changes

),

held as (

    -- The severity that governs each look, and since when the ticket had it, by the contract's policy: of those that the
    -- clock met the gravest (and of equal ones the first), the last, or the first.
    select
        period_id, ticket_no, measure, cycle, look,
        any_value(term_id) as term_id,
        any_value(calendar_id) as calendar_id,
        any_value(started_at) as started_at,
        any_value(stopped_at) as stopped_at,
        any_value(looked_at) as looked_at,
        arg_min_null(severity, precedence) as severity,
        arg_min(severity_starts_at, precedence) as severity_starts_at
    from met
    group by period_id, ticket_no, measure, cycle, look

),

settled as (

    select *
    from held

    union all by name

    select
        period_id, ticket_no, measure, cycle, look, term_id, calendar_id, started_at, stopped_at, looked_at,
        initial_severity as severity,
        null::bigint as severity_starts_at
    from looks
    where not has_severity_changes

),

promised as (

    select
        settled.period_id, settled.ticket_no, promises.measure, settled.cycle, settled.calendar_id,
        settled.started_at, settled.stopped_at, settled.looked_at, settled.look,
        case when settled.look = 'own' and settled.severity_starts_at > settled.started_at then settled.severity_starts_at end as raised_at,
        promises.promise_id
    from settled
    inner join contract.promises as promises
        on settled.term_id = promises.term_id and settled.measure = promises.measure
        and lower(settled.severity) = promises.severity_key

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

select * from own
union all by name
select * from fallback
