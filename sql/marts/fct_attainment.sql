-- SLA attainment per severity and measure, month by month: met and breached, never a percentage alone.
-- grain: period_id, severity, measure

with

promised as (

    -- Every promise in force during the month has its row, also when nothing happened: 0 of 0 is not 100 %.
    select
        periods.period_id,
        promises.severity,
        promises.measure,
        min(promises.severity_rank) as severity_rank,
        arg_max(promises.within_text, terms.effective_from_at) as within_text
    from run.periods as periods
    inner join contract.terms as terms
        on terms.effective_from_at < periods.ends_at and terms.effective_until_at > periods.starts_at
    inner join contract.promises as promises on terms.term_id = promises.term_id
    group by all

),

counted as (

    select
        period_id,
        severity,
        measure,
        min(severity_rank) as severity_rank,
        max(within_text) as within_text,
        count(*) filter (where verdict = 'met' and is_counted) as met,
        count(*) filter (where verdict = 'breached' and is_counted) as breached,
        count(*) filter (where verdict <> 'excluded' and is_carried_over) as carried_over,
        count(*) filter (where verdict = 'excluded' and is_counted) as excluded
    from marts.fct_ticket_measures
    group by all

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
