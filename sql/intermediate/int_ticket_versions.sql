-- What successive exports said of a ticket that has no instant of its own, and since when it is known; tickets exported again.
-- grain: ticket_no, version
--
-- Known since its last update; where nobody says that, since the newest instant of its file.

with

newest as (

    select
        _load,
        max(greatest(opened_at, responded_at, restored_at, resolved_at, closed_at, updated_at)) as newest_at
    from staging.stg_ticket_versions
    group by _load

),

repeated as (

    select ticket_id
    from staging.stg_ticket_versions
    where version = 2

)

select
    hash(versions.ticket_id) as ticket_no,
    versions.version,
    coalesce(versions.updated_at, newest.newest_at) as known_from,
    versions.status,
    versions.title,
    versions.support_level,
    versions.support_group,
    versions.duplicate_of
from staging.stg_ticket_versions as versions
semi join repeated on versions.ticket_id = repeated.ticket_id
inner join newest on versions._load = newest._load
