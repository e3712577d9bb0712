-- Seconds of each service and local day by what they count as, with the policies of the terms applied: base and lost.
-- grain: period_id, service_id, local_date, term_id

with

seconds as (

    select
        period_id,
        service_id,
        local_date,
        term_id,
        sum(seconds)::bigint as window_seconds,
        coalesce(sum(seconds) filter (where is_maintenance), 0)::bigint as maintenance_seconds,
        -- With counts-as-up, maintenance is agreed service time, as up.
        coalesce(sum(seconds) filter (where counts_as not in ('maintenance', 'excluded')), 0)::bigint as agreed_seconds,
        coalesce(sum(seconds) filter (where counts_as = 'excluded'), 0)::bigint as excluded_seconds,
        coalesce(sum(seconds) filter (where counts_as = 'down'), 0)::bigint as down_seconds,
        coalesce(sum(seconds) filter (where counts_in_quarter = 'down'), 0)::bigint as quarter_down_seconds,
        coalesce(sum(seconds) filter (where counts_as = 'unknown'), 0)::bigint as unknown_seconds,
        -- Of which something is known at all, agreed or not: without any there is no figure.
        coalesce(sum(seconds) filter (where state <> 'unknown'), 0)::bigint as known_seconds
    from intermediate.int_service_timeline
    group by all

)

select
    seconds.*,
    agreed_seconds - case when terms.unknown = 'excluded' then unknown_seconds else 0 end as base_seconds,
    down_seconds + case when terms.unknown = 'down' then unknown_seconds else 0 end as lost_seconds,
    quarter_down_seconds + case when terms.unknown = 'down' then unknown_seconds else 0 end as quarter_lost_seconds
from seconds
inner join contract.service_terms as terms on seconds.term_id = terms.term_id and seconds.service_id = terms.service_id
