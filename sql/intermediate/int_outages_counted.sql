-- What each outage cost in each month: its seconds within the agreed service time, and why others do not count.
-- grain: period_id, service_id, started_at
select
    outages.period_id,
    outages.service_id,
    outages.started_at,
    outages.ended_at,
    outages.is_ongoing,
    outages.total_seconds,
    outages.is_long_enough,
    coalesce(sum(spans.seconds) filter (where spans.counts_as = 'down'), 0)::bigint as counted_seconds,
    coalesce(sum(spans.seconds) filter (where spans.counts_in_quarter = 'down'), 0)::bigint as quarter_counted_seconds,
    coalesce(sum(spans.seconds) filter (where spans.is_maintenance), 0)::bigint as maintenance_seconds,
    coalesce(sum(spans.seconds) filter (where spans.counts_as = 'excluded'), 0)::bigint as excluded_seconds,
    coalesce(sum(spans.seconds), 0)::bigint as period_seconds
from intermediate.int_outages as outages
left join intermediate.int_service_timeline as spans
    on outages.period_id = spans.period_id and outages.service_id = spans.service_id
    and outages.started_at = spans.state_since and spans.state = 'down'
group by all
