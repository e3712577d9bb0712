-- Changes by the period of their end as known at its cut-off, planned against actual, with the incidents that followed within the agreed window.
-- grain: period_id, change_id
with

spans as (

    select period_id, starts_at, ends_at, as_of
    from run.spans

),

versions as (

    select
        spans.*,
        changes.*,
        coalesce(changes.actual_start_at < spans.as_of, true) and coalesce(changes.actual_end_at < spans.as_of, true) as is_all_known
    from spans
    cross join staging.stg_change_versions as changes
    qualify row_number() over (
        partition by spans.period_id, changes.change_id
        order by is_all_known desc, case when is_all_known then changes.version else -changes.version end desc
    ) = 1

),

dated as (

    select
        * replace (
            known(actual_start_at, as_of) as actual_start_at,
            known(actual_end_at, as_of) as actual_end_at,
            case when coalesce(actual_end_at, planned_end_at, planned_start_at) < as_of then outcome end as outcome
        )
    from versions
    where coalesce(actual_end_at, planned_end_at, planned_start_at) >= starts_at
        and coalesce(actual_end_at, planned_end_at, planned_start_at) < least(ends_at, as_of)

),

followed as (

    select
        dated.period_id,
        dated.change_id,
        list(tickets.ticket_id order by tickets.opened_at, tickets.ticket_id) as ticket_ids
    from dated
    cross join contract.review as review
    inner join intermediate.int_tickets as tickets
        on dated.service_id = tickets.service_id
        and tickets.type = 'incident' and tickets.duplicate_of is null and not tickets.is_cancelled
        and tickets.opened_at >= coalesce(dated.actual_start_at, dated.planned_start_at)
        and tickets.opened_at <= coalesce(dated.actual_end_at, dated.planned_end_at) + review.change_incident_window_seconds
        and tickets.opened_at < dated.as_of
    where dated.outcome is distinct from 'cancelled'
    group by dated.period_id, dated.change_id

)

select
    dated.period_id,
    dated.change_id,
    dated.service_id,
    dated.title,
    dated.kind,
    dated.planned_start_at,
    dated.planned_end_at,
    dated.actual_start_at,
    dated.actual_end_at,
    dated.outcome,
    dated.approved_by,
    case when dated.actual_end_at > dated.planned_end_at then dated.actual_end_at - dated.planned_end_at else 0 end as overrun_seconds,
    coalesce(followed.ticket_ids, []) as incidents_after
from dated
left join followed on dated.period_id = followed.period_id and dated.change_id = followed.change_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   change_id: The change, as exported.
--   service_id?: The service; null where the export names none.
--   title?: Its title; null where the export has none.
--   kind?: Kind of change, as exported: standard, normal, emergency.
--   planned_start_at?: Planned beginning; null where none is written.
--   planned_end_at?: Planned end; null where none is written.
--   actual_start_at?: Actual beginning; null while it has not begun.
--   actual_end_at?: Actual end; null while it has not ended.
--   outcome?: What came of it: success, failed, rolled-back, cancelled; null while nothing is known.
--   approved_by?: Who approved it; null where nobody is named.
--   overrun_seconds: How long after its planned end it ended; 0 if it did not.
--   incidents_after: Incidents of the service that followed within the agreed window, earliest first.
