-- No business clock runs in a year whose holidays are unknown.
-- severity: error
-- found-en: Clocks that run in a year without known holidays
-- found-ja: 祝日が未登録の年を含む営業日計算
-- fix: Add the holidays of the year to the calendar in contract.yaml: holidays: [{ file: calendars/2027.csv }].
select distinct outcomes.calendar_id || ' ' || left(days.local_date, 4) as subject, 'contract.yaml' as file, null::bigint as row,
    'calendar ' || outcomes.calendar_id || ' does not know the holidays of ' || left(days.local_date, 4) || ' (ticket ' || min(outcomes.ticket_id) || ')' as detail
from intermediate.int_measure_outcomes as outcomes
inner join calendar.days as days
    on outcomes.calendar_id = days.calendar_id and not days.is_covered
    and days.starts_at < greatest(outcomes.due_at, coalesce(outcomes.stopped_at, outcomes.as_of)) and days.ends_at > outcomes.started_at
group by outcomes.calendar_id, left(days.local_date, 4)
order by all
