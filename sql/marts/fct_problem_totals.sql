-- Problems of a period in one row, with how many root causes were found in the agreed time.
-- grain: period_id
select
    periods.period_id,
    (count(*) filter (where problems.is_opened_in_period))::integer as opened,
    (count(*) filter (where problems.is_resolved_in_period))::integer as resolved,
    (count(*) filter (where problems.is_open))::integer as still_open,
    (count(*) filter (where problems.is_open and problems.is_known_error))::integer as known_errors,
    (count(*) filter (where problems.is_root_cause_due_in_period))::integer as root_cause_due,
    (count(*) filter (where problems.is_root_cause_due_in_period and problems.is_root_cause_on_time))::integer as root_cause_on_time,
    percent_text(
        count(*) filter (where problems.is_root_cause_due_in_period and problems.is_root_cause_on_time),
        count(*) filter (where problems.is_root_cause_due_in_period)
    ) as root_cause_percent
from (select distinct period_id from run.rollups) as periods
left join marts.fct_problems as problems on periods.period_id = problems.period_id
group by periods.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   opened: Opened in the period.
--   resolved: Resolved in the period.
--   still_open: Open at the end of the period.
--   known_errors: Of them, known errors.
--   root_cause_due: Problems whose cause was to be found in the period.
--   root_cause_on_time: Of them, those whose cause was found by then.
--   root_cause_percent?: Share of them, floored to three decimals; null without a case.
