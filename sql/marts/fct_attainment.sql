-- SLA attainment per severity and measure, per month and quarter: met and breached, never a percentage alone.
-- grain: period_id, severity, measure

with

promises as (

    select
        spans.period_id,
        promises.severity,
        promises.measure,
        arg_max(promises.within_text, terms.effective_from_at) as within_text
    from run.spans as spans
    inner join contract.terms as terms
        on terms.effective_from_at < spans.ends_at and terms.effective_until_at > spans.starts_at
    inner join contract.promises as promises on terms.term_id = promises.term_id
    group by all

),

judged as (

    select period_id, severity, measure, max(within_text) as within_text
    from marts.fct_counted_measures
    group by all

)

select
    balance.period_id,
    balance.severity,
    balance.measure,
    balance.severity_rank,
    coalesce(promises.within_text, judged.within_text) as within_text,
    balance.met,
    balance.breached,
    balance.carried_over,
    balance.excluded,
    balance.no_data,
    percent_text(balance.met, balance.met + balance.breached) as attainment_percent
from marts.fct_balance as balance
left join promises
    on balance.period_id = promises.period_id and balance.severity = promises.severity and balance.measure = promises.measure
left join judged
    on balance.period_id = judged.period_id and balance.severity = judged.severity and balance.measure = judged.measure
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: Severity, as the agreement names it.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   within_text: The time that is promised, as the agreement writes it.
--   met: Cases in which the promise was kept.
--   breached: Cases in which the promise was broken.
--   carried_over: Cases that are not decided at the end of the period.
--   excluded: Cases that are left out: cancelled, duplicate, or under an approved exclusion.
--   no_data: Cases that cannot be judged.
--   attainment_percent?: met / (met + breached), floored to three decimals; null without a case.
