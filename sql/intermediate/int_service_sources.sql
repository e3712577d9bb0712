-- What each source of states is evidence of: the span that it covers, and until when it speaks, where anything tells.
-- grain: source_id
--
-- A source that writes every day speaks in the spans in which it was heard. Any other speaks until its export was made, or
-- until the end of what it covers; one that covers an open span, for ever. Where nothing tells, `speaks_until` is null.
select
    source_id,
    bool_or(is_otherwise_up) as is_otherwise_up,
    bool_or(ends_at_last_line) as ends_at_last_line,
    min(covers_from) as covers_from,
    coalesce(
        least(max(covers_until), max(exported_at)),
        case when min(covers_from) is not null or bool_or(ends_at_last_line) then 253402300800 end
    ) as speaks_until
from staging.stg_loads
where table_name = 'uptime_states'
group by source_id
