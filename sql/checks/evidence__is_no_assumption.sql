-- Every source of states says until when it speaks.
-- severity: note
-- fix: Say in sources.yaml when the export was made, or what it covers: exported_at: "2026-11-01T00:10:00+09:00", or covers: { from: ..., until: ... }
select coalesce(min(loads.file), reach.source_id) as subject, min(loads.file) as file, null::bigint as row,
    'it has an instant in the period, so it is taken to reach ' || strftime(make_timestamp(max(reach.ends_at) * 1000000), '%Y-%m-%dT%H:%M:%SZ') as detail
from intermediate.int_service_reach as reach
inner join run.periods as periods on reach.starts_at = periods.starts_at and periods.is_reported
inner join staging.stg_loads as loads on reach.source_id = loads.source_id and loads.table_name = 'uptime_states'
-- Only where something was open: what has an end of its own assumes nothing.
where not reach.is_told
    and exists (
        select 1 from (
            select source_id, starts_at, ends_at from intermediate.int_service_state_rows where is_open and state = 'up'
            union all
            select source_id, starts_at, ends_at from intermediate.int_service_unlisted
        ) as claimed
        where claimed.source_id = reach.source_id and claimed.starts_at < reach.ends_at and claimed.ends_at > reach.ends_at
    )
group by reach.source_id
order by all
