-- Problems as last exported: one row a problem.
-- grain: problem_id
select * exclude (version, ordinal)
from staging.stg_problem_versions
qualify row_number() over (partition by problem_id order by version desc) = 1
