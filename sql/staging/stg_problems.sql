-- Problems as last exported: one row a problem.
-- grain: problem_id
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
    problems._load,
    problems._row
from raw.problems as problems
inner join staging.stg_loads as loads on problems._load = loads.load_id
anti join staging.stg_rejected_cells as rejected
    on rejected.table_name = 'problems' and rejected._load = problems._load and rejected._row = problems._row
qualify row_number() over (partition by problems.problem_id order by loads.ordinal desc, problems._row desc) = 1
