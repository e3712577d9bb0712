-- Problems that were open in a period or opened in it: root cause, known error, age and linked incidents.
-- grain: period_id, problem_id
with

spans as (

    select rollups.period_id, min(months.starts_at) as starts_at, max(months.ends_at) as ends_at, max(months.as_of) as as_of
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    group by rollups.period_id

),

seen_problems as (

    select
        spans.*,
        problems.* exclude (root_cause_at, resolved_at),
        seen(problems.root_cause_at, spans.as_of) as root_cause_at,
        seen(problems.resolved_at, spans.as_of) as resolved_at,
        problems.opened_at + review.problem_root_cause_within_seconds as root_cause_due_at
    from spans
    inner join staging.stg_problems as problems on problems.opened_at < spans.ends_at and problems.opened_at <= spans.as_of
    cross join contract.review as review

)

select
    period_id,
    problem_id,
    service_id,
    title,
    opened_at,
    root_cause_at,
    resolved_at,
    status,
    is_known_error,
    related_tickets,
    coalesce(resolved_at, as_of) - opened_at as age_seconds,
    opened_at >= starts_at as is_opened_in_period,
    coalesce(resolved_at >= starts_at, false) as is_resolved_in_period,
    resolved_at is null as is_open,
    root_cause_due_at >= starts_at and root_cause_due_at < ends_at and root_cause_due_at <= as_of as is_root_cause_due_in_period,
    coalesce(root_cause_at <= root_cause_due_at, false) as is_root_cause_on_time
from seen_problems
-- One that was resolved before its root cause fell due is judged in the month of the due date all the same.
where resolved_at is null or resolved_at >= starts_at or root_cause_due_at >= starts_at and root_cause_due_at < ends_at and root_cause_due_at <= as_of
