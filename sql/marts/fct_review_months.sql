-- The months of the reported period: whether each has begun, has monitoring and has tickets, so that no gap is silent.
-- grain: month_id
select
    months.period_id as month_id,
    months.ordinal,
    months.starts_at < months.as_of as has_begun,
    coalesce(monitored.base_seconds, 0)::bigint as monitored_seconds,
    coalesce(opened.tickets, 0)::integer as tickets
from run.periods as months
left join (
    select period_id, sum(agreed_seconds - unknown_seconds) as base_seconds
    from marts.fct_service_availability
    group by period_id
) as monitored on months.period_id = monitored.period_id
left join (
    select period_id, count(*) as tickets
    from intermediate.int_ticket_status
    where is_opened_in_period
    group by period_id
) as opened on months.period_id = opened.period_id
where months.is_reported
-- columns:
--   month_id: The month.
--   ordinal: Place in the list.
--   has_begun: Whether it has begun at the cut-off.
--   monitored_seconds: Agreed service time with evidence, of all services.
--   tickets: Tickets opened in it.
