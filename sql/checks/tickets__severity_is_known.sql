-- Every incident has a severity that the terms of its day name.
-- severity: error
-- fix: Add the line to the file's entry in sources.yaml (an entry is: - files: "exports/**/tickets*.csv"), with the severity that it is; or name the severity in contract.yaml (low: {} for one without promises).
with named as (
    select term_id, arg_min(severity, severity_rank) as first_severity from contract.severities group by term_id
)
select
    coalesce(any_value(tickets.initial_severity), '') as subject,
    loads.file,
    min(tickets._row) as row,
    count(*) || case when count(*) = 1 then ' ticket' else ' tickets' end || ', first ' || arg_min(tickets.ticket_id, tickets._row)
    || case
        when any_value(tickets.initial_severity) is null then ': the severity is empty'
        else '; add   severities: { ' || to_json(any_value(tickets.initial_severity)) || ': ' || any_value(named.first_severity) || ' }'
    end as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
inner join contract.terms as terms on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
left join named on terms.term_id = named.term_id
anti join contract.severities as severities
    on terms.term_id = severities.term_id and lower(coalesce(tickets.initial_severity, '')) = severities.severity_key
where tickets.type = 'incident'
group by tickets.initial_severity, loads.file
order by all
