-- Measures that were there when a period began, as known then, beside what became of them by its end; months and quarters.
-- grain: period_id, ticket_no, measure_before, cycle
--
-- A completion that changed its name with the severity (resolve of medium, restore of high) is one measure that moved.
-- `measure` is null where it is no longer promised. Tickets to which nothing happened any more are not among them.

with

before as (

    select
        spans.period_id,
        spans.kind,
        spans.closing_no,
        judged.ticket_no,
        judged.cycle,
        judged.measure as measure_before,
        promises.severity as severity_before,
        judged.standing as standing_before,
        judged.attribution as attribution_before,
        judged.was_late as was_late_before
    from run.spans as spans
    inner join intermediate.int_measures_judged as judged on spans.opening_no = judged.cutoff_no
    inner join intermediate.int_tickets as tickets on judged.ticket_no = tickets.ticket_no
    inner join contract.promises as promises on judged.promise_id = promises.promise_id
    where is_looked_at(tickets.opened_at, tickets.last_seen_at, tickets.is_finished, spans.starts_at, spans.as_of)

),

closings as (

    -- The last cut-off of the period at which the ticket was looked at: later ones would say the same.
    select period_id, ticket_no, closing_no as cutoff_no
    from before
    where kind = 'month'
    group by all

    union all

    select before.period_id, before.ticket_no, quarters.cutoff_no
    from (select distinct period_id, ticket_no from before where kind = 'quarter') as before
    inner join intermediate.int_ticket_quarters as quarters
        on before.period_id = quarters.period_id and before.ticket_no = quarters.ticket_no

),

after as (

    select closings.period_id, judged.ticket_no, judged.cycle, judged.measure, promises.severity
    from closings
    inner join intermediate.int_measures_judged as judged
        on closings.cutoff_no = judged.cutoff_no and closings.ticket_no = judged.ticket_no
    inner join contract.promises as promises on judged.promise_id = promises.promise_id

),

named as (

    select before.* exclude (kind, closing_no), after.measure, after.severity
    from before
    left join after
        on before.period_id = after.period_id and before.ticket_no = after.ticket_no
        and before.cycle = after.cycle and before.measure_before = after.measure

),

renamed as (

    select named.period_id, named.ticket_no, named.cycle, named.measure_before, after.measure, after.severity
    from named
    inner join after
        on named.period_id = after.period_id and named.ticket_no = after.ticket_no and named.cycle = after.cycle
    anti join before
        on after.period_id = before.period_id and after.ticket_no = before.ticket_no
        and after.cycle = before.cycle and after.measure = before.measure_before
    where named.measure is null and named.measure_before <> 'respond' and after.measure <> 'respond'

)

select
    named.* exclude (measure, severity),
    coalesce(named.measure, renamed.measure) as measure,
    coalesce(named.severity, renamed.severity) as severity
from named
left join renamed
    on named.period_id = renamed.period_id and named.ticket_no = renamed.ticket_no
    and named.cycle = renamed.cycle and named.measure_before = renamed.measure_before
