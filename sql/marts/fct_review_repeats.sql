-- Incidents that keep coming: the same service and category, at least as often as the contract calls a repeat.
-- grain: period_id, service_id, category
--
-- Looks at the three months that end with the period, so that a month sees its repeats too; for a quarter they are its
-- own. A problem record that names one of the incidents takes the group off the list of those that nobody looks into.

with

windows as (

    -- A quarter that still runs looks at its own months only.
    select
        lasts.period_id,
        months.period_id as month_id,
        lasts.ordinal - months.ordinal < 3 as is_current
    from (
        select rollups.period_id, max(months.ordinal) as ordinal
        from run.rollups as rollups
        inner join run.periods as months on rollups.month_id = months.period_id
        group by rollups.period_id
    ) as lasts
    inner join run.periods as months on months.ordinal between lasts.ordinal - 5 and lasts.ordinal

),

opened as (

    select windows.period_id, windows.is_current, incidents.ticket_id, incidents.service_id, incidents.category, incidents.opened_at
    from windows
    inner join intermediate.int_incidents as incidents on windows.month_id = incidents.period_id
    where incidents.is_opened_in_period and incidents.service_id is not null and incidents.category <> ''

),

breached as (

    select distinct windows.period_id, measures.ticket_id
    from windows
    inner join marts.fct_ticket_measures as measures on windows.month_id = measures.period_id
    where windows.is_current and measures.verdict = 'breached' and measures.is_counted

),

downtime as (

    select windows.period_id, outages.ticket_id, sum(outages.counted_seconds) as down_seconds
    from windows
    inner join marts.fct_outages as outages on windows.month_id = outages.period_id
    where windows.is_current and outages.ticket_id is not null
    group by all

)

select
    opened.period_id,
    opened.service_id,
    opened.category,
    (count(*) filter (where opened.is_current))::integer as incidents,
    (count(*) filter (where not opened.is_current))::integer as incidents_before,
    (count(breached.ticket_id) filter (where opened.is_current))::integer as breached_tickets,
    coalesce(sum(downtime.down_seconds) filter (where opened.is_current), 0)::bigint as down_seconds,
    min(causes.cause) filter (where causes.kind = 'problem' and opened.is_current) as problem_id,
    list(opened.ticket_id order by opened.opened_at desc, opened.ticket_id) filter (where opened.is_current) as ticket_ids
from opened
left join breached on opened.period_id = breached.period_id and opened.ticket_id = breached.ticket_id
left join downtime on opened.period_id = downtime.period_id and opened.ticket_id = downtime.ticket_id
left join marts.fct_review_causes as causes on opened.period_id = causes.period_id and opened.ticket_id = causes.ticket_id
group by opened.period_id, opened.service_id, opened.category
having count(*) filter (where opened.is_current) >= (select repeat_incidents from contract.review)
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   category: Category of the tickets; empty where none is written.
--   incidents: Incidents of this service and category in the last three months of the period.
--   incidents_before: In the three months before.
--   breached_tickets: Of them, those with a breach.
--   down_seconds: Counted downtime of their outages.
--   problem_id?: The problem record that names one of them; null if none does.
--   ticket_ids: The tickets of these months, latest first.
