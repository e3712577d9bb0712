-- Escalations by level (L2, L3, manager): each ticket once a level and period, at its first escalation to it in the period.
-- grain: period_id, ticket_id, level
select
    rollups.period_id,
    events.ticket_id,
    coalesce(events.value, '') as level,
    any_value(tickets.title) as title,
    any_value(tickets.initial_severity) as severity,
    min(events.happened_at) as escalated_at
from run.rollups as rollups
inner join run.periods as months on rollups.month_id = months.period_id
inner join staging.stg_ticket_events as events
    on events.event = 'escalated'
    and events.happened_at >= months.starts_at and events.happened_at < months.ends_at and events.happened_at <= months.as_of
inner join intermediate.int_tickets as tickets on events.ticket_id = tickets.ticket_id
group by rollups.period_id, events.ticket_id, coalesce(events.value, '')
