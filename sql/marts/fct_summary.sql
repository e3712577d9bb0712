-- The figures of the summary page in one row, and the overall status that follows from all promises of the period.
-- grain: period_id
--
-- action: availability missed as a whole; a breach of the gravest severity (the agreement's first); or an attainment far below
-- its target: below the target that is agreed as a KPI, else below nine cases in ten. attention: any other miss.
-- unknown: nothing was missed, but something that is promised could not be judged. good: every promise was judged and kept.
-- While a period runs, availability has no verdict: its figures so far may still be lost or won.
with

running as (

    select rollups.period_id, max(months.as_of) < max(months.ends_at) as is_running
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    group by rollups.period_id

),

services as (

    select
        period_id,
        count(*) filter (where agreed_seconds > 0) as services,
        count(*) filter (where is_met is not null) as judged,
        count(*) filter (where is_met) as met,
        count(*) filter (where not is_met) as missed
    from marts.fct_service_availability
    group by period_id

),

gravest as (

    select period_id, arg_min(severity, severity_rank) as severity, min(severity_rank) as severity_rank
    from marts.fct_attainment
    group by period_id

),

attainments as (

    select
        attainment.period_id,
        attainment.severity,
        attainment.severity_rank,
        attainment.measure,
        attainment.breached,
        attainment.no_data,
        attainment.attainment_percent,
        kpis.target_text,
        case
            when attainment.met + attainment.breached = 0 then false
            when kpis.target_text is not null then kpis.verdict = 'missed'
            else is_far_below(attainment.met, attainment.met + attainment.breached)
        end as is_far_below
    from marts.fct_attainment as attainment
    left join marts.fct_kpis as kpis
        on attainment.period_id = kpis.period_id and attainment.severity = kpis.severity and attainment.measure = kpis.measure

),

promises as (

    select
        attainments.period_id,
        count(*) as promises,
        sum(attainments.breached) as breached,
        sum(attainments.no_data) as no_data,
        sum(attainments.breached) filter (where attainments.severity_rank = gravest.severity_rank) as gravest_breached,
        arg_min(
            {
                'severity': attainments.severity::varchar, 'measure': attainments.measure::varchar,
                'percent': attainments.attainment_percent, 'target': attainments.target_text
            },
            (attainments.severity_rank, attainments.measure::varchar)
        ) filter (where attainments.is_far_below) as far_below
    from attainments
    inner join gravest on attainments.period_id = gravest.period_id
    group by attainments.period_id

),

breached as (

    select period_id, count(distinct ticket_id) as tickets
    from marts.fct_counted_measures
    where verdict = 'breached' and is_counted
    group by period_id

),

open_now as (

    select lasts.period_id, count(*) as measures
    from (select period_id, max(month_id) as month_id from run.rollups group by period_id) as lasts
    inner join marts.fct_open_measures as measures on lasts.month_id = measures.period_id
    group by lasts.period_id

),

overdue as (

    select period_id, count(*) as patches, min(due_at) as oldest_due_at
    from marts.fct_patches
    where is_open
    group by period_id

),

figures as (

    select
        presence.period_id,
        presence.months,
        presence.months_with_tickets,
        presence.months_monitored,
        coalesce(services.services, 0)::integer as services,
        coalesce(running.is_running, false) as is_running,
        case when running.is_running then 0 else coalesce(services.judged, 0) end::integer as services_judged,
        case when running.is_running then 0 else coalesce(services.met, 0) end::integer as services_met,
        case when running.is_running then 0 else coalesce(services.missed, 0) end::integer as services_missed,
        case when not coalesce(running.is_running, false) then overall.is_met end as is_overall_met,
        coalesce(promises.promises, 0)::integer as promises,
        gravest.severity as gravest_severity,
        coalesce(promises.breached, 0)::integer as breaches,
        coalesce(promises.gravest_breached, 0)::integer as gravest_breaches,
        coalesce(promises.no_data, 0)::integer as measures_without_data,
        coalesce(breached.tickets, 0)::integer as breached_tickets,
        promises.far_below.severity as far_below_severity,
        promises.far_below.measure as far_below_measure,
        promises.far_below.percent as far_below_percent,
        promises.far_below.target as far_below_target,
        coalesce(open_now.measures, 0)::integer as open_measures,
        coalesce(overdue.patches, 0)::integer as patches_overdue,
        overdue.oldest_due_at as oldest_patch_due_at
    from marts.fct_data_presence as presence
    left join running on presence.period_id = running.period_id
    left join services on presence.period_id = services.period_id
    left join marts.fct_overall_availability as overall on presence.period_id = overall.period_id and overall.scope = 'all'
    left join gravest on presence.period_id = gravest.period_id
    left join promises on presence.period_id = promises.period_id
    left join breached on presence.period_id = breached.period_id
    left join open_now on presence.period_id = open_now.period_id
    left join overdue on presence.period_id = overdue.period_id

)

select
    *,
    case
        when is_overall_met = false or gravest_breaches > 0 or far_below_severity is not null then 'action'
        when services_missed > 0 or breaches > 0 then 'attention'
        when is_running then 'unknown'
        when services_judged < services or services > 0 and months_monitored < months then 'unknown'
        when promises > 0 and months_with_tickets < months then 'unknown'
        when measures_without_data > 0 then 'unknown'
        when services + promises = 0 then 'unknown'
        else 'good'
    end as status
from figures
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   months: Months of the period.
--   months_with_tickets: Months of it that have tickets.
--   months_monitored: Months of it that have monitoring.
--   services: Services with agreed time.
--   is_running: Whether the period still runs.
--   services_judged: Of them, those with a verdict; none while the period runs.
--   services_met: Of them, those that met their target.
--   services_missed: Of them, those that missed it.
--   is_overall_met?: Whether availability as a whole met its target; null without a verdict or while the period runs.
--   promises: Promises of the period, one a severity and measure.
--   gravest_severity?: The gravest severity that is promised something; null if none is.
--   breaches: Measures that were breached.
--   gravest_breaches: Of them, those of the gravest severity.
--   measures_without_data: Measures that cannot be judged.
--   breached_tickets: Tickets with a breach.
--   far_below_severity?: Severity of the promise that is furthest below (macros.sql); null if none is far below.
--   far_below_measure? (respond, restore, resolve): Its measure; null if none is far below.
--   far_below_percent?: Its attainment; null if none is far below.
--   far_below_target?: Its target; null if none is far below, or it has none.
--   open_measures: Clocks that run at the cut-off.
--   patches_overdue: Patches that are missing past their date.
--   oldest_patch_due_at?: The earliest of these dates; null if none is missing.
--   status (good, attention, action, unknown): What the page says at a glance.
