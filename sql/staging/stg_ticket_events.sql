-- What happened to tickets, typed. The same event may stand in several exports; that changes no clock.
-- grain: _load, _row, event
select
    events.ticket_id,
    -- The number that clocks are joined on (int_tickets).
    hash(events.ticket_id) as ticket_no,
    instant(events.at, loads.zone) as happened_at,
    -- The day alone is known of it.
    is_day(events.at) as is_dated,
    event_kind(events.event) as event,
    coalesce(severities.meaning, events.value) as value,
    events._load,
    events._row,
    loads.ordinal
from raw.ticket_events as events
inner join staging.stg_loads as loads on events._load = loads.load_id
left join staging.stg_ticket_words as severities
    on severities.kind = 'severity' and events.value = severities.word and event_kind(events.event) in ('opened', 'severity_changed')
where events.ticket_id is not null and is_event(events.event) and instant(events.at, loads.zone) is not null
