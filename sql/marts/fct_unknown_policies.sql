-- Whether another policy for unknown time would turn a service's verdict.
-- grain: period_id, service_id, policy

with

policies as (

    select
        availability.period_id,
        availability.service_id,
        availability.is_met,
        unnest([
            {'policy': 'excluded', 'base': availability.agreed_seconds - availability.unknown_seconds, 'lost': availability.down_seconds},
            {'policy': 'up', 'base': availability.agreed_seconds, 'lost': availability.down_seconds},
            {'policy': 'down', 'base': availability.agreed_seconds, 'lost': availability.down_seconds + availability.unknown_seconds}
        ], recursive := true),
        terms.target_numerator,
        terms.target_denominator
    from marts.fct_service_availability as availability
    inner join (
        select service_id, target_text, any_value(target_numerator) as target_numerator, any_value(target_denominator) as target_denominator
        from contract.service_terms
        group by all
    ) as terms on availability.service_id = terms.service_id and availability.target_percent = terms.target_text

)

select
    period_id,
    service_id,
    policy,
    case when base > 0 then (base - lost)::hugeint * target_denominator >= base::hugeint * target_numerator end as would_be_met,
    percent_text(base - lost, base) as availability_percent
from policies
where is_met is not null and case when base > 0 then (base - lost)::hugeint * target_denominator >= base::hugeint * target_numerator end is distinct from is_met
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   service_id: The service.
--   policy (excluded, up, down): The other policy.
--   would_be_met?: The verdict under it; null where nothing is left to measure.
--   availability_percent?: (base - lost) / base, floored to three decimals; null without a base.
