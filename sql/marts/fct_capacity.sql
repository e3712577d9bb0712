-- Capacity per service and resource: last and peak use of the period, and when a robust trend reaches the limit.
-- grain: period_id, service_id, resource
--
-- The trend is Theil-Sen: the median slope between all pairs of readings of the last half year, which one odd reading
-- does not move. No date beyond a year, and none where use does not grow.
with

readings as (

    select spans.period_id, spans.starts_at, spans.as_of, capacity.*
    from run.spans as spans
    inner join staging.stg_capacity as capacity
        on capacity.measured_at >= spans.ends_at - trend_seconds() and capacity.measured_at < spans.as_of
    where capacity.used is not null and capacity.capacity_limit > 0

),

slopes as (

    select early.period_id, early.service_id, early.resource,
        median((late.used - early.used) / (late.measured_at - early.measured_at)) as used_per_second
    from readings as early
    inner join readings as late
        on early.period_id = late.period_id and early.service_id = late.service_id and early.resource = late.resource
        and early.measured_at < late.measured_at
    group by all

),

lasts as (

    select
        period_id, service_id, resource,
        arg_max(used, measured_at) filter (where measured_at >= starts_at) as used,
        arg_max(capacity_limit, measured_at) filter (where measured_at >= starts_at) as capacity_limit,
        max(measured_at) filter (where measured_at >= starts_at) as measured_at,
        arg_max(used, used / capacity_limit) filter (where measured_at >= starts_at) as peak_used,
        arg_max(capacity_limit, used / capacity_limit) filter (where measured_at >= starts_at) as peak_limit
    from readings
    group by period_id, service_id, resource

)

select
    lasts.period_id,
    lasts.service_id,
    lasts.resource,
    lasts.used,
    lasts.capacity_limit,
    percent_text(floor(lasts.used * 1000)::bigint, floor(lasts.capacity_limit * 1000)::bigint) as used_percent,
    percent_text(floor(lasts.peak_used * 1000)::bigint, floor(lasts.peak_limit * 1000)::bigint) as peak_percent,
    case
        when lasts.used >= lasts.capacity_limit then lasts.measured_at
        when slopes.used_per_second > 0 and (lasts.capacity_limit - lasts.used) / slopes.used_per_second <= furthest_limit_seconds()
            then lasts.measured_at + floor((lasts.capacity_limit - lasts.used) / slopes.used_per_second)::bigint
    end as reaches_limit_at,
    lasts.used / lasts.capacity_limit as used_ratio,
    -- Full, or full within the quarters that the review looks ahead: act; within twice as long: watch.
    case
        when lasts.used >= lasts.capacity_limit then 'action'
        when slopes.used_per_second > 0
            and (lasts.capacity_limit - lasts.used) / slopes.used_per_second <= review.capacity_limit_quarters * longest_quarter_seconds() then 'action'
        when slopes.used_per_second > 0
            and (lasts.capacity_limit - lasts.used) / slopes.used_per_second <= 2 * review.capacity_limit_quarters * longest_quarter_seconds() then 'attention'
        else 'good'
    end as status
from lasts
cross join contract.review as review
left join slopes on lasts.period_id = slopes.period_id and lasts.service_id = slopes.service_id and lasts.resource = slopes.resource
where lasts.used is not null
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   resource: What is measured, as exported.
--   used: The last reading of the period.
--   capacity_limit: The limit, in the same unit.
--   used_percent?: used / limit, floored to three decimals.
--   peak_percent?: The highest reading of the period, likewise.
--   reaches_limit_at?: When the trend reaches the limit; null where it does not within a year.
--   used_ratio: used / limit, to sort by.
--   status (good, attention, action): How near the limit is.
