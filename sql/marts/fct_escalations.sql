-- Escalations by level (L2, L3, manager): each ticket once a level, in the period of its first escalation to it.
-- grain: period_id, ticket_id, level
--
-- Once only, so that a quarter is the sum of its months.
select
    rollups.period_id,
    firsts.ticket_id,
    firsts.level,
    tickets.title,
    status.severity,
    firsts.escalated_at
from run.rollups as rollups
inner join run.periods as months on rollups.month_id = months.period_id
inner join (
    select ticket_id, coalesce(value, '') as level, min(happened_at) as escalated_at
    from staging.stg_ticket_events
    where event = 'escalated'
    group by ticket_id, coalesce(value, '')
) as firsts
    on firsts.escalated_at >= months.starts_at and firsts.escalated_at < months.ends_at and firsts.escalated_at <= months.as_of
inner join intermediate.int_tickets as tickets on firsts.ticket_id = tickets.ticket_id
-- The severity at the month's cut-off: an escalated ticket may have been raised.
left join intermediate.int_ticket_status as status on rollups.month_id = status.period_id and firsts.ticket_id = status.ticket_id
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   level: To whom: L2, L3 or manager.
--   title?: Its title; null where the export has none.
--   severity?: Severity at the cut-off; null where none is known.
--   escalated_at: When it first came to that level.
