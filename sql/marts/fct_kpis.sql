-- The KPIs of every month and quarter: value, target of the day, verdict and trend, all decided on exact integers.
-- grain: period_id, kpi
--
-- value = numerator / denominator (times 100 for a percentage); the text is floored. Target, attention and direction are
-- those in force on the period's last day. met: on the good side of the target; attention: met, but short of the early
-- warning; missed: short of the target. The trend compares with the period before: any difference counts.
-- MTTA and MTTR are medians, as in the monthly report; the means stand beside them, because only they re-sum.
-- First-level resolution is the service desk's own term (MetricNet, HDI): resolved at level 1, at whichever contact, which
-- is not resolution at the first contact. MTBF and its source stand in fct_incident_totals.

with

spans as (

    select
        rollups.period_id,
        rollups.period_id like '%Q%' as is_quarter,
        min(months.starts_at) as starts_at,
        max(months.ends_at) as ends_at,
        max(months.as_of) as as_of,
        max(months.period_id) as last_month_id
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    group by rollups.period_id

),

defined as (

    -- All that a report knows of a KPI but its words: where it stands, its unit, which way is better, and whether the two
    -- parts of its fraction are cases that a reader can count, printed beside it as "95 of 100".
    select *
    from (values
        ('availability', 1, 'service', 'percent', 'higher', false),
        ('mtta_minutes', 300, 'speed', 'minutes', 'lower', false),
        ('mtta_mean_minutes', 301, 'speed', 'minutes', 'lower', false),
        ('mttr_hours', 302, 'speed', 'hours', 'lower', false),
        ('mttr_mean_hours', 303, 'speed', 'hours', 'lower', false),
        ('mtbf_hours', 304, 'speed', 'hours', 'higher', false),
        ('incidents', 400, 'volume', 'count', null, false),
        ('incidents_resolved', 401, 'volume', 'count', null, false),
        ('requests', 402, 'volume', 'count', null, false),
        ('first_level_resolution', 410, 'volume', 'percent', 'higher', true),
        ('reopen_rate', 411, 'volume', 'percent', 'lower', true),
        ('backlog', 420, 'volume', 'count', 'lower', false),
        ('backlog_over_30_days', 421, 'volume', 'count', 'lower', false),
        ('backlog_oldest_days', 422, 'volume', 'days', 'lower', false),
        ('escalations_l2', 430, 'volume', 'count', null, false),
        ('escalations_l3', 431, 'volume', 'count', null, false),
        ('escalations_manager', 432, 'volume', 'count', 'lower', false),
        ('problem_root_cause_on_time', 500, 'practice', 'percent', 'higher', true),
        ('change_success', 510, 'practice', 'percent', 'higher', true),
        ('emergency_change_share', 511, 'practice', 'percent', 'lower', true),
        ('patch_compliance', 520, 'practice', 'percent', 'higher', true),
        ('backup_success', 530, 'practice', 'percent', 'higher', true),
        ('capacity_headroom', 540, 'practice', 'percent', 'higher', false)
    ) as kpis (kpi, ordinal, section, unit, direction, counts_cases)

),

oldest as (

    select spans.period_id, max(incidents.as_of - incidents.opened_at) as age_seconds
    from spans
    inner join intermediate.int_incidents as incidents on spans.last_month_id = incidents.period_id
    where incidents.is_open
    group by spans.period_id

),

recovered as (

    select period_id, sum(responded) as responded, sum(acknowledge_seconds) as acknowledge_seconds,
        sum(recovered) as recovered, sum(recover_seconds) as recover_seconds
    from marts.fct_incident_volumes
    group by period_id

),

services as (

    select period_id, sum(base_seconds - lost_seconds) as up_seconds, sum(outages) as outages
    from marts.fct_service_availability
    group by period_id

),

escalated as (

    select period_id, lower(level) as level, count(*) as tickets
    from marts.fct_escalations
    group by all

),

tightest as (

    select
        period_id,
        arg_min({'used': used, 'capacity_limit': capacity_limit, 'resource': resource}, ((capacity_limit - used) / capacity_limit, service_id, resource)) as found
    from marts.fct_capacity
    group by period_id

),

figures as (

    select period_id, 'availability' as kpi, (base_parts - lost_parts)::hugeint as numerator, base_parts::hugeint as denominator, null::varchar as subject
    from marts.fct_overall_availability
    where scope = 'all'

    union all

    select period_id, 'attainment_' || lower(severity) || '_' || measure, met, met + breached, null
    from marts.fct_attainment

    union all

    select totals.period_id, measures.kpi, measures.numerator, measures.denominator, null
    from marts.fct_incident_totals as totals
    cross join lateral (
        select unnest([
            {'kpi': 'mtta_minutes', 'numerator': totals.mtta_median_twice::hugeint, 'denominator': 2 * 60::hugeint},
            {'kpi': 'mttr_hours', 'numerator': totals.mttr_median_twice, 'denominator': 2 * 3600},
            {'kpi': 'incidents', 'numerator': totals.opened, 'denominator': 1},
            {'kpi': 'incidents_resolved', 'numerator': totals.resolved, 'denominator': 1},
            {'kpi': 'requests', 'numerator': totals.requests, 'denominator': 1},
            {'kpi': 'first_level_resolution', 'numerator': totals.first_level, 'denominator': totals.first_level_of},
            {'kpi': 'reopen_rate', 'numerator': totals.reopened, 'denominator': totals.resolved},
            {'kpi': 'backlog', 'numerator': totals.backlog, 'denominator': 1}
        ], recursive := true)
    ) as measures

    union all

    select period_id, 'mtta_mean_minutes', acknowledge_seconds, responded * 60, null from recovered
    union all
    select period_id, 'mttr_mean_hours', recover_seconds, recovered * 3600, null from recovered
    union all
    select period_id, 'mtbf_hours', up_seconds, outages * 3600, null from services
    union all
    select period_id, 'backlog_over_30_days', open_incidents, 1, null from marts.fct_backlog_ages where age_band = '31+'
    union all
    select period_id, 'backlog_oldest_days', age_seconds // 86400, 1, null from oldest
    union all
    select spans.period_id, 'escalations_' || levels.level, coalesce(escalated.tickets, 0), 1, null
    from spans
    cross join (values ('l2'), ('l3'), ('manager')) as levels (level)
    left join escalated on spans.period_id = escalated.period_id and levels.level = escalated.level
    union all
    select period_id, 'problem_root_cause_on_time', root_cause_on_time, root_cause_due, null from marts.fct_problem_totals
    union all
    select period_id, 'change_success', success, success + failed + rolled_back, null from marts.fct_change_totals
    union all
    select period_id, 'emergency_change_share', emergency, of_known_kind, null from marts.fct_change_totals
    union all
    select period_id, 'patch_compliance', on_time, due, null from marts.fct_patch_compliance where severity = 'all'
    union all
    select period_id, 'backup_success', success, runs, null from marts.fct_backups where service_id = ''
    union all
    select period_id, 'capacity_headroom', greatest(0, floor((found.capacity_limit - found.used) * 1000))::hugeint, floor(found.capacity_limit * 1000)::hugeint, found.resource
    from tightest

),

governing as (

    select spans.period_id, max(targets.effective_from_at) as effective_from_at
    from spans
    inner join contract.kpi_targets as targets on targets.effective_from_at < spans.ends_at
    group by spans.period_id

),

targets as (

    -- Targets are decimals; in millionths they are integers.
    select
        governing.period_id,
        targets.kpi,
        targets.direction,
        regexp_replace(targets.target::varchar, '\.0$', '') as target_text,
        regexp_replace(targets.attention::varchar, '\.0$', '') as attention_text,
        (targets.target::varchar::decimal(24, 6) * 1000000)::hugeint as target_millionths,
        (targets.attention::varchar::decimal(24, 6) * 1000000)::hugeint as attention_millionths
    from governing
    inner join contract.kpi_targets as targets on governing.effective_from_at = targets.effective_from_at

),

listed as (

    -- Every KPI that is defined, promised or targeted has its row, also without data.
    select spans.period_id, kpis.kpi
    from spans
    cross join defined as kpis
    union
    select period_id, 'attainment_' || lower(severity) || '_' || measure from marts.fct_attainment
    union
    select period_id, kpi from targets

),

valued as (

    select
        listed.period_id,
        listed.kpi,
        coalesce(defined.ordinal, 100 + attainment.ordinal, 900)::integer as ordinal,
        coalesce(defined.unit, case when attainment.kpi is not null then 'percent' end, 'count') as unit,
        defined.kpi is not null or attainment.kpi is not null as is_defined,
        coalesce(defined.section, case when attainment.kpi is not null then 'service' end, 'other') as section,
        coalesce(defined.counts_cases, attainment.kpi is not null) as counts_cases,
        attainment.severity,
        attainment.measure,
        coalesce(targets.direction, defined.direction, case when attainment.kpi is not null then 'higher' end) as direction,
        case when figures.denominator > 0 then figures.numerator end as numerator,
        case when figures.denominator > 0 and figures.numerator is not null then figures.denominator end as denominator,
        figures.subject,
        targets.* exclude (period_id, kpi, direction)
    from listed
    left join defined on listed.kpi = defined.kpi
    left join (
        select period_id, 'attainment_' || lower(severity) || '_' || measure as kpi, severity, measure,
            severity_rank * 10 + case measure when 'respond' then 0 when 'restore' then 1 else 2 end as ordinal
        from marts.fct_attainment
    ) as attainment on listed.period_id = attainment.period_id and listed.kpi = attainment.kpi
    left join figures on listed.period_id = figures.period_id and listed.kpi = figures.kpi
    left join targets on listed.period_id = targets.period_id and listed.kpi = targets.kpi

),

texts as (

    select
        *,
        case when unit = 'percent' then 100 else 1 end as scale,
        case
            when denominator is null then null
            when unit = 'percent' then percent_text(numerator, denominator)
            when unit in ('minutes', 'hours')
                then (numerator * 10 // denominator // 10)::varchar || '.' || (numerator * 10 // denominator % 10)::varchar
            else (numerator // denominator)::varchar
        end as value_text,
        case direction when 'higher' then 1 when 'lower' then -1 end as sign
    from valued

),

neighbours as (

    select
        period_id,
        case when lag(ends_at) over history = starts_at then lag(period_id) over history end as previous_id
    from spans
    window history as (partition by is_quarter order by starts_at)

)

select
    texts.period_id,
    texts.kpi,
    texts.ordinal,
    texts.unit,
    texts.is_defined,
    texts.section,
    texts.counts_cases,
    texts.severity,
    texts.measure,
    texts.value_text,
    texts.numerator::bigint as numerator,
    texts.denominator::bigint as denominator,
    texts.subject,
    texts.target_text,
    texts.attention_text,
    texts.direction,
    case
        when texts.denominator is null or texts.target_millionths is null then null
        when texts.sign * (texts.numerator * texts.scale * 1000000 - texts.target_millionths * texts.denominator) < 0 then 'missed'
        when texts.sign * (texts.numerator * texts.scale * 1000000 - texts.attention_millionths * texts.denominator) < 0 then 'attention'
        else 'met'
    end as verdict,
    before.value_text as previous_text,
    before.target_text as previous_target_text,
    case sign(texts.numerator * before.denominator - before.numerator * texts.denominator)
        when 1 then 'up' when -1 then 'down' when 0 then 'flat'
    end as trend,
    case
        when texts.numerator * before.denominator <> before.numerator * texts.denominator
            then texts.sign * sign(texts.numerator * before.denominator - before.numerator * texts.denominator) > 0
    end as is_better
from texts
inner join neighbours on texts.period_id = neighbours.period_id
left join texts as before on neighbours.previous_id = before.period_id and texts.kpi = before.kpi
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   kpi: Name of the KPI.
--   ordinal: Place in the table.
--   unit (percent, minutes, hours, days, count): Unit of the value.
--   is_defined: Whether this file defines it, or an agreement names it only.
--   section (service, speed, volume, practice, other): Part of the table.
--   counts_cases: Whether numerator and denominator are cases that a reader can count.
--   severity?: Severity of an attainment; null for other KPIs.
--   measure? (respond, restore, resolve): Measure of an attainment; null for other KPIs.
--   value_text?: The value, floored; null without data.
--   numerator? (big): Numerator of the value; null without data.
--   denominator? (big): Its denominator; null without data.
--   subject?: What the value belongs to, where it is one of many; null otherwise.
--   target_text?: The target, as the agreement writes it; null without one.
--   attention_text?: From where on it is short of the early warning; null without a target.
--   direction? (higher, lower): Which way is better; null where neither is.
--   verdict? (met, attention, missed): On which side of the target; null without target or data.
--   previous_text?: The value of the period before; null without one.
--   previous_target_text?: Its target; null without one.
--   trend? (up, down, flat): Beside the period before; null without one.
--   is_better?: Whether the difference is a better one; null where there is none, or no way is better.
