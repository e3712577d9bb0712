-- Measures of which a quarter does not say what its months said together: decided twice in it, or undone.
-- grain: period_id, ticket_id, measure, cycle

with

monthly as (

    select
        spans.period_id,
        measures.ticket_id,
        measures.measure = 'respond' as is_response,
        measures.cycle,
        measures.period_id as month_id,
        measures.measure,
        measures.severity,
        measures.standing
    from run.spans as spans
    inner join run.rollups as rollups on spans.period_id = rollups.period_id
    inner join marts.fct_ticket_measures as measures on rollups.month_id = measures.period_id
    where spans.kind = 'quarter' and measures.is_counted

),

quarterly as (

    select period_id, ticket_id, measure = 'respond' as is_response, cycle, measure, severity, standing, is_counted
    from marts.fct_counted_measures
    where period_id in (select period_id from run.spans where kind = 'quarter')

),

said as (

    select
        period_id,
        ticket_id,
        is_response,
        cycle,
        list({'month': month_id::varchar, 'verdict': standing::varchar} order by month_id) as months,
        count(*) as times,
        arg_max(measure, month_id) as measure,
        arg_max(severity, month_id) as severity,
        arg_max(standing, month_id) as standing
    from monthly
    group by period_id, ticket_id, is_response, cycle

)

select
    said.period_id,
    said.ticket_id,
    coalesce(quarterly.measure, said.measure) as measure,
    said.cycle,
    coalesce(quarterly.severity, said.severity) as severity,
    said.months,
    case
        when quarterly.standing is null then 'no-longer-promised'
        when quarterly.standing = 'running' then 'carried-over'
        else quarterly.standing::varchar
    end as period_verdict
from said
left join quarterly
    on said.period_id = quarterly.period_id and said.ticket_id = quarterly.ticket_id
    and said.is_response = quarterly.is_response and said.cycle = quarterly.cycle
where said.times > 1 or not coalesce(quarterly.is_counted, false) or said.standing <> quarterly.standing
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   cycle: 1, and one more for each time that the clock began anew.
--   severity: Severity, as the agreement names it.
--   months: What each month said, earliest first.
--   period_verdict (met, breached, excluded, no-data, carried-over, no-longer-promised): What the quarter says.
