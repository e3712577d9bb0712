-- Every regular window begins at a wall clock that exists once.
-- severity: error
-- fix: Drop or move the date beside the rule in contract.yaml; the line is named with each date.
select skipped.rule_id as subject, 'contract.yaml' as file, null::bigint as row,
    skipped.start || case when skipped.is_twice then ' comes twice on ' else ' does not exist on ' end || skipped.local_date || ' in ' || skipped.timezone
    || '; to decide: except: { "' || skipped.local_date || '": null }, or another time for null' as detail
from calendar.skipped_windows as skipped
order by all
