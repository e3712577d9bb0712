-- Instants of tickets have a time of day.
-- severity: warn
-- fix: Export the columns with their times; of a day alone, targets shorter than a day have no data, and days are counted by dates.
select loads.file as subject, loads.file, min(tickets._row) as row, count(*) || ' incidents with dates that have no time' as detail
from intermediate.int_tickets as tickets
inner join staging.stg_loads as loads on tickets._load = loads.load_id
where tickets.is_judged and tickets.dated_instants is not null
group by loads.file
order by all
