-- The exported files that are loaded: hash, zone of instants without offset, and the order that settles corrections.
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
    list_contains(columns, 'approved_at') or list_contains(columns, 'approved_by') as has_approval_columns
from raw.loads
