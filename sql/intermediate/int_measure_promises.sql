-- Each clock of an incident with the promise that governs it: severity by the contract's policy, terms of the day it started.
-- grain: period_id, ticket_id, measure, cycle
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
    inner join intermediate.int_tickets as tickets on cycles.ticket_id = tickets.ticket_id
    inner join contract.terms as terms
        on cycles.started_at >= terms.effective_from_at and cycles.started_at < terms.effective_until_at

),

changed as (

    -- The severity that the policy names, at the measure's own end and at the later end of restore and resolve.
    select
        governed.period_id, governed.ticket_id, governed.measure, governed.cycle,
        case governed.severity_change
            when 'initial' then arg_min(spans.severity, spans.starts_at)
                filter (where coalesce(spans.ends_at, governed.looked_at + 1) > governed.started_at)
            when 'highest' then arg_min(spans.severity, (coalesce(severities.severity_rank, 9999), spans.starts_at))
                filter (where coalesce(spans.ends_at, governed.looked_at + 1) > governed.started_at and spans.starts_at <= governed.looked_at)
            else arg_max(spans.severity, spans.starts_at) filter (where spans.starts_at <= governed.looked_at)
        end as severity
    from governed
    inner join intermediate.int_ticket_severities as spans on governed.ticket_id = spans.ticket_id
    left join contract.severities as severities
        on governed.term_id = severities.term_id and lower(spans.severity) = severities.severity_key
    where governed.has_severity_changes
    group by governed.period_id, governed.ticket_id, governed.measure, governed.cycle, governed.severity_change

),

with_severity as (

    select
        governed.*,
        case when governed.has_severity_changes then changed.severity else governed.initial_severity end as own_severity,
        arg_max(case when governed.has_severity_changes then changed.severity else governed.initial_severity end, governed.looked_at)
            filter (where governed.measure <> 'respond')
            over (partition by governed.period_id, governed.ticket_id, governed.cycle) as last_severity
    from governed
    left join changed
        on governed.period_id = changed.period_id and governed.ticket_id = changed.ticket_id
        and governed.measure = changed.measure and governed.cycle = changed.cycle

),

own as (

    select with_severity.*, promises.severity, promises.severity_rank, promises.within_text, promises.kind, promises.within_seconds, promises.within_days
    from with_severity
    inner join contract.promises as promises
        on with_severity.term_id = promises.term_id and with_severity.measure = promises.measure
        and lower(with_severity.own_severity) = promises.severity_key

),

fallback as (

    select with_severity.*, promises.severity, promises.severity_rank, promises.within_text, promises.kind, promises.within_seconds, promises.within_days
    from with_severity
    inner join contract.promises as promises
        on with_severity.term_id = promises.term_id and with_severity.measure = promises.measure
        and lower(with_severity.last_severity) = promises.severity_key
    where with_severity.has_severity_changes
        and with_severity.measure <> 'respond'
        and not exists (
            select 1
            from own
            where own.period_id = with_severity.period_id and own.ticket_id = with_severity.ticket_id
                and own.cycle = with_severity.cycle and own.measure <> 'respond'
        )

)

select * exclude (own_severity, last_severity, severity_change, initial_severity) from own
union all by name
select * exclude (own_severity, last_severity, severity_change, initial_severity) from fallback
