-- Monitors sample services of the contract only.
-- severity: error
-- fix: Add the service to contract.yaml, or correct service_id in the export.
select loads.file as subject, loads.file, null::bigint as row, notices.message as detail, notices.value as name
from raw.notices as notices
inner join staging.stg_loads as loads on notices._load = loads.load_id
where notices.kind in ('unknown-service')
order by all
