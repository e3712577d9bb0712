-- Incidents that were open in a month, with what had happened to them by its cut-off; what lists of tickets read.
-- grain: period_id, ticket_id
select
    period_id, ticket_id, title, severity, severity_rank, service_id, status, opened_at, responded_at, restored_at, resolved_at,
    reopened_at, is_reopened_after_report, is_opened_in_period, is_cancelled, is_duplicate
from intermediate.int_ticket_status
where type = 'incident'
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   title?: Its title; null where the export has none.
--   severity?: Severity at the cut-off; null where none is known.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   service_id?: The service; null where the export names none.
--   status?: Status at the cut-off, as it is understood; null where it is not.
--   opened_at: When it was opened.
--   responded_at?: When it was answered; null while it is not.
--   restored_at?: When service was restored; null while it is not.
--   resolved_at?: When it was resolved; null while it is not.
--   reopened_at?: When it was last reopened; null if it never was.
--   is_reopened_after_report: Whether it was reopened in the month after it had been completed in an earlier one.
--   is_opened_in_period: Whether it was opened in the month.
--   is_cancelled: Whether it is cancelled.
--   is_duplicate: Whether it is a duplicate of another.
