-- When each promise falls due before any pause, and how much open time of the site's calendar had passed at start and end.
-- grain: cutoff_no, ticket_no, measure, cycle
--
-- open_time(t) is the calendar's open time up to t; a deadline is its inverse: the earliest instant at which the open
-- time is reached, so that a span which ends exactly at closing is due at closing. A promise of 0 seconds is due at the
-- start, or at the next opening. A clock that always runs has every second open.

with

dated as (

    select distinct ticket_no, unnest(dated_instants) as started_at from intermediate.int_tickets where dated_instants is not null

),

clocks as (

    select
        clocks.*,
        calendars.calendar_no,
        calendars.day_length_seconds,
        promises.kind,
        promises.within_seconds,
        promises.within_days,
        -- Of a start of which the day alone is known, days are counted by their dates.
        case when dated.ticket_no is null then terms.business_day else replace(terms.business_day, 'business-hours', 'end-of-day') end as business_day,
        terms.received
    from intermediate.int_measure_promises as clocks
    inner join contract.promises as promises on clocks.promise_id = promises.promise_id
    inner join contract.terms as terms on promises.term_id = terms.term_id
    left join dated on clocks.ticket_no = dated.ticket_no and clocks.started_at = dated.started_at
    left join intermediate.int_calendars as calendars on clocks.calendar_id = calendars.calendar_id

),

business as (

    select
        clocks.*,
        open_time(clocks.started_at, starts.opens_at, starts.closes_at, starts.open_before) as open_at_start,
        open_time(clocks.looked_at, ends.opens_at, ends.closes_at, ends.open_before) as open_at_end,
        -- Outside opening hours; an instant exactly at closing is outside.
        clocks.started_at >= starts.closes_at as is_start_closed
    from clocks
    inner join intermediate.int_calendar_openings as starts
        on calendar_key(clocks.calendar_no, clocks.started_at // 86400) = starts.lookup_key
        and clocks.started_at >= starts.opens_at and clocks.started_at < starts.next_opens_at
    inner join intermediate.int_calendar_openings as ends
        on calendar_key(clocks.calendar_no, clocks.looked_at // 86400) = ends.lookup_key
        and clocks.looked_at >= ends.opens_at and clocks.looked_at < ends.next_opens_at
    where clocks.kind <> 'always'

),

by_days as (

    -- Counted from the start's own date, or that of the next opening: a later date unless the site still opens today.
    select
        business.*,
        case when business.business_day = 'midnight' then due_days.ends_at else due_days.closes_at end as due_without_pauses,
        due_days.open_until as open_at_due
    from business
    inner join intermediate.int_calendar_dates as dates
        on calendar_key(business.calendar_no, business.started_at // 86400) = dates.lookup_key
        and business.started_at >= dates.starts_at and business.started_at < dates.ends_at
    inner join calendar.business_days as due_days
        on business.calendar_id = due_days.calendar_id
        and due_days.number = dates.business_days_until + business.within_days + case
            when business.received = 'next-opening' and business.is_start_closed
                and not (dates.is_business_day and business.started_at < dates.last_opens_at) then 1
            else 0
        end
    where business.kind = 'business-days' and business.business_day <> 'business-hours'

),

by_hours as (

    select
        business.*,
        business.open_at_start + coalesce(business.within_seconds, business.within_days * business.day_length_seconds) as open_at_due,
        open_at_due + (business.within_seconds is not distinct from 0)::integer as reached_at
    from business
    where business.kind = 'business' or business.business_day = 'business-hours'

),

due as (

    select
        cutoff_no, ticket_no, life_no, first_segment, last_segment, measure, cycle, promise_id, calendar_id, started_at, stopped_at, looked_at, raised_at,
        started_at as open_at_start,
        looked_at as open_at_end,
        started_at + within_seconds as due_without_pauses,
        started_at + within_seconds as open_at_due
    from clocks
    where kind = 'always'

    union all

    select
        cutoff_no, ticket_no, life_no, first_segment, last_segment, measure, cycle, promise_id, calendar_id, started_at, stopped_at, looked_at, raised_at,
        open_at_start, open_at_end, due_without_pauses, open_at_due
    from by_days

    union all

    select
        cutoff_no, ticket_no, life_no, first_segment, last_segment, measure, cycle, promise_id, by_hours.calendar_id, started_at, stopped_at, looked_at, raised_at,
        open_at_start, open_at_end, spans.opens_at + (open_at_due - spans.open_before), open_at_due
    from by_hours
    asof inner join calendar.spans as spans
        on by_hours.calendar_id = spans.calendar_id and by_hours.reached_at > spans.open_before

)

-- A number of its own is a shorter way to a clock than the four columns of its grain.
select row_number() over () as clock_no, * from due
