-- Exports of tickets have a column or events of responses.
-- severity: warn
-- fix: Export responded_at too, or map the column that holds the first response in sources.yaml.
select loads.file as subject, loads.file, null::bigint as row, count(*) || ' incidents without data' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.is_judged and not tickets.has_responses
group by loads.file
order by all
