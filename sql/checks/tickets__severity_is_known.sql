-- Every incident has a severity that the terms of its day name.
-- severity: error
-- found-en: Incidents whose severity is not in the contract: counted and listed, without a verdict
-- found-ja: 契約にない重大度のインシデント（件数に含め、判定はしない）
-- fix: Map the value in sources.yaml, correct the export, or name the severity in contract.yaml (low: {} for one without promises).
select tickets.ticket_id as subject, loads.file, tickets._row as row, 'severity "' || coalesce(tickets.initial_severity, '') || '"' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
inner join contract.terms as terms on tickets.opened_at >= terms.effective_from_at and tickets.opened_at < terms.effective_until_at
anti join contract.severities as severities
    on terms.term_id = severities.term_id and lower(coalesce(tickets.initial_severity, '')) = severities.severity_key
where tickets.type = 'incident'
order by all
