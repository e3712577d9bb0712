-- What each month and each quarter counts: every promise as known at the period's end, beside what stood at its beginning.
-- grain: period_id, ticket_id, measure, cycle
-- as: view
--
-- A quarter looks at its own two cut-offs, so it is not the sum of its months where a measure was decided twice in it.

with

quarters as (

    select
        lasts.period_id,
        measures.* exclude (period_id, measure_before, severity_before, standing_before, is_counted, is_carried_over),
        movements.measure_before,
        movements.severity_before,
        movements.standing_before,
        case
            when measures.attribution = 'opened' then measures.started_at >= lasts.starts_at
            else coalesce(movements.standing_before <> measures.standing, true)
        end as is_news
    from marts.fct_ticket_measures as measures
    inner join run.periods as months on measures.period_id = months.period_id
    inner join intermediate.int_ticket_quarters as lasts
        on months.ordinal = lasts.cutoff_no and measures.ticket_no = lasts.ticket_no
    left join intermediate.int_measure_movements as movements
        on lasts.period_id = movements.period_id and lasts.ticket_no = movements.ticket_no
        and measures.measure = movements.measure and measures.cycle = movements.cycle

)

select * replace (period_id::varchar as period_id)
from marts.fct_ticket_measures

union all by name

select
    * exclude (is_news),
    standing <> 'running' and is_news as is_counted,
    standing = 'running' and (attribution <> 'opened' or is_news) as is_carried_over
from quarters
