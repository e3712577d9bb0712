-- Every action and proposal has an owner and a date.
-- severity: warn
-- fix: Write owner and due beside the title in commentary/<period>.yaml.
select title_ja as subject, 'commentary/' || actions.period_id || '.yaml' as file, null::bigint as row,
    concat_ws(', ', case when owner_ja is null then 'no owner' end, case when due is null then 'no date' end) as detail
from contract.actions as actions
where not is_earlier and (owner_ja is null or due is null)
    and not (kind = 'action' and status in ('done', 'dropped'))
order by all
