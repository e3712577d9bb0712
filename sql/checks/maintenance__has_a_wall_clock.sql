-- Every regular window begins at a wall clock that exists once.
-- severity: error
-- found-en: Regular maintenance at a time that the clock change leaves out or repeats (no window that day)
-- found-ja: 時刻変更で存在しない、または二度ある時刻の定期保守（その日は保守なしとして計上）
-- fix: Drop or move the date beside the rule in contract.yaml; the line is named with each date.
select skipped.rule_id as subject, 'contract.yaml' as file, null::bigint as row,
    skipped.start || case when skipped.is_twice then ' comes twice on ' else ' does not exist on ' end || skipped.local_date || ' in ' || skipped.timezone
    || '; to decide: except: { "' || skipped.local_date || '": null }, or another time for null' as detail
from calendar.skipped_windows as skipped
order by all
