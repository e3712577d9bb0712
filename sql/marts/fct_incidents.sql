-- Incidents that were open in a month, with what had happened to them by its cut-off; what lists of tickets read.
-- grain: period_id, ticket_id
select
    period_id, ticket_id, title, severity, severity_rank, service_id, site_id, category, status, opened_at, responded_at, restored_at, resolved_at,
    reopened_at, reopenings, is_reopened_after_report, support_level, is_open, is_opened_in_period, is_resolved_in_period, is_cancelled, is_duplicate, duplicate_of
from intermediate.int_ticket_status
where type = 'incident'
