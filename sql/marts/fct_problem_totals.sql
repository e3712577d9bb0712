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
