-- No business clock runs in a year whose holidays are unknown.
-- severity: error
-- fix: Add the holidays of the year to the calendar in contract.yaml: holidays: [{ file: calendars/2027.csv }].
select distinct clocks.calendar_id || ' ' || left(days.local_date, 4) as subject, 'contract.yaml' as file, null::bigint as row,
    'calendar ' || clocks.calendar_id || ' does not know the holidays of ' || left(days.local_date, 4) || ' (ticket ' || min(clocks.ticket_id) || ')' as detail
from marts.fct_ticket_measures as clocks
inner join calendar.days as days
    on clocks.calendar_id = days.calendar_id and not days.is_covered
    and days.starts_at < greatest(clocks.due_at, coalesce(clocks.stopped_at, clocks.as_of)) and days.ends_at > clocks.started_at
group by clocks.calendar_id, left(days.local_date, 4)
order by all
