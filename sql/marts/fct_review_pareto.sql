-- Where it hurts: downtime and breaches by service, category of the incident and cause, the largest first.
-- grain: period_id, measured, dimension, key
--
-- An empty key holds what no incident, category or record explains, so that every dimension adds up to the same total.

with

costs as (

    select period_id, 'downtime' as measured, service_id, category, cause, counted_seconds as amount
    from marts.fct_review_outages
    where counted_seconds > 0

    union all

    select measures.period_id, 'breaches', coalesce(measures.service_id, ''), coalesce(tickets.category, ''), coalesce(causes.cause, ''), 1
    from marts.fct_counted_measures as measures
    inner join intermediate.int_tickets as tickets on measures.ticket_id = tickets.ticket_id
    left join marts.fct_review_causes as causes on measures.period_id = causes.period_id and measures.ticket_id = causes.ticket_id
    where measures.verdict = 'breached' and measures.is_counted

),

keyed as (

    select period_id, measured, amount, unnest([
        {'dimension': 'service', 'key': service_id},
        {'dimension': 'category', 'key': category},
        {'dimension': 'cause', 'key': cause}
    ], recursive := true)
    from costs

),

summed as (

    select period_id, measured, dimension, key, sum(amount)::bigint as amount
    from keyed
    group by all

)

select
    *,
    (row_number() over ranked)::integer as ordinal,
    percent_text(sum(amount) over ranked, sum(amount) over (partition by period_id, measured, dimension)) as cumulative_percent
from summed
-- What nothing explains stands last, however large it is.
window ranked as (partition by period_id, measured, dimension order by key = '', amount desc, key rows unbounded preceding)
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   measured (downtime, breaches): What is counted.
--   dimension (service, category, cause): By what.
--   key: The key within the dimension; empty where none is written.
--   amount: Seconds of downtime, or breaches.
--   ordinal: Place in the list, the largest first within measured and dimension.
--   cumulative_percent: Share of this and all larger ones, floored to three decimals.
