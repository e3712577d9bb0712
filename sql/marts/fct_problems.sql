-- Problems that were open in a period or opened in it, as known at its cut-off: root cause, known error, age, linked incidents.
-- grain: period_id, problem_id
--
-- Of several versions that of the newest export counts that tells of nothing after the cut-off, else the first, cut there.
-- The state is told by the instants: `status` says what the exported one adds (in progress, on hold) while both are open.
with

spans as (

    select period_id, starts_at, ends_at, as_of
    from run.spans

),

versions as (

    select
        spans.*,
        problems.*,
        coalesce(problems.root_cause_at < spans.as_of, true) and coalesce(problems.resolved_at < spans.as_of, true) as is_all_known
    from spans
    inner join staging.stg_problem_versions as problems on problems.opened_at < spans.as_of
    qualify row_number() over (
        partition by spans.period_id, problems.problem_id
        order by is_all_known desc, case when is_all_known then problems.version else -problems.version end desc
    ) = 1

),

linked as (

    select versions.period_id, versions.problem_id, list(tickets.ticket_id order by tickets.ticket_id) as ticket_ids
    from versions
    inner join intermediate.int_tickets as tickets
        on list_contains(regexp_split_to_array(coalesce(versions.related_tickets, ''), '[;,\s]+'), tickets.ticket_id)
        and tickets.opened_at < versions.as_of
    group by versions.period_id, versions.problem_id

),

seen_problems as (

    select
        versions.* replace (
            known(versions.root_cause_at, versions.as_of) as root_cause_at,
            known(versions.resolved_at, versions.as_of) as resolved_at
        ),
        versions.opened_at + review.problem_root_cause_within_seconds as root_cause_due_at,
        coalesce(linked.ticket_ids, []) as ticket_ids
    from versions
    left join linked on versions.period_id = linked.period_id and versions.problem_id = linked.problem_id
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
    case
        when resolved_at is not null then 'resolved'
        when is_all_known then status
        when root_cause_at is not null then 'root_cause_known'
        else 'open'
    end as status,
    is_known_error,
    ticket_ids as related_tickets,
    coalesce(resolved_at, as_of) - opened_at as age_seconds,
    opened_at >= starts_at as is_opened_in_period,
    coalesce(resolved_at >= starts_at, false) as is_resolved_in_period,
    resolved_at is null as is_open,
    root_cause_due_at >= starts_at and root_cause_due_at < as_of as is_root_cause_due_in_period,
    coalesce(root_cause_at <= root_cause_due_at, false) as is_root_cause_on_time
from seen_problems
-- One that was resolved before its root cause fell due is judged in the month of the due date all the same.
where resolved_at is null or resolved_at >= starts_at or root_cause_due_at >= starts_at and root_cause_due_at < as_of
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   problem_id: The problem, as exported.
--   service_id?: The service; null where the export names none.
--   title?: Its title; null where the export has none.
--   opened_at: When it was opened.
--   root_cause_at?: When its root cause was found; null while it is not.
--   resolved_at?: When it was resolved; null while it is not.
--   status?: Status, as exported; of a version that tells of later instants, what those before the cut-off say.
--   is_known_error: Whether the cause is known and no remedy applied.
--   related_tickets: The tickets that it names.
--   age_seconds: From its opening to its resolution, or to the cut-off.
--   is_opened_in_period: Whether it was opened in the period.
--   is_resolved_in_period: Whether it was resolved in the period.
--   is_open: Whether it is open at the cut-off.
--   is_root_cause_due_in_period: Whether the agreed time for finding the cause ended in the period.
--   is_root_cause_on_time: Whether it was found by then.
