-- The exported files that a report rests on: those that tell of something before the period's cut-off.
-- grain: period_id, load_id
--
-- A file of which no row could be read tells nothing; it is listed all the same, with the rows that were set aside.
with

reach as (

    select load_id, min(known_at) as known_at
    from intermediate.int_row_instants
    group by load_id

    union all

    select _load, min(first_at)
    from staging.stg_uptime_runs
    group by _load

),

rejected as (

    select _load as load_id, count(distinct (table_name, _row)) as row_count
    from staging.stg_rejected_cells
    group by _load

)

select
    spans.period_id,
    loads.load_id,
    loads.file,
    loads.sha256,
    loads.table_name,
    loads.row_count as rows,
    (loads.rejected_count + coalesce(rejected.row_count, 0))::integer as rejected,
    loads.ordinal
from run.spans as spans
cross join staging.stg_loads as loads
left join (select load_id, min(known_at) as known_at from reach group by load_id) as reached on loads.load_id = reached.load_id
left join rejected on loads.load_id = rejected.load_id
where coalesce(reached.known_at < spans.as_of, true)
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   load_id: Number of the file.
--   file: Path below exports/.
--   sha256: Hash of its bytes.
--   table_name: The table that it fills.
--   rows: Rows that were read.
--   rejected: Rows that could not be read.
--   ordinal: Order that settles corrections.
