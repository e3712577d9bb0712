-- Problems in every version that the exports hold; stg_problems is the last of each.
-- grain: problem_id, version
--
-- Status, known error and related tickets have no instant of their own: a report looks at the newest version that tells of
-- nothing after its cut-off.
select
    problems.problem_id,
    problems.service_id,
    problems.title,
    instant(problems.opened_at, loads.zone) as opened_at,
    instant(problems.root_cause_at, loads.zone) as root_cause_at,
    instant(problems.resolved_at, loads.zone) as resolved_at,
    lower(problems.status) as status,
    coalesce(lower(problems.known_error) in ('true', 'yes', '1', 'y'), false) as is_known_error,
    problems.related_tickets,
    loads.ordinal,
    problems._load,
    problems._row,
    (row_number() over (partition by problems.problem_id order by loads.ordinal, problems._row))::integer as version
from raw.problems as problems
inner join staging.stg_loads as loads on problems._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'problems' and rejected._load = problems._load and rejected._row = problems._row
