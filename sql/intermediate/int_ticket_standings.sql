-- What the status of a ticket said at each cut-off where that decides: that it was open again, or closed nobody says when.
-- grain: cutoff_no, ticket_no
--
-- A status has no instant of its own: it is that of the newest version updated before the cut-off, else of the first.

with

told as (

    select
        tickets.ticket_no,
        tickets.opened_at,
        case when tickets.may_be_reopened then tickets.column_completed_at end as column_completed_at,
        tickets.may_be_closed_without_instant,
        coalesce(versions.version, 1) as version,
        versions.known_from,
        case when versions.ticket_no is null then tickets.status else versions.status end as status
    from intermediate.int_tickets as tickets
    left join intermediate.int_ticket_versions as versions on tickets.ticket_no = versions.ticket_no
    where tickets.may_be_reopened or tickets.may_be_closed_without_instant

),

known as (

    select
        cutoffs.cutoff_no,
        told.* replace (seen(told.column_completed_at, cutoffs.at) as column_completed_at)
    from told
    inner join run.cutoffs as cutoffs on told.opened_at < cutoffs.at
    qualify row_number() over (
        partition by told.ticket_no, cutoffs.cutoff_no
        order by case when told.known_from < cutoffs.at then told.version end nulls last, told.version desc
    ) = 1

)

select
    cutoff_no,
    ticket_no,
    column_completed_at is not null and says_open(status) as is_reopened,
    case when may_be_closed_without_instant and says_closed(status) then greatest(opened_at, known_from) end as closed_without_instant_since
from known
where (column_completed_at is not null and says_open(status)) or (may_be_closed_without_instant and says_closed(status))
