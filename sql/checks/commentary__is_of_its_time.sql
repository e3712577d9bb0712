-- A report that is cut off before its period's end prints only words that were written by then.
-- severity: warn
-- found-en: Commentary that this report withholds: it was written after the cut-off
-- found-ja: 集計時点より後に書かれたため、この報告書に載せない所見
-- fix: Say in the commentary when it was written (written_on), or make the report of the whole period.
select period.period_id as subject, 'commentary/' || period.period_id || '.yaml' as file, null::bigint as row, withheld.because as detail
from contract.withheld_commentary as withheld
cross join run.period as period
order by all
