-- Incidents that are left out of SLA measures, with the reason and who approved it.
-- grain: period_id, ticket_id
select
    measures.period_id,
    measures.ticket_id,
    any_value(measures.left_out_because) as left_out_because,
    any_value(exclusions.reason_ja) as reason_ja,
    any_value(exclusions.reason_en) as reason_en,
    any_value(exclusions.approved_by) as approved_by,
    bool_or(measures.is_counted) as is_counted,
    -- Where a due instant had passed before: by how much, at the worst.
    max(measures.late_seconds) as late_seconds
from marts.fct_counted_measures as measures
left join contract.exclusions as exclusions
    on measures.left_out_because = exclusions.exclusion_id and exclusions.target_kind = 'ticket' and exclusions.target = measures.ticket_id
where measures.verdict = 'excluded'
group by measures.period_id, measures.ticket_id
