-- Every window of the reported period was approved by its cut-off.
-- severity: note
-- fix: Nothing to do if the approval is right; the report says when it was given.
select maintenance.window_id as subject, null::varchar as file, null::bigint as row,
    'approved ' || strftime(make_timestamp(maintenance.approved_at * 1000000), '%Y-%m-%dT%H:%M:%SZ') || coalesce(' by ' || maintenance.approved_by, '') as detail
from marts.fct_maintenance as maintenance
inner join run.period as period on maintenance.period_id = period.period_id
where maintenance.is_approved_later and not maintenance.is_planned
order by all
