-- A service's month, or the parts of it under different terms, with the downtime that the target of each part allows.
-- grain: period_id, service_id, term_id
--
-- allowance = base x (100 % - target), kept exact as a fraction: numerator over denominator.
select
    days.period_id,
    days.service_id,
    days.term_id,
    min(days.local_date) as first_date,
    max(days.local_date) as last_date,
    sum(days.window_seconds)::bigint as window_seconds,
    sum(days.maintenance_seconds)::bigint as maintenance_seconds,
    sum(days.excluded_seconds)::bigint as excluded_seconds,
    sum(days.agreed_seconds)::bigint as agreed_seconds,
    sum(days.down_seconds)::bigint as down_seconds,
    sum(days.unknown_seconds)::bigint as unknown_seconds,
    sum(days.base_seconds)::bigint as base_seconds,
    sum(days.lost_seconds)::bigint as lost_seconds,
    sum(days.quarter_down_seconds)::bigint as quarter_down_seconds,
    sum(days.quarter_lost_seconds)::bigint as quarter_lost_seconds,
    sum(days.known_seconds)::bigint as known_seconds,
    any_value(terms.target_text) as target_text,
    sum(days.base_seconds)::hugeint * any_value(terms.target_denominator - terms.target_numerator) as allowance_numerator,
    any_value(terms.target_denominator) as allowance_denominator
from intermediate.int_service_days as days
inner join contract.service_terms as terms on days.term_id = terms.term_id and days.service_id = terms.service_id
group by days.period_id, days.service_id, days.term_id
