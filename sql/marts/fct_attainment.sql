-- SLA attainment per severity and measure, per month and quarter: met and breached, never a percentage alone.
-- grain: period_id, severity, measure
--
-- A quarter sums its months; what is carried over is what its last month carries over.

with

last_months as (

    select period_id, max(month_id) as last_month_id
    from run.rollups
    group by period_id

),

promised as (

    -- Every promise in force during the month has its row, also when nothing happened: 0 of 0 is not 100 %.
    select
        rollups.period_id,
        promises.severity,
        promises.measure,
        min(promises.severity_rank) as severity_rank,
        arg_max(promises.within_text, terms.effective_from_at) as within_text
    from run.rollups as rollups
    inner join run.periods as periods on rollups.month_id = periods.period_id
    inner join contract.terms as terms
        on terms.effective_from_at < periods.ends_at and terms.effective_until_at > periods.starts_at
    inner join contract.promises as promises on terms.term_id = promises.term_id
    group by all

),

counted as (

    select
        rollups.period_id,
        measures.severity,
        measures.measure,
        min(measures.severity_rank) as severity_rank,
        max(measures.within_text) as within_text,
        count(*) filter (where measures.verdict = 'met' and measures.is_counted) as met,
        count(*) filter (where measures.verdict = 'breached' and measures.is_counted) as breached,
        count(*) filter (
            where measures.verdict <> 'excluded' and measures.is_carried_over and measures.period_id = last_months.last_month_id
        ) as carried_over,
        count(*) filter (where measures.verdict = 'excluded' and measures.is_counted) as excluded
    from run.rollups as rollups
    inner join last_months on rollups.period_id = last_months.period_id
    inner join marts.fct_ticket_measures as measures on rollups.month_id = measures.period_id
    group by rollups.period_id, measures.severity, measures.measure

)

select
    coalesce(promised.period_id, counted.period_id) as period_id,
    coalesce(promised.severity, counted.severity) as severity,
    coalesce(promised.measure, counted.measure) as measure,
    coalesce(promised.severity_rank, counted.severity_rank) as severity_rank,
    coalesce(promised.within_text, counted.within_text) as within_text,
    coalesce(counted.met, 0)::integer as met,
    coalesce(counted.breached, 0)::integer as breached,
    coalesce(counted.carried_over, 0)::integer as carried_over,
    coalesce(counted.excluded, 0)::integer as excluded,
    percent_text(coalesce(counted.met, 0), coalesce(counted.met, 0) + coalesce(counted.breached, 0)) as attainment_percent
from promised
full join counted
    on promised.period_id = counted.period_id and promised.severity = counted.severity and promised.measure = counted.measure
