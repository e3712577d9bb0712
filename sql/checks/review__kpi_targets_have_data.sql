-- Every KPI with a target has a value in the reported period.
-- severity: warn
-- fix: Load the export that the KPI is computed from, or correct its name under kpis in contract.yaml.
select kpis.kpi as subject, null::varchar as file, null::bigint as row,
    'target ' || kpis.target_text || case when kpis.is_defined then ', no data' else ', no KPI of this name' end as detail
from marts.fct_kpis as kpis
inner join run.period as period on kpis.period_id = period.period_id
where kpis.target_text is not null and kpis.value_text is null
    -- A single month without critical incidents is nothing to look at.
    and (period.kind = 'quarter' or not kpis.is_defined)
order by all
