-- What each month and each quarter counts: every promise as known at the period's end, beside what stood at its beginning.
-- grain: period_id, ticket_id, measure, cycle
-- as: view
--
-- A quarter looks at its own two cut-offs, so it is not the sum of its months where a measure was decided twice in it.

with

quarters as (

    select
        lasts.period_id,
        measures.* exclude (period_id, measure_before, severity_before, standing_before, is_counted, is_carried_over),
        movements.measure_before,
        movements.severity_before,
        movements.standing_before,
        case
            when measures.attribution = 'opened' then measures.started_at >= lasts.starts_at
            else coalesce(movements.standing_before <> measures.standing, true)
        end as is_news
    from marts.fct_ticket_measures as measures
    inner join run.periods as months on measures.period_id = months.period_id
    inner join intermediate.int_ticket_quarters as lasts
        on months.ordinal = lasts.cutoff_no and measures.ticket_no = lasts.ticket_no
    left join intermediate.int_measure_movements as movements
        on lasts.period_id = movements.period_id and lasts.ticket_no = movements.ticket_no
        and measures.measure = movements.measure and measures.cycle = movements.cycle

)

select * replace (period_id::varchar as period_id)
from marts.fct_ticket_measures

union all by name

select
    * exclude (is_news),
    standing <> 'running' and is_news as is_counted,
    standing = 'running' and (attribution <> 'opened' or is_news) as is_carried_over
from quarters
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
