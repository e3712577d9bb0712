-- What the exporting system itself said of its targets, the last word for each ticket and measure: shown, never used.
-- grain: ticket_id, measure
select
    verdicts.ticket_id,
    coalesce(verdicts.measure, '') as measure,
    lower(verdicts.verdict) as verdict,
    verdicts.value,
    verdicts._load,
    verdicts._row
from raw.vendor_verdicts as verdicts
inner join staging.stg_loads as loads on verdicts._load = loads.load_id
where verdicts.ticket_id is not null
qualify row_number() over (partition by verdicts.ticket_id, coalesce(verdicts.measure, '') order by loads.ordinal desc, verdicts._row desc) = 1
