-- A report that is cut off before its period's end prints only words that were written by then.
-- severity: warn
-- fix: Say in the commentary when it was written (written_on), or make the report of the whole period.
select period.period_id as subject, 'commentary/' || period.period_id || '.yaml' as file, null::bigint as row, withheld.because as detail
from contract.withheld_commentary as withheld
cross join run.period as period
order by all
