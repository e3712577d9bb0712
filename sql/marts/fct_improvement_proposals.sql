-- Improvement proposals that the figures themselves make, with the evidence: one row a rule and subject.
-- grain: period_id, rule, subject
--
-- repeats: at least review.repeat_incidents of one service and category in three months, and no problem record names one.
-- capacity: the robust trend reaches the limit within review.capacity_limit_quarters.
-- site_drift: the median time to restore of a site is over 1.5 times that of the three months before, 10 cases or more each.
-- patches: past their date and not applied. root_cause: not found within review.problem_root_cause_within.

with

spans as (

    select rollups.period_id, max(months.ordinal) as ordinal, max(months.as_of) as as_of
    from run.rollups as rollups
    inner join run.periods as months on rollups.month_id = months.period_id
    group by rollups.period_id

),

restored as (

    select
        spans.period_id,
        incidents.site_id,
        count(*) filter (where spans.ordinal - months.ordinal < 3) as cases,
        count(*) filter (where spans.ordinal - months.ordinal >= 3) as cases_before,
        floored_median(median(incidents.recover_seconds) filter (where spans.ordinal - months.ordinal < 3)) as median_seconds,
        floored_median(median(incidents.recover_seconds) filter (where spans.ordinal - months.ordinal >= 3)) as median_seconds_before
    from spans
    inner join run.periods as months on months.ordinal between spans.ordinal - 5 and spans.ordinal
    inner join intermediate.int_incidents as incidents on months.period_id = incidents.period_id
    where incidents.is_recovered_in_period and incidents.site_id is not null
    group by all

),

found as (

    select
        period_id, 'repeats' as rule, service_id || '/' || category as subject, service_id, category, incidents as cases,
        incidents_before as cases_before, breached_tickets, down_seconds, ticket_ids as examples,
        [breached_tickets, down_seconds, incidents] as weight
    from marts.fct_review_repeats
    where problem_id is null

    union all by name

    select
        period_id, 'capacity' as rule, service_id || '/' || resource as subject, service_id, resource, used_percent, reaches_limit_at,
        [-coalesce(reaches_limit_at, 0)] as weight
    from marts.fct_capacity
    where status = 'action'

    union all by name

    select
        period_id, 'site_drift' as rule, site_id as subject, site_id, cases, cases_before, median_seconds, median_seconds_before,
        [median_seconds] as weight
    from restored
    where cases >= fewest_to_compare() and cases_before >= fewest_to_compare() and is_much_slower(median_seconds, median_seconds_before)

    union all by name

    select
        period_id, 'patches' as rule, coalesce(service_id, '') as subject, service_id, count(*) as cases, min(due_at) as oldest_due_at,
        list(asset_id order by due_at, asset_id) as examples, [count(*)] as weight
    from marts.fct_patches
    where is_open
    group by period_id, service_id

    union all by name

    select
        problems.period_id, 'root_cause' as rule, problems.problem_id as subject, problems.service_id, [problems.title] as examples,
        problems.opened_at + review.problem_root_cause_within_seconds as oldest_due_at, problems.age_seconds as median_seconds,
        [problems.age_seconds] as weight
    from marts.fct_problems as problems
    inner join spans on problems.period_id = spans.period_id
    cross join contract.review as review
    where problems.is_open and problems.root_cause_at is null
        and problems.opened_at + review.problem_root_cause_within_seconds < spans.as_of

)

select
    period_id,
    rule,
    subject,
    service_id,
    category,
    site_id,
    resource,
    cases::integer as cases,
    cases_before::integer as cases_before,
    breached_tickets::integer as breached_tickets,
    down_seconds::bigint as down_seconds,
    median_seconds::bigint as median_seconds,
    median_seconds_before::bigint as median_seconds_before,
    used_percent,
    reaches_limit_at,
    oldest_due_at,
    examples,
    (row_number() over (partition by period_id, rule order by weight desc, subject))::integer as ordinal,
    (count(*) over (partition by period_id, rule))::integer as found_by_rule
from found
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   rule (repeats, capacity, site_drift, patches, root_cause): The rule that found it.
--   subject: What it is about: one row a rule and subject.
--   service_id?: The service; null where it is about none.
--   category?: The category; null for other rules than repeats.
--   site_id?: The site; null for other rules than site_drift.
--   resource?: The resource; null for other rules than capacity.
--   cases?: Cases that it rests on; null where it rests on none.
--   cases_before?: Cases of the time before; null where nothing is compared.
--   breached_tickets?: Of the cases, those with a breach; null for other rules than repeats.
--   down_seconds?: Counted downtime of their outages; null for other rules than repeats.
--   median_seconds?: Median time to restore, or age of the problem; null for other rules.
--   median_seconds_before?: Median of the time before; null for other rules than site_drift.
--   used_percent?: Share that is used; null for other rules than capacity.
--   reaches_limit_at?: When the trend reaches the limit; null if it does not, and for other rules.
--   oldest_due_at?: The earliest date that has passed; null for rules without one.
--   examples?: Tickets, assets or titles to name; null where there are none.
--   ordinal: Place among the proposals of the rule.
--   found_by_rule: Proposals of the rule.
