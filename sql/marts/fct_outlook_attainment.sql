-- How many more cases may be missed, or must be met, until each attainment target is reached: what is open counts as still to be won.
-- grain: period_id, severity, measure
--
-- Of n cases (met, breached, open) a target of t % allows floor(n * (100 - t) / 100) to be missed. Without a target every case
-- is promised. lost: nothing can win it back (a breach where every case is promised). at-risk: short of the target so far, or
-- more open clocks than may be missed have less than a quarter of their time left. else on-course.
with

scale as (

    -- Percentages with six decimals, as whole numbers.
    select 100 * 1000000::hugeint as whole

),

open_cases as (

    select
        open_measures.period_id,
        open_measures.severity,
        open_measures.measure,
        count(*) as open,
        count(*) filter (
            where not open_measures.is_paused and open_measures.left_seconds * 4 < open_measures.due_at - open_measures.started_at
        ) as short
    from marts.fct_open_measures as open_measures
    where open_measures.is_carried_over
    group by all

),

cases as (

    select
        promises.period_id,
        promises.severity,
        promises.measure,
        attainment.severity_rank,
        attainment.within_text,
        promises.target_percent,
        attainment.met,
        attainment.breached,
        coalesce(open_cases.open, 0)::bigint as open,
        coalesce(open_cases.short, 0)::bigint as short,
        presence.months_with_tickets > 0 as has_tickets,
        scale.whole,
        coalesce((promises.target_percent::decimal(24, 6) * 1000000)::hugeint, scale.whole) as target,
        attainment.met + attainment.breached + coalesce(open_cases.open, 0) as n
    from marts.fct_promises as promises
    inner join marts.fct_attainment as attainment
        on promises.period_id = attainment.period_id and promises.severity = attainment.severity and promises.measure = attainment.measure
    inner join marts.fct_data_presence as presence on promises.period_id = presence.period_id
    cross join scale
    left join open_cases
        on promises.period_id = open_cases.period_id and promises.severity = open_cases.severity and promises.measure = open_cases.measure

),

counted as (

    select *, (n * (whole - target) // whole)::bigint - breached as spare
    from cases

)

select
    period_id,
    severity,
    measure,
    severity_rank,
    within_text,
    target_percent,
    met,
    breached,
    open,
    short,
    -- Of those that are open now.
    greatest(least(spare, open), 0)::bigint as may_miss,
    -- Further cases, beyond those that are open now, that would all have to be met; null where none is needed or none would help.
    case
        when spare < 0 and target < whole
            then ((target * n - whole * (met + open) + whole - target - 1) // (whole - target))::bigint
    end as must_meet,
    case
        when not has_tickets then 'no-data'
        when spare < 0 and target = whole then 'lost'
        when breached * whole > (met + breached) * (whole - target) then 'at-risk'
        when short > spare then 'at-risk'
        else 'on-course'
    end as status
from counted
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: Severity, as the agreement names it.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   within_text: The time that is promised, as the agreement writes it.
--   target_percent?: The target; null where every case is promised.
--   met: Cases in which the promise was kept.
--   breached: Cases in which the promise was broken.
--   open: Clocks that run at the cut-off.
--   short: Of them, those with less than a quarter of their time left.
--   may_miss: Of those that are open, how many may be missed.
--   must_meet?: Further cases that would all have to be met; null where none is needed or none would help.
--   status (no-data, lost, at-risk, on-course): What can still become of it.
