-- Every missed availability target of the reported period has its cause and countermeasures written down.
-- severity: warn
-- fix: Write them into commentary/<period>.yaml under availability: { SERVICE: { cause, immediate, lasting, owner, due } }.
select
    misses.service_id as subject, null::varchar as file, null::bigint as row,
    misses.availability_percent || ' %, target ' || misses.target_percent || ' %' as detail
from marts.fct_availability_misses as misses
inner join run.period as period on misses.period_id = period.period_id
left join contract.availability_commentary as words on misses.service_id = words.service_id
-- What is written about the incident of one of its outages stands in for it.
where not coalesce(words.is_complete, false)
    and not exists (
        select 1
        from contract.breach_commentary as of_tickets
        where of_tickets.is_complete and list_contains(misses.ticket_ids, of_tickets.ticket_id)
    )
order by all
