-- Every exported row of a ticket, typed: newest first by `version` (1 is the one that counts).
-- grain: ticket_id, version
--
-- A newer export of the same ticket wins by updated_at, else by load order. A row with an unreadable instant
-- is set aside (stg_rejected_cells) and takes no part.

with

typed as (

    select
        tickets.ticket_id,
        lower(coalesce(tickets.type, 'incident')) as type,
        tickets.service_id,
        tickets.site_id,
        tickets.severity,
        tickets.title,
        tickets.category,
        lower(tickets.status) as status,
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
        loads.ordinal
    from raw.tickets as tickets
    inner join staging.stg_loads as loads on tickets._load = loads.load_id

),

readable as (

    select typed.*
    from typed
    anti join staging.stg_rejected_cells as rejected
        on rejected.table_name = 'tickets' and rejected._load = typed._load and rejected._row = typed._row

)

select
    *,
    row_number() over (partition by ticket_id order by updated_at desc nulls last, ordinal desc, _row desc) as version
from readable
