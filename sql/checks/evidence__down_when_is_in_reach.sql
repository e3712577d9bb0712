-- Enough locations are watched for a service to be down at all.
-- severity: error
-- fix: Lower down_when in contract.yaml, or load the exports of the missing locations.
with places as (
    select distinct evidence.service_id, evidence.location
    from intermediate.int_service_evidence as evidence
    cross join run.period as period
    where evidence.ends_at > period.starts_at and evidence.starts_at < period.as_of
)
select services.service_id as subject, null::varchar as file, null::bigint as row,
    'down_when: ' || services.down_when || ', locations: ' || count(places.location)
    || coalesce(' (' || string_agg(case when places.location = '' then 'unnamed' else places.location end, ', ' order by places.location) || ')', '') as detail
from contract.services as services
inner join places on services.service_id = places.service_id
where services.down_when > 1
group by services.service_id, services.down_when
having count(places.location) < services.down_when
order by all
