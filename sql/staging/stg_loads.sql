-- The exported files that are loaded: hash, zone of instants without offset, what they are evidence of, and the order that settles corrections.
-- grain: load_id
select
    load_id,
    file,
    sha256,
    table_name,
    zone,
    row_count,
    rejected_count,
    ordinal,
    -- All files of one entry of sources.yaml, and all generic files of one table without an entry, are one source.
    source_id,
    format,
    rows_kind,
    is_otherwise_up,
    ends_at_last_line,
    exported_at,
    covers_from,
    covers_until,
    is_apart,
    list_contains(columns, 'approved_at') or list_contains(columns, 'approved_by') as has_approval_columns,
    columns,
    -- Of tickets: whether any file of the source has a column of responses.
    coalesce(bool_or(tells_responses) over (partition by source_id), true) as has_response_column
from raw.loads
