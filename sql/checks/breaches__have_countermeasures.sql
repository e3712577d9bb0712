-- Every breach of the reported period has its cause and countermeasures written down.
-- severity: warn
-- fix: Write them into commentary/<period>.yaml under breaches: { TICKET: { cause, immediate, lasting, owner, due } }.
select distinct measures.ticket_id as subject, null::varchar as file, null::bigint as row, measures.severity || ' ' || measures.measure as detail
from marts.fct_counted_measures as measures
inner join run.period as period on measures.period_id = period.period_id
left join contract.breach_commentary as words on measures.ticket_id = words.ticket_id
where measures.verdict = 'breached' and measures.is_counted and not coalesce(words.is_complete, false)
order by all
