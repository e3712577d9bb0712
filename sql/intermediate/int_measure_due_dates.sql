-- When each promise falls due before any pause, and how much open time of the site's calendar had passed at start and end.
-- grain: period_id, ticket_id, measure, cycle
--
-- open_at(t) is the calendar's open time up to t; a deadline is its inverse: the earliest instant at which the open
-- time is reached, so that a span which ends exactly at closing is due at closing. A promise of 0 seconds is due at the
-- start, or at the next opening.

with

always as (

    select
        *,
        started_at as open_at_start,
        looked_at as open_at_end,
        started_at + within_seconds as due_without_pauses,
        started_at + within_seconds as open_at_due
    from intermediate.int_measure_promises
    where kind = 'always'

),

business as (

    select
        promises.*,
        policies.business_day,
        policies.received,
        starts.open_before + least(promises.started_at - starts.opens_at, starts.closes_at - starts.opens_at) as open_at_start,
        ends.open_before + least(promises.looked_at - ends.opens_at, ends.closes_at - ends.opens_at) as open_at_end,
        -- Outside opening hours; an instant exactly at closing is outside.
        promises.started_at >= starts.closes_at as is_start_closed
    from intermediate.int_measure_promises as promises
    inner join contract.terms as policies on promises.term_id = policies.term_id
    asof inner join calendar.spans as starts
        on promises.calendar_id = starts.calendar_id and promises.started_at >= starts.opens_at
    asof inner join calendar.spans as ends
        on promises.calendar_id = ends.calendar_id and promises.looked_at >= ends.opens_at
    where promises.kind <> 'always'

),

counted_from as (

    -- The date from which business days are counted: the start's own, or that of the next opening.
    select
        business.*,
        days.business_days_until + case
            -- Received at the next opening: that is a later date unless the site still opens today.
            when business.received = 'next-opening' and business.is_start_closed
                and not (days.is_business_day and business.started_at < days.last_opens_at) then 1
            else 0
        end as first_day_number,
        calendars.day_length_seconds
    from business
    asof inner join calendar.days as days
        on business.calendar_id = days.calendar_id and business.started_at >= days.starts_at
    inner join calendar.calendars as calendars on business.calendar_id = calendars.calendar_id

),

by_days as (

    select
        counted_from.* exclude (first_day_number, day_length_seconds, business_day, received, is_start_closed),
        case when business_day = 'midnight' then due_days.ends_at else due_days.closes_at end as due_without_pauses,
        due_days.open_until as open_at_due
    from counted_from
    inner join calendar.business_days as due_days
        on counted_from.calendar_id = due_days.calendar_id
        and due_days.number = counted_from.first_day_number + counted_from.within_days
    where kind = 'business-days' and business_day <> 'business-hours'

),

by_hours as (

    select
        counted_from.* exclude (first_day_number, day_length_seconds, business_day, received, is_start_closed),
        open_at_start + case when kind = 'business-days' then within_days * day_length_seconds else within_seconds end as open_at_due,
        open_at_due + (within_seconds is not distinct from 0)::integer as reached_at
    from counted_from
    where kind = 'business' or business_day = 'business-hours'

),

by_hours_due as (

    select
        by_hours.* exclude (reached_at),
        spans.opens_at + (by_hours.open_at_due - spans.open_before) as due_without_pauses
    from by_hours
    asof inner join calendar.spans as spans
        on by_hours.calendar_id = spans.calendar_id and by_hours.reached_at > spans.open_before

)

select * from always
union all by name
select * from by_days
union all by name
select * from by_hours_due
