-- Every promise on every incident, month by month: verdict, due instant, what the clock ran, and whether the month counts it.
-- grain: period_id, ticket_id, measure, cycle
--
-- Each month is judged with what was known at its own cut-off, so that a month that was reported stays as it was.
-- attribution `decided`: a month counts a verdict that was decided at its end and is not the one that stood at its
-- beginning. `resolved` waits for the stop, whatever the verdict; `opened` is a cohort: what began in the month.

with

measures as (

    select
        periods.period_id,
        tickets.ticket_id,
        tickets.ticket_no,
        judged.measure,
        judged.cycle,
        promises.severity,
        promises.severity_rank,
        promises.within_text,
        periods.as_of,
        case when promises.kind <> 'always' then tickets.calendar_id end as calendar_id,
        judged.* exclude (cutoff_no, ticket_no, measure, cycle, promise_id),
        judged.late_raised_at is not null as is_late_when_raised,
        tickets.service_id,
        tickets.site_id,
        movements.measure_before,
        movements.severity_before,
        movements.standing_before,
        case
            when judged.attribution = 'opened' then judged.started_at >= periods.starts_at
            else coalesce(movements.standing_before <> judged.standing, true)
        end as is_news
    from intermediate.int_measures_judged as judged
    inner join run.periods as periods on judged.cutoff_no = periods.ordinal
    inner join intermediate.int_tickets as tickets on judged.ticket_no = tickets.ticket_no
    inner join contract.promises as promises on judged.promise_id = promises.promise_id
    left join intermediate.int_measure_movements as movements
        on periods.period_id = movements.period_id and judged.ticket_no = movements.ticket_no
        and judged.measure = movements.measure and judged.cycle = movements.cycle

)

select
    * exclude (is_news),
    standing <> 'running' and is_news as is_counted,
    -- Undecided at the end; a cohort holds what began in its month.
    standing = 'running' and (attribution <> 'opened' or is_news) as is_carried_over,
    case when was_late then -margin_seconds end as late_seconds
from measures
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   ticket_no (big): A number that stands for the ticket, so that joins are fast.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   cycle: 1, and one more for each time that the clock began anew.
--   severity: Severity, as the agreement names it.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   within_text: The time that is promised, as the agreement writes it.
--   as_of: Cut-off: nothing that happened at or after this instant is known.
--   calendar_id?: Calendar in which the clock runs; null where it runs around the clock, or the site has none.
--   clock_no: Number of the clock (int_measure_due_dates).
--   started_at: When it began.
--   due_at: When the promise falls due, moved by every pause.
--   stopped_at?: When the clock stopped; null while it runs.
--   elapsed_seconds: What the clock ran, without pauses and closed time.
--   paused_seconds: How long the clock stood still for a pause.
--   margin_seconds: Wall-clock seconds from there, or from the cut-off, to the due instant; negative where it was late.
--   late_raised_at?: When the severity was raised to one whose due instant had passed already; null otherwise.
--   attribution (decided, resolved, opened): By which rule of the agreement a month counts it.
--   left_out_because?: Why it is left out: cancelled, duplicate, or the id of an exclusion; null where it is not.
--   verdict (met, breached, running, excluded, no-data): What is said of the promise at the cut-off.
--   was_late: Whether the due instant passed before the clock stopped, and before the ticket was left out.
--   decided_at?: When the verdict was decided; null while it is not.
--   standing (met, breached, running, excluded, no-data): The verdict as the books keep it.
--   is_late_when_raised: Whether it was late at the moment at which the severity was raised.
--   service_id?: The service; null where the export names none.
--   site_id?: The site; null where the export names none.
--   measure_before? (respond, restore, resolve): The measure that stood at the beginning of the period; null if there was none.
--   severity_before?: The severity that stood at the beginning of the period; null if there was none.
--   standing_before? (met, breached, running, excluded, no-data): What stood at the beginning of the period; null if nothing did.
--   is_counted: Whether the period counts it.
--   is_carried_over: Whether it goes on into the next period.
--   late_seconds?: Wall-clock seconds past the due instant; null where it was not late.
