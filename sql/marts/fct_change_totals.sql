-- Changes of a period in one row: how many were made, with what outcome, and the share of emergencies.
-- grain: period_id
--
-- Made: success, failed or rolled back. One that was cancelled was not made; one without an outcome is not decided yet, and
-- one with an outcome that is none of these is an error of the check and no failure. Success rate = success / made.
-- The share of emergencies is of the changes whose kind is known: one without a kind is no proof that it was planned.
select
    periods.period_id,
    count(changes.change_id)::integer as total,
    (count(*) filter (where changes.outcome in ('success', 'failed', 'rolled-back')))::integer as done,
    (count(*) filter (where changes.outcome = 'success'))::integer as success,
    (count(*) filter (where changes.outcome = 'failed'))::integer as failed,
    (count(*) filter (where changes.outcome = 'rolled-back'))::integer as rolled_back,
    (count(*) filter (where changes.outcome = 'cancelled'))::integer as cancelled,
    (count(*) filter (where changes.kind = 'emergency' and changes.outcome is distinct from 'cancelled'))::integer as emergency,
    (count(*) filter (where changes.kind in ('standard', 'normal', 'emergency') and changes.outcome is distinct from 'cancelled'))::integer
        as of_known_kind,
    percent_text(
        count(*) filter (where changes.outcome = 'success'),
        count(*) filter (where changes.outcome in ('success', 'failed', 'rolled-back'))
    ) as success_percent,
    percent_text(
        count(*) filter (where changes.kind = 'emergency' and changes.outcome is distinct from 'cancelled'),
        count(*) filter (where changes.kind in ('standard', 'normal', 'emergency') and changes.outcome is distinct from 'cancelled')
    ) as emergency_percent
from (select distinct period_id from run.rollups) as periods
left join marts.fct_changes as changes on periods.period_id = changes.period_id
group by periods.period_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   total: Changes of the period.
--   done: Of them, those with an outcome that is no cancellation.
--   success: Of them, those that succeeded.
--   failed: Of them, those that failed.
--   rolled_back: Of them, those that were rolled back.
--   cancelled: Of them, those that were cancelled.
--   emergency: Of those that were not cancelled, emergency changes.
--   of_known_kind: Of those that were not cancelled, those whose kind is known.
--   success_percent?: Share that succeeded, floored to three decimals; null without a case.
--   emergency_percent?: Share of emergency changes, of those whose kind is known, floored to three decimals; null without one.
