-- Every service is monitored through the whole reported period.
-- severity: warn
-- fix: Look for gaps in the monitoring export; unknown time is treated as the agreement says.
select availability.service_id as subject, null::varchar as file, null::bigint as row,
    availability.unknown_seconds || ' s unknown of ' || availability.agreed_seconds || ' s, coverage ' || coalesce(availability.coverage_percent, '-') || ' %' as detail
from marts.fct_service_availability as availability
inner join run.period as period on availability.period_id = period.period_id
where availability.unknown_seconds > 0
order by all
