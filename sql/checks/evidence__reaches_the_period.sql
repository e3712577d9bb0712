-- No state without an end waits for a word that the source still speaks.
-- severity: error
-- fix: If the source watched on, say so beside its entry in sources.yaml (without an entry, add one): the line is named with each service.
select rows_seen.service_id as subject, loads.file, rows_seen._row as row,
    'up since ' || strftime(make_timestamp(rows_seen.starts_at * 1000000), '%Y-%m-%dT%H:%M:%SZ')
    || '; to count on: covers: { from: "' || strftime(make_timestamp(rows_seen.starts_at * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '" }'
    || ', or exported_at: "' || strftime(make_timestamp(period.as_of * 1000000), '%Y-%m-%dT%H:%M:%SZ') || '"' as detail
from intermediate.int_service_state_rows as rows_seen
inner join staging.stg_loads as loads on rows_seen._load = loads.load_id
cross join run.period as period
inner join intermediate.int_service_sources as sources on rows_seen.source_id = sources.source_id and sources.speaks_until is null
inner join contract.services as services on rows_seen.service_id = services.service_id
where rows_seen.is_open and rows_seen.state = 'up'
    and rows_seen.starts_at < period.starts_at and rows_seen.ends_at > period.starts_at
    and not exists (
        select 1 from intermediate.int_service_reach as reach
        where reach.source_id = rows_seen.source_id and reach.ends_at > period.starts_at and reach.starts_at < period.as_of
    )
order by all
