/**
 * Reads escalations to L2, L3 and the service manager.
 */
import type { ReadContext } from './context.ts';
import { listed } from './Listed.ts';
import type { FctEscalations } from './marts.ts';
import type { EscalationSection } from './ReportModel.ts';

/** Escalations per level beside the period before, and the tickets. */
export async function readEscalations({
  warehouse,
  run,
  period,
  previous,
  previousId,
}: ReadContext): Promise<EscalationSection> {
  const rows = await warehouse.rows<FctEscalations>(
    `select * from marts.fct_escalations where period_id in (${period}, ${previous}) order by escalated_at, ticket_id, level`,
  );
  const now = rows.filter(({ period_id }) => period_id === run.periods.period.id);
  const levels = [...new Set(['L2', 'L3', 'manager', ...now.map(({ level }) => level)])].filter(
    (level) => level !== '',
  );
  const counts = await warehouse.rows<{ period_id: string; level: string; tickets: number }>(
    `select period_id, level, count(*)::integer as tickets from marts.fct_escalations where period_id in (${period}, ${previous}) group by all`,
  );
  const count = (id: string | null, level: string): number =>
    counts.find((row) => row.period_id === id && row.level === level)?.tickets ?? 0;
  return {
    levels: levels.map((level) => ({
      level,
      tickets: count(run.periods.period.id, level),
      previousTickets: previousId === null ? null : count(previousId, level),
    })),
    tickets: listed(
      now
        .filter(({ level }) => level !== 'L2')
        .map(({ ticket_id, title, severity, level, escalated_at }) => ({
          ticketId: ticket_id,
          title: title ?? '',
          severity,
          level,
          at: escalated_at,
        })),
    ),
  };
}
