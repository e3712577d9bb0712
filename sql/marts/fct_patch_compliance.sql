-- Patch compliance per severity: of the patches that fell due in the period, those applied by their date.
-- grain: period_id, severity
select
    period_id,
    severity,
    (count(*) filter (where is_due_in_period))::integer as due,
    (count(*) filter (where is_due_in_period and is_on_time))::integer as on_time,
    (count(*) filter (where is_due_in_period and not is_on_time and not is_open))::integer as late,
    (count(*) filter (where is_due_in_period and is_open))::integer as still_open,
    percent_text(count(*) filter (where is_due_in_period and is_on_time), count(*) filter (where is_due_in_period)) as compliance_percent
from marts.fct_patches
group by period_id, severity
union all
select
    period_id,
    'all',
    (count(*) filter (where is_due_in_period))::integer,
    (count(*) filter (where is_due_in_period and is_on_time))::integer,
    (count(*) filter (where is_due_in_period and not is_on_time and not is_open))::integer,
    (count(*) filter (where is_due_in_period and is_open))::integer,
    percent_text(count(*) filter (where is_due_in_period and is_on_time), count(*) filter (where is_due_in_period))
from marts.fct_patches
group by period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: Severity of the patches; all for all together.
--   due: Patches that fell due in the period.
--   on_time: Of them, those applied by then.
--   late: Of them, those applied later.
--   still_open: Of them, those that are still missing.
--   compliance_percent?: on_time / due, floored to three decimals; null without a case.
