-- Patches by the period in which they fell due, and those still missing after their date.
-- grain: period_id, _load, _row
select
    spans.period_id,
    patches.asset_id,
    patches.service_id,
    coalesce(patches.severity, '') as severity,
    patches.due_at,
    known(patches.applied_at, spans.as_of) as applied_at,
    patches.due_at >= spans.starts_at as is_due_in_period,
    coalesce(known(patches.applied_at, spans.as_of) <= patches.due_at, false) as is_on_time,
    known(patches.applied_at, spans.as_of) is null as is_open,
    patches._load,
    patches._row
from run.spans as spans
inner join staging.stg_patches as patches on patches.due_at < spans.as_of
where patches.due_at >= spans.starts_at or known(patches.applied_at, spans.as_of) is null or patches.applied_at >= spans.starts_at
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   asset_id: The asset.
--   service_id?: The service; null where the export names none.
--   severity: Severity of the patch; empty where none is written.
--   due_at: By when it is to be applied.
--   applied_at?: When it was applied; null while it is not.
--   is_due_in_period: Whether it fell due in the period.
--   is_on_time: Whether it was applied by then.
--   is_open: Whether it is missing at the cut-off, past its date.
--   _load: Number of the exported file.
--   _row: Row in that file.
