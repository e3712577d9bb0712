-- A monitor says one thing at a time.
-- severity: warn
-- found-en: Samples that contradict each other in the same second (down counts), or lie in the future
-- found-ja: 同じ秒で矛盾する、または未来の監視データ（矛盾は停止を採用）
-- fix: Give different monitors different locations; look at the clock of the exporting system.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('contradicting', 'future')
order by all
