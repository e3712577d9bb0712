-- What is known to lie behind an incident: the problem record that names it, else the change that it followed.
-- grain: period_id, ticket_id
--
-- Words about causes are written by people and cannot be counted; records can.

with

named as (

    select
        spans.period_id,
        trim(unnest(regexp_split_to_array(problems.related_tickets, '[;,\s]+'))) as ticket_id,
        problems.problem_id as cause,
        problems.title,
        1 as rank
    from run.spans as spans
    inner join staging.stg_problems as problems on problems.opened_at < spans.as_of
    where problems.related_tickets is not null

    union all

    select period_id, unnest(incidents_after), change_id, title, 2
    from marts.fct_changes
    -- A change that went well is no cause, though something happened afterwards.
    where outcome in ('failed', 'rolled-back')

)

select
    period_id,
    ticket_id,
    arg_min(cause, (rank, cause)) as cause,
    arg_min(title, (rank, cause)) as title,
    arg_min(case rank when 1 then 'problem' else 'change' end, (rank, cause)) as kind
from named
where ticket_id <> ''
group by period_id, ticket_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   cause: The problem or the change.
--   title?: Its title; null where the export has none.
--   kind (problem, change): Which of them.
