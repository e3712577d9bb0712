-- Incidents that are left out, with the reason and who approved it: of those with SLA measures, and of those without.
-- grain: period_id, ticket_id

with

measured as (

    select
        measures.period_id,
        measures.ticket_id,
        any_value(measures.left_out_because) as left_out_because,
        any_value(exclusions.reason_ja) as reason_ja,
        any_value(exclusions.reason_en) as reason_en,
        any_value(exclusions.approved_by) as approved_by,
        bool_or(measures.is_counted) as is_counted
    from marts.fct_counted_measures as measures
    left join contract.exclusions as exclusions
        on measures.left_out_because = exclusions.exclusion_id and exclusions.target_kind = 'ticket' and exclusions.target = measures.ticket_id
    where measures.verdict = 'excluded'
    group by measures.period_id, measures.ticket_id

),

unmeasured as (

    -- Of a severity that is promised nothing: cancelled, or known as a duplicate, in the period.
    select
        spans.period_id,
        tickets.ticket_id,
        case when tickets.is_cancelled then 'cancelled' else 'duplicate' end as left_out_because,
        true as is_counted
    from run.spans as spans
    inner join intermediate.int_tickets as tickets
        on tickets.left_out_at >= spans.starts_at and tickets.left_out_at < least(spans.ends_at, spans.as_of)
    anti join marts.fct_counted_measures as measures
        on spans.period_id = measures.period_id and tickets.ticket_id = measures.ticket_id
    where tickets.type = 'incident'

)

select * from measured
union all by name
select * from unmeasured
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   left_out_because: cancelled, duplicate, or the id of an exclusion.
--   reason_ja?: The reason in Japanese; null where none is written.
--   reason_en?: The reason in English; null where none is written.
--   approved_by?: Who approved it; null where nobody is named.
--   is_counted: Whether the period says so for the first time.
