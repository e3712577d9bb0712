-- Maintenance exports say who approved.
-- severity: note
-- fix: Add approved_at and approved_by to the export.
select loads.file as subject, loads.file, null::bigint as row, 'neither approved_at nor approved_by' as detail
from staging.stg_loads as loads
where loads.table_name = 'maintenance' and not loads.has_approval_columns and loads.row_count > 0
order by all
