-- Every service without monitoring is named by a source that covers the period, if it was watched there.
-- severity: warn
-- fix: If that source watched the service too, name it: the line is given with each service; without it there is no figure.
select availability.service_id as subject, min(loads.file) as file, null::bigint as row,
    'covers: { from: "' || strftime(make_timestamp(min(sources.covers_from) * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '"'
    || coalesce(', until: "' || strftime(make_timestamp(max(loads.covers_until) * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '"', '')
    || ', services: [' || list_aggregate(list_sort(list_distinct(coalesce(list(named.service_id) filter (named.service_id is not null), []) || [availability.service_id])), 'string_agg', ', ') || '] }' as detail
from marts.fct_service_availability as availability
inner join run.period as period on availability.period_id = period.period_id
inner join intermediate.int_service_sources as sources on sources.covers_from < period.as_of and sources.speaks_until > period.starts_at
inner join staging.stg_loads as loads on sources.source_id = loads.source_id and loads.table_name = 'uptime_states'
left join staging.stg_named_services as named on sources.source_id = named.source_id
where availability.unknown_seconds = availability.agreed_seconds and availability.agreed_seconds > 0
group by availability.service_id, sources.source_id
order by all
