-- The terms and KPI targets are the same throughout the reported period.
-- severity: note
-- found-en: Terms or KPI targets that change inside the period (each part is judged by its own terms; KPIs by the last target)
-- found-ja: 対象期間中に改定された契約条件・KPI目標（条件は期間ごと、KPIは最終日の目標で判定）
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
