-- Promises that were kept by a hair: green that hides risk.
-- grain: period_id, ticket_id, measure, cycle
select * exclude (is_near)
from marts.fct_margins
where is_near
-- columns:
--   period_id: The month (2026-10) or the quarter (2026-Q3).
--   ticket_id: The ticket, as exported.
--   measure (respond, restore, resolve): Which promise: to respond, to restore or to resolve.
--   cycle: 1, and one more for each time that the clock began anew.
--   severity: Severity, as the agreement names it.
--   severity_rank: Place of the severity in the agreement, 0 for the gravest.
--   service_id?: The service; null where the export names none.
--   margin_seconds: What was left when the clock stopped.
--   allowed_seconds: The whole time that was promised, in the clock of the measure.
