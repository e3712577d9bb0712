-- Of sources that write at least once a day: spans in which they did, from one line to another, of all files together.
-- grain: source_id, first_at
--
-- Two days without a line are silence: a day may be late, and files of one source may follow each other.

with

spans as (

    select loads.source_id, heard.first_at, heard.last_at
    from raw.heard as heard
    inner join staging.stg_loads as loads on heard._load = loads.load_id

),

marked as (

    select
        *,
        coalesce(first_at - max(last_at) over (
            partition by source_id order by first_at, last_at rows between unbounded preceding and 1 preceding
        ) > 2 * 86400, true) as is_start
    from spans

),

numbered as (

    select *, sum(is_start::integer) over (partition by source_id order by first_at, last_at rows unbounded preceding) as n
    from marked

)

select source_id, min(first_at) as first_at, max(last_at) as last_at
from numbered
group by source_id, n
