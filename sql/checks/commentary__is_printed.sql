-- Every word of the commentary has its place in the report.
-- severity: warn
-- fix: Correct the id, or move the words to where they belong: breaches takes tickets that breached or that belong to an outage, availability takes services.
select words.ticket_id as subject, null::varchar as file, null::bigint as row, 'breaches: neither a breach nor the incident of an outage' as detail
from contract.breach_commentary as words
where not exists (
        select 1
        from marts.fct_ticket_measures as measures
        inner join run.periods as months on measures.period_id = months.period_id
        where months.is_reported and measures.ticket_id = words.ticket_id and measures.verdict = 'breached'
    )
    and not exists (
        select 1
        from marts.fct_outages as outages
        inner join run.periods as months on outages.period_id = months.period_id
        where months.is_reported and outages.ticket_id = words.ticket_id
    )
union all
select words.service_id, null, null, 'availability: the agreement has no such service'
from contract.availability_commentary as words
where words.service_id not in (select service_id from contract.services)
union all
select words.service_id, null, null, 'availability: its target was not missed'
from contract.availability_commentary as words
inner join run.period as period on true
inner join contract.services as services on words.service_id = services.service_id
where words.has_words
    and not exists (
        select 1
        from marts.fct_availability_misses as misses
        where misses.period_id = period.period_id and misses.service_id = words.service_id
    )
union all
select words.service_id, null, null, 'availability: no outage began at ' || words.written
from contract.outage_commentary as words
where not exists (
    select 1
    from marts.fct_outages as outages
    inner join run.periods as months on outages.period_id = months.period_id
    where months.is_reported and outages.service_id = words.service_id and outages.started_at // 60 * 60 = words.started_minute
)
order by all
