-- Every exported row of a ticket, typed: newest first by `version` (1 is the one that counts).
-- grain: ticket_id, version
--
-- A newer export of the same ticket wins by updated_at, else by load order. A row with an unreadable instant
-- is set aside (stg_rejected_cells names it) and takes no part. An empty type is an incident; words that nobody
-- knows stay as they are written, so that the checks can name them. A date without a time stands for its midnight, and is
-- named among the `dated_instants`, of which the day alone is known.

with

typed as (

    select
        tickets.ticket_id,
        case when tickets.type is null then 'incident' else coalesce(types.meaning, lower(tickets.type)) end as type,
        tickets.service_id,
        tickets.site_id,
        coalesce(severities.meaning, tickets.severity) as severity,
        tickets.title,
        tickets.category,
        coalesce(statuses.meaning, lower(tickets.status)) as status,
        instant(tickets.opened_at, loads.zone) as opened_at,
        instant(tickets.responded_at, loads.zone) as responded_at,
        instant(tickets.restored_at, loads.zone) as restored_at,
        instant(tickets.resolved_at, loads.zone) as resolved_at,
        instant(tickets.closed_at, loads.zone) as closed_at,
        instant(tickets.updated_at, loads.zone) as updated_at,
        tickets.support_level,
        tickets."group" as support_group,
        tickets.duplicate_of,
        tickets._load,
        tickets._row,
        loads.ordinal,
        loads.zone,
        case
            when is_day(tickets.opened_at) or is_day(tickets.responded_at) or is_day(tickets.restored_at) or is_day(tickets.resolved_at)
                or is_day(tickets.closed_at)
                then {
                    opened: tickets.opened_at, responded: tickets.responded_at, restored: tickets.restored_at, resolved: tickets.resolved_at,
                    closed: tickets.closed_at
                }
        end as texts
    from raw.tickets as tickets
    inner join staging.stg_loads as loads on tickets._load = loads.load_id
    left join staging.stg_ticket_words as types on types.kind = 'type' and tickets.type = types.word
    left join staging.stg_ticket_words as statuses on statuses.kind = 'status' and tickets.status = statuses.word
    left join staging.stg_ticket_words as severities on severities.kind = 'severity' and tickets.severity = severities.word
    where tickets.ticket_id is not null
        and instant(tickets.opened_at, loads.zone) is not null
        and (tickets.responded_at is null or instant(tickets.responded_at, loads.zone) is not null)
        and (tickets.restored_at is null or instant(tickets.restored_at, loads.zone) is not null)
        and (tickets.resolved_at is null or instant(tickets.resolved_at, loads.zone) is not null)
        and (tickets.closed_at is null or instant(tickets.closed_at, loads.zone) is not null)
        and (tickets.updated_at is null or instant(tickets.updated_at, loads.zone) is not null)

),

placed as (

    select
        * exclude (zone, texts)
        replace (
            case when texts is null then responded_at else stop_on_day(opened_at, responded_at, zone, texts.responded) end as responded_at,
            case when texts is null then restored_at else stop_on_day(opened_at, restored_at, zone, texts.restored) end as restored_at,
            case when texts is null then resolved_at else stop_on_day(opened_at, resolved_at, zone, texts.resolved) end as resolved_at,
            case when texts is null then closed_at else stop_on_day(opened_at, closed_at, zone, texts.closed) end as closed_at
        ),
        case
            when texts is not null
                then [
                    case when is_day(texts.opened) then opened_at end,
                    case when is_day(texts.responded) then stop_on_day(opened_at, responded_at, zone, texts.responded) end,
                    case when is_day(texts.restored) then stop_on_day(opened_at, restored_at, zone, texts.restored) end,
                    case when is_day(texts.resolved) then stop_on_day(opened_at, resolved_at, zone, texts.resolved) end,
                    case when is_day(texts.closed) then stop_on_day(opened_at, closed_at, zone, texts.closed) end
                ]
        end as dated_instants
    from typed

),

ranked as (

    select
        typed._load,
        typed._row,
        row_number() over (
            partition by typed.ticket_id order by typed.updated_at desc nulls last, typed.ordinal desc, typed._row desc
        ) as version
    from typed
    -- Only tickets that were exported more than once need an order.
    semi join (select ticket_id from raw.tickets group by ticket_id having count(*) > 1) as repeated on typed.ticket_id = repeated.ticket_id

)

select placed.*, coalesce(ranked.version, 1) as version
from placed
left join ranked on placed._load = ranked._load and placed._row = ranked._row
