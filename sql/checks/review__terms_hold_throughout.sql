-- The terms and KPI targets are the same throughout the reported period.
-- severity: note
-- fix: Nothing to do; the report says from when each applies.
select changes.subject, 'contract.yaml' as file, null::bigint as row, 'from ' || strftime(make_timestamp(changes.effective_from_at * 1000000), '%Y-%m-%dT%H:%MZ') as detail
from (
    select 'terms' as subject, effective_from_at from contract.terms
    union
    select 'kpis', effective_from_at from contract.kpi_targets
) as changes
inner join run.period as period
    on changes.effective_from_at > period.starts_at and changes.effective_from_at < period.ends_at
order by all
