-- A ticket is answered, restored, resolved and closed in this order.
-- severity: note
-- fix: Look at the export: columns may be mixed up, or filled in later.
with contradictions as (
    select ticket_id, _load, _row, unnest([
        case when first_closed_at < first_resolved_at then 'closed before it was resolved: the resolution counts' end,
        case when first_restored_at > first_resolved_at then 'restored after it was resolved: the restoration counts' end,
        case when first_responded_at > least(first_restored_at, first_resolved_at) then 'answered after it was completed: the response counts' end
    ]) as detail
    from intermediate.int_tickets
    where type = 'incident' and not has_reopenings
)

select contradictions.ticket_id as subject, loads.file, contradictions._row as row, contradictions.detail
from contradictions
inner join staging.stg_loads as loads on contradictions._load = loads.load_id
where contradictions.detail is not null
order by all
