-- How narrowly promises were kept, period by period: what was left of the allowed time, the median and the worst tenth.
-- grain: period_id, severity, measure
--
-- Severity and measure empty: all of a period together. Shares are floored to thousandths of a percent before anything is taken of
-- them. The worst tenth is the nearest rank: one in ten, or more, had no more left. Of an even number the median is the mean of the
-- middle two.
with

shares as (

    select
        period_id,
        severity,
        severity_rank,
        measure,
        is_near,
        -- An allowed time of nothing leaves nothing.
        case when allowed_seconds > 0 then margin_seconds * 100000 // allowed_seconds else 0 end as milli
    from marts.fct_margins

)

select
    period_id,
    coalesce(severity, '') as severity,
    coalesce(measure, '') as measure,
    coalesce(severity_rank, -1) as severity_rank,
    count(*)::bigint as kept,
    (count(*) filter (where is_near))::bigint as near,
    percent_text(floored_median(median(milli)), 100000) as median_percent,
    percent_text(quantile_disc(milli, 0.1), 100000) as worst_tenth_percent
from shares
group by grouping sets ((period_id, severity, severity_rank, measure), (period_id))
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   severity: The severity; empty for all promises together.
--   measure (respond, restore, resolve, ''): The measure; empty for all promises together.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   kept: Promises that were kept.
--   near: Of them, those kept by a hair.
--   median_percent: Median of what was left, as a share of the time allowed, floored to three decimals.
--   worst_tenth_percent: One in ten had no more left.
