-- Changes as last exported: one row a change.
-- grain: change_id
select * exclude (version, ordinal)
from staging.stg_change_versions
qualify row_number() over (partition by change_id order by version desc) = 1
