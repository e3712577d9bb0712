-- Every promise on every incident, month by month: verdict, due instant, what the clock ran, and whether the month counts it.
-- grain: period_id, ticket_id, measure, cycle
--
-- Each month is judged with what was known at its own cut-off, so that a month that was reported stays as it was.
-- attribution `decided`: a month counts a verdict that was decided at its end and is not the one that stood at its
-- beginning. `resolved` waits for the stop, whatever the verdict; `opened` is a cohort: what began in the month.

with

measures as (

    select
        periods.period_id,
        tickets.ticket_id,
        tickets.ticket_no,
        judged.measure,
        judged.cycle,
        promises.severity,
        promises.severity_rank,
        promises.within_text,
        periods.as_of,
        case when promises.kind <> 'always' then tickets.calendar_id end as calendar_id,
        judged.* exclude (cutoff_no, ticket_no, measure, cycle, promise_id),
        judged.late_raised_at is not null as is_late_when_raised,
        tickets.service_id,
        tickets.site_id,
        movements.measure_before,
        movements.severity_before,
        movements.standing_before,
        case
            when judged.attribution = 'opened' then judged.started_at >= periods.starts_at
            else coalesce(movements.standing_before <> judged.standing, true)
        end as is_news
    from intermediate.int_measures_judged as judged
    inner join run.periods as periods on judged.cutoff_no = periods.ordinal
    inner join intermediate.int_tickets as tickets on judged.ticket_no = tickets.ticket_no
    inner join contract.promises as promises on judged.promise_id = promises.promise_id
    left join intermediate.int_measure_movements as movements
        on periods.period_id = movements.period_id and judged.ticket_no = movements.ticket_no
        and judged.measure = movements.measure and judged.cycle = movements.cycle

)

select
    * exclude (is_news),
    standing <> 'running' and is_news as is_counted,
    -- Undecided at the end; a cohort holds what began in its month.
    standing = 'running' and (attribution <> 'opened' or is_news) as is_carried_over,
    case when was_late then -margin_seconds end as late_seconds
from measures
