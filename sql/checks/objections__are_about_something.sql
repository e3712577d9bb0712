-- Every ticket that an objection names is one of the exports.
-- severity: warn
-- fix: Correct the ticket in objections.yaml (about), or add the export that has it.
select objections.objection_id as subject, null::varchar as file, null::bigint as row, 'there is no ticket ' || objections.ticket_id as detail
from contract.objections as objections
where objections.ticket_id is not null
    and objections.ticket_id not in (select ticket_id from staging.stg_tickets)
order by all
